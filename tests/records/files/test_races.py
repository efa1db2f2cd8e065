"""Files that come and change while their organisation's times are set, in SQLite and in PostgreSQL."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records.at_once import DATABASES, raced

OWN = ["working", "2027-05-27"]
"""The last day by the organisation's own time; the proposal's would be in November."""


@pytest.fixture(scope="module", params=DATABASES)
def race(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return raced("tests.records.files.racing", tmp_path_factory.mktemp("race"), request)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("kept", [["kept", "None"], OWN]),
        ("not-kept", [OWN, OWN]),
        ("one-more", [OWN, OWN]),
        ("one-less", [OWN]),
    ],
)
def test_every_file_gets_the_last_day_of_its_rule(race, name, files):
    assert race["races"][name] == {"results": {"done": 2}, "files": files}
    assert race["faults"] == []
