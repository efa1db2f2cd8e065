"""What becomes of work: done, failed in words, tried again, stopped, given back."""

from __future__ import annotations

import json
import logging
import threading

import pytest
from django_tasks_db.models import DBTaskResult

from svangrum.core.errors import SvangrumError
from svangrum.jobs import doing
from svangrum.jobs.doing import MOST_ATTEMPTS, WAITS
from svangrum.jobs.registry import KINDS
from svangrum.jobs.report import Report
from svangrum.jobs.tasks import do_work
from svangrum.jobs.worker import Runner
from svangrum.records.work.actions import stop_work
from svangrum.records.work.kinds import WorkKind
from svangrum.records.work.models import Work, WorkState
from svangrum.records.work.progress import Hold
from tests.jobs.work import DONE, KIND, attempt, some_work
from tests.records.build import NOW, actor, an_operator

pytestmark = pytest.mark.django_db
PRIVATE = "Kim Exempel 811218-9876"


@pytest.fixture
def does(monkeypatch):
    """Lets the work's function be another."""

    def put(function):
        monkeypatch.setitem(KINDS, KIND, function)

    return put


def raising(error):
    def function(_given, _report):
        raise error

    return function


def test_every_kind_can_be_done():
    assert set(KINDS) == set(WorkKind)


def test_what_it_gives_is_kept(does):
    does(lambda _given, _report: DONE)
    work = attempt(some_work())
    assert (work.state, work.result) == (WorkState.DONE, DONE.kept())


def test_it_is_given_what_was_asked_for(does):
    seen = []
    does(lambda given, _report: seen.append(given) or DONE)
    attempt(some_work(names=["a.xml"]))
    assert seen == [{"names": ["a.xml"]}]


def test_a_row_that_is_no_longer_its_own_does_nothing(does):
    times = []
    does(lambda _given, _report: times.append(1) or DONE)
    work = some_work()
    attempt(work)
    attempt(work)
    assert times == [1]


def test_what_another_attempt_will_not_mend_fails_at_once_in_words(does):
    does(raising(SvangrumError("observatory.no-facts", store="/data")))
    work = attempt(some_work())
    assert (work.state, work.attempts) == (WorkState.FAILED, 1)
    assert work.error == {"code": "observatory.no-facts", "values": {"store": "/data"}}


@pytest.mark.parametrize("error", [OSError("disk"), SvangrumError("facts.locked", store="/data"), ValueError(PRIVATE)])
def test_what_may_pass_is_tried_three_times_with_waits_that_grow(does, error, monkeypatch):
    does(raising(error))
    monkeypatch.setattr(doing, "now", lambda: NOW)
    work = some_work()
    waited = []
    for _ in range(MOST_ATTEMPTS - 1):
        work = attempt(work)
        assert work.state == WorkState.WAITING
        waited.append(DBTaskResult.objects.get(pk=work.task).run_after - NOW)
    assert waited == list(WAITS) == sorted(WAITS)
    work = attempt(work)
    assert (work.state, work.attempts) == (WorkState.FAILED, MOST_ATTEMPTS)


def test_nothing_of_what_went_wrong_is_kept_or_logged_as_text(does, caplog):
    does(raising(ValueError(PRIVATE)))
    with caplog.at_level(logging.DEBUG):
        work = some_work()
        do_work.func(type("Context", (), {"task_result": type("Row", (), {"id": str(work.task)})}), str(work.pk))
    kept = Work.objects.get(pk=work.pk)
    assert kept.error["code"] == "work.unexpected"
    rows = json.dumps(list(DBTaskResult.objects.values()), default=str) + json.dumps(vars(kept), default=str)
    assert "Kim" not in rows
    assert "811218" not in rows
    assert [record.getMessage() for record in caplog.records if record.name == "svangrum.jobs"] == ["work failed"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [ValueError(PRIVATE), KeyboardInterrupt(PRIVATE)], ids=["fault", "interrupted"])
def test_nothing_of_a_fault_in_the_telling_reaches_the_queue(does, monkeypatch, error):
    does(lambda _given, _report: DONE)

    def fault(**_given):
        raise error

    monkeypatch.setattr(doing.running, "finish_work", fault)
    work = some_work()
    Runner(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id="one",
        excluded_queue_names=[],
    ).run()
    row = DBTaskResult.objects.get(pk=work.task)
    assert row.status != "READY"
    assert "Kim" not in json.dumps(vars(row), default=str)


def test_words_about_a_person_are_not_kept(does):
    does(raising(SvangrumError("facts.cell", text=PRIVATE)))
    assert attempt(some_work()).error == {"code": "work.unsaid", "values": {}}


def test_a_kind_of_another_version_is_told(monkeypatch):
    monkeypatch.delitem(KINDS, KIND)
    work = attempt(some_work())
    assert (work.state, work.error["code"]) == (WorkState.FAILED, "work.unknown")


def test_it_stops_when_it_next_tells_how_far_it_has_come(does):
    operator = actor(an_operator())

    def function(_given, report):
        report("counting", 1, 4)
        stop_work(by=operator, recorded_at=NOW, work=work.pk)
        report("counting", 4, 4)
        pytest.fail("it went on")

    does(function)
    work = some_work()
    done = attempt(work)
    assert (done.state, done.done) == (WorkState.STOPPED, 4)


def test_a_worker_that_is_told_to_end_gives_it_back(does):
    closing = threading.Event()

    def function(_given, report):
        closing.set()
        report("counting")
        pytest.fail("it went on")

    does(function)
    work = attempt(some_work(), closing)
    assert (work.state, work.attempts) == (WorkState.WAITING, 0)
    assert DBTaskResult.objects.get(pk=work.task).status == "READY"


def test_a_worker_that_is_ended_at_once_gives_it_back_too(does):
    does(raising(SystemExit(1)))
    work = some_work()
    with pytest.raises(SystemExit):
        attempt(work)
    assert Work.objects.get(pk=work.pk).state == WorkState.WAITING


def test_progress_is_written_no_more_often_than_a_reader_sees(does, django_assert_max_num_queries):
    def function(_given, report):
        with django_assert_max_num_queries(4):
            for number in range(1000):
                report("counting", number, 1000)
            report("counting", 1000, 1000)
        return DONE

    does(function)
    work = attempt(some_work())
    assert (work.step, work.done, work.total) == ("counting", 1000, 1000)


def test_a_report_ends_work_that_was_taken_back():
    work = some_work()
    report = Report(Hold(work.pk, work.task), threading.Event())
    with pytest.raises(doing.LostError):
        report("counting")
