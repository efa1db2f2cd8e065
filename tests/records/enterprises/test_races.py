"""Lists read in at once, in SQLite and in PostgreSQL: one entry each, one note each, and nobody is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records.at_once import DATABASES, raced


@pytest.fixture(scope="module", params=DATABASES)
def race(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return raced("tests.records.enterprises.racing", tmp_path_factory.mktemp("race"), request)


def test_four_municipalities_with_the_same_list(race):
    assert race["four_municipalities_read_in_the_same_list"] == {"results": {"done": 4}, "entries": 25, "notes": 100}


def test_two_officers_of_one_municipality_with_the_same_list(race):
    assert race["two_officers_read_in_the_same_list"] == {"results": {"done": 2}, "entries": 25, "notes": 25}


def test_their_chains_hold(race):
    assert race["faults"] == 0
