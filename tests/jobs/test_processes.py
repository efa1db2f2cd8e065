"""Workers that are killed, and workers that are many: the work is done, and by one at a time."""

from __future__ import annotations

import json
import signal
from contextlib import nullcontext

import pytest

from tests.jobs.in_process import PARTS
from tests.jobs.processes import Place, own_postgresql, wait_until

SERVERS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
DONE = {"state": "done", "done": PARTS, "total": PARTS}


@pytest.fixture(scope="module", params=SERVERS)
def made(request, tmp_path_factory):
    """A database with tables, on each of the two kinds of server."""
    store = tmp_path_factory.mktemp("store")
    with own_postgresql(request.getfixturevalue("postgresql")) if request.param != "sqlite" else nullcontext("") as url:
        place = Place(store, url)
        place.run("make")
        yield place


@pytest.fixture
def place(made):
    """With nothing done in it."""
    yield made
    (made.store / "steps").unlink(missing_ok=True)


def shown(place: Place, work: str) -> dict:
    return json.loads(place.run("show", work))


def test_a_killed_workers_work_is_done_by_the_next(place):
    (work,) = json.loads(place.run("start", "1"))
    with place.begun("work", "first", "on", "0.3") as first:
        wait_until(lambda: len(place.steps) == 3, "the first worker began")
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert shown(place, work) | {"done": 0} == {"state": "running", "attempts": 1, "done": 0, "total": PARTS}
    with place.begun("work", "second", "on", "0.01") as second:
        wait_until(lambda: shown(place, work)["state"] == "done", "the second worker did it")
        second.send_signal(signal.SIGTERM)
        assert second.wait(20) == 0
    assert shown(place, work) == DONE | {"attempts": 2}
    assert [step for step in place.steps if step.startswith("second")] == [f"second {part}" for part in range(PARTS)]


def test_a_worker_that_is_told_to_end_gives_its_work_back(place):
    (work,) = json.loads(place.run("start", "1"))
    with place.begun("work", "first", "on", "0.3") as first:
        wait_until(lambda: len(place.steps) == 2, "the first worker began")
        first.send_signal(signal.SIGTERM)
        assert first.wait(20) == 0
    assert shown(place, work)["state"] == "waiting"
    place.run("work", "second", "until-empty", "0.01")
    assert shown(place, work) == DONE | {"attempts": 1}


def test_of_two_workers_one_does_each_work(place):
    works = json.loads(place.run("start", "2"))
    with (
        place.begun("work", "one", "until-empty", "0.2") as one,
        place.begun("work", "two", "until-empty", "0.2") as two,
    ):
        assert one.wait(60) == two.wait(60) == 0
    assert [shown(place, work) for work in works] == [DONE | {"attempts": 1}] * len(works)
    assert len(place.steps) == len(works) * PARTS
