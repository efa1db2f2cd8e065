"""Several at once, in SQLite and in PostgreSQL: a letter lets one in, and the last administrator stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records.at_once import DATABASES, raced


@pytest.fixture(scope="module", params=DATABASES)
def race(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return raced("tests.records.accounts.racing", tmp_path_factory.mktemp("race"), request)


def test_one_letter_lets_one_in(race):
    told = race["one_letter_opened_by_six"]

    assert told == {"results": {"done": 1, "invitation.used": 5}, "members": 1}


def test_the_last_administrator_stays_when_all_leave_at_once(race):
    told = race["every_administrator_leaves"]

    assert told == {"results": {"done": 3, "membership.last-administrator": 1}, "administered": True}
