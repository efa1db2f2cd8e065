"""Eight at once on the same thing, in SQLite and in PostgreSQL: nobody writes over another, nothing is done twice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.records.at_once import DATABASES, raced

RACERS, ROUNDS = 8, 3


@pytest.fixture(scope="module", params=DATABASES)
def race(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return raced("tests.records.racing", tmp_path_factory.mktemp("race"), request)


def test_two_who_begin_the_same_chain_come_one_after_the_other(race):
    told = race["same_new_chain"]

    assert told["results"] == {"done": RACERS}
    assert told["numbers"] == list(range(1, RACERS + 1))


def test_one_of_those_who_edit_the_same_version_is_let_through(race):
    told = race["same_version"]

    assert told["results"] == {"done": 1, "record.stale": RACERS - 1}
    assert told["version"] == 2


def test_a_button_pressed_eight_times_is_one_change(race):
    told = race["same_key"]

    assert told["results"] == {"done": RACERS}
    assert told["version"] == 2


def test_a_key_raced_for_different_things_does_one_of_them(race):
    told = race["same_key_for_something_else"]

    assert told["results"] == {"done": 1, "record.key-reused": RACERS - 1}
    assert told["outcomes"] == 1


def test_those_who_lock_in_opposite_order_all_get_through(race):
    told = race["against_each_other"]

    assert told["results"] == {"done": 2}
    assert told["versions"] == [1 + 2 * ROUNDS] * 2


def test_every_chain_is_whole_after(race):
    assert race["faults"] == []
