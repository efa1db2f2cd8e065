"""Work is started, done, stopped and taken back by actions; a worker that was given up changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from django_tasks_db.models import DBTaskResult

from svangrum.core.errors import SvangrumError
from svangrum.records.actions import MissingError, NotAllowedError, action
from svangrum.records.actors import PROGRAM, PUBLIC, Actor, Role
from svangrum.records.events.models import Event
from svangrum.records.letters.models import Letter
from svangrum.records.work import running
from svangrum.records.work.actions import start_work, stop_work
from svangrum.records.work.kinds import BY_OPERATORS, DAILY, WorkKind
from svangrum.records.work.models import Work, WorkState
from svangrum.records.work.progress import Hold
from svangrum.records.work.queries import lost, todo, work_for, works_seen_by
from svangrum.records.work.starting import begin
from tests.records.build import NOW, TODAY, a_member, a_person, actor, an_operator, an_organisation

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
SILENT = {"silent_since": LATER + timedelta(seconds=1)}


def started(by=None, kind=WorkKind.BUILD_OBSERVATORY, **more) -> Work:
    by = by or actor(an_operator())
    return Work.objects.get(pk=start_work(by=by, recorded_at=NOW, kind=kind, **more))


def tell(name, work, **more):
    return getattr(running, name)(by=PROGRAM, recorded_at=LATER, work=work.pk, task=work.task, **more)


def begun(**more) -> Work:
    work = started(**more)
    tell("begin_work", work)
    work.refresh_from_db()
    return work


def test_work_and_its_place_in_the_queue_are_kept_together():
    work = started(given={"names": ["2026.xml"]}, kind=WorkKind.IMPORT_NOTICES)
    row = DBTaskResult.objects.get()
    assert (row.pk, row.status) == (work.task, "READY")
    assert row.args_kwargs == {"args": [str(work.pk)], "kwargs": {}}, "the queue knows nothing but which work"


@action("thing.begun")
def begin_and_fail(act):
    begin(act, kind=WorkKind.CLEAR_AWAY)
    raise SvangrumError("record.missing")


@pytest.mark.django_db(transaction=True)
def test_what_did_not_happen_leaves_neither_work_nor_row():
    with pytest.raises(SvangrumError):
        begin_and_fail(by=PROGRAM, recorded_at=NOW)
    assert not Work.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_the_same_request_starts_work_once():
    operator = actor(an_operator())
    names = {start_work(by=operator, recorded_at=NOW, key="a", kind=WorkKind.BUILD_OBSERVATORY) for _ in range(2)}
    assert len(names) == DBTaskResult.objects.count() == 1


def test_daily_work_is_started_once_a_day():
    day = date(2026, 11, 27)
    start_work(by=PROGRAM, recorded_at=NOW, kind=WorkKind.CLEAR_AWAY, day=day)
    with pytest.raises(IntegrityError):
        start_work(by=PROGRAM, recorded_at=NOW, kind=WorkKind.CLEAR_AWAY, day=day)


def test_only_what_is_over_is_thinned_and_only_by_the_program():
    work = begun()
    with pytest.raises(SvangrumError, match=r"work\.goes-on"):
        running.thin_work(by=PROGRAM, recorded_at=LATER, work=work.pk)
    tell("end_stopped_work", work)
    with pytest.raises(NotAllowedError):
        running.thin_work(by=actor(an_operator()), recorded_at=LATER, work=work.pk)
    running.thin_work(by=PROGRAM, recorded_at=LATER, work=work.pk)
    assert not Work.objects.exists()


def test_operators_and_the_program_start_each_their_own():
    operator, person = actor(an_operator()), actor(a_person())
    for kind in WorkKind:
        allowed = {operator: kind in BY_OPERATORS, PROGRAM: kind in DAILY, person: False, PUBLIC: False}
        for by, may in allowed.items():
            if may:
                assert started(by=by, kind=kind)
            else:
                with pytest.raises(NotAllowedError):
                    started(by=by, kind=kind)


def test_a_worker_takes_it_tells_and_is_done():
    work = begun()
    assert (work.state, work.attempts) == (WorkState.RUNNING, 1)
    assert Hold(work.pk, work.task).tell(LATER, "counting", 3, 10)
    tell("finish_work", work, result={"code": "counted", "values": {}})
    work.refresh_from_db()
    assert (work.state, work.done, work.total, work.task) == (WorkState.DONE, 3, 10, None)
    actions = Event.objects.filter(thing=work.pk).order_by("number").values_list("action", flat=True)
    assert list(actions) == ["work.started", "work.begun", "work.done"]


def test_a_second_worker_finds_it_taken():
    work = begun()
    with pytest.raises(running.NotOursError):
        tell("begin_work", work)


def test_a_worker_that_was_given_up_can_change_nothing():
    work = begun()
    tell("take_back_work", work, **SILENT)
    old = Hold(work.pk, work.task)
    assert not old.beat(LATER)
    assert not old.tell(LATER, "counting", 9, 10)
    for name, more in (
        ("finish_work", {"result": {}}),
        ("fail_work", {"error": {"code": "work.died"}}),
        ("end_stopped_work", {}),
        ("postpone_work", {"error": {"code": "work.died"}, "due_at": LATER}),
        ("take_back_work", SILENT),
        ("give_up_work", SILENT),
        ("give_back_work", {}),
        ("begin_work", {}),
    ):
        with pytest.raises(running.NotOursError):
            tell(name, work, **more)
    work.refresh_from_db()
    assert (work.state, work.done) == (WorkState.WAITING, 0)


def test_only_the_program_says_what_came_of_it():
    work = started()
    for by in (PUBLIC, Actor(person=uuid4(), operator=True)):
        with pytest.raises(NotAllowedError):
            running.begin_work(by=by, recorded_at=NOW, work=work.pk, task=work.task)


def test_what_may_pass_waits_in_the_queue_for_its_next_attempt():
    work = begun()
    tell("postpone_work", work, error={"code": "facts.locked", "values": {}}, due_at=LATER)
    work.refresh_from_db()
    row = DBTaskResult.objects.get(pk=work.task)
    assert (work.state, row.run_after, row.status) == (WorkState.WAITING, LATER, "READY")


@pytest.mark.parametrize(("name", "more", "counted"), [("take_back_work", SILENT, 1), ("give_back_work", {}, 0)])
def test_an_attempt_that_the_worker_gave_back_is_not_counted(name, more, counted):
    work = begun()
    tell(name, work, **more)
    work.refresh_from_db()
    assert (work.state, work.attempts) == (WorkState.WAITING, counted)


@pytest.mark.parametrize("name", ["take_back_work", "give_up_work"])
def test_a_worker_that_tells_of_itself_just_before_keeps_its_work(name):
    work = begun()
    with pytest.raises(running.NotOursError):
        tell(name, work, silent_since=LATER)
    work.refresh_from_db()
    assert work.state == WorkState.RUNNING


def test_what_waits_is_stopped_at_once():
    operator = actor(an_operator())
    work = started(operator)
    stop_work(by=operator, recorded_at=NOW, work=work.pk)
    work.refresh_from_db()
    assert (work.state, work.task) == (WorkState.STOPPED, None)
    with pytest.raises(SvangrumError, match=r"work\.over"):
        stop_work(by=operator, recorded_at=NOW, work=work.pk)


def test_what_is_under_way_is_asked_to_stop_and_is_not_begun_again():
    operator = actor(an_operator())
    work = begun(by=operator)
    stop_work(by=operator, recorded_at=NOW, work=work.pk)
    assert Hold(work.pk, work.task).is_asked_to_stop()
    tell("take_back_work", work, **SILENT)
    work.refresh_from_db()
    assert work.state == WorkState.STOPPED


def test_work_is_seen_and_stopped_by_who_started_it_where_it_was_started():
    here, there = an_organisation(), an_organisation()
    person = a_member(here, Role.CONTROLLER)
    a_member(there, Role.CONTROLLER, person=person)
    mine = actor(person, here)
    work = Work.objects.get(pk=start_work(by=PROGRAM, recorded_at=NOW, kind=WorkKind.CLEAR_AWAY))
    Work.objects.filter(pk=work.pk).update(started_by=person, organisation=here)
    for by in (mine, actor(an_operator())):
        assert work_for(by, work.pk) == work
        assert list(works_seen_by(by)) == [work]
    for by in (actor(person, there), actor(a_member(here, Role.CONTROLLER), here), PUBLIC):
        assert list(works_seen_by(by)) == []
        with pytest.raises(MissingError):
            work_for(by, work.pk)
        with pytest.raises(MissingError):
            stop_work(by=by, recorded_at=NOW, work=work.pk)
    stop_work(by=mine, recorded_at=NOW, work=work.pk)


def test_silent_and_forgotten_work_is_lost_and_other_work_is_not():
    silent, alive, waits, forgotten = begun(), begun(), started(), started()
    Hold(alive.pk, alive.task).beat(LATER + timedelta(minutes=2))
    DBTaskResult.objects.filter(pk=forgotten.task).update(status="RUNNING")
    found = {work.pk for work in lost(LATER + timedelta(minutes=1))}
    assert found == {silent.pk, forgotten.pk}
    assert waits.pk not in found


def test_who_started_it_is_told_of_what_failed_and_of_what_took_long():
    person = an_operator()
    failed, long = begun(by=actor(person)), begun(by=actor(person))
    tell("fail_work", failed, error={"code": "work.died", "values": {}})
    tell("finish_work", long, result={})
    quick = started(actor(person))
    running.begin_work(by=PROGRAM, recorded_at=NOW, work=quick.pk, task=quick.task)
    running.finish_work(by=PROGRAM, recorded_at=NOW, work=quick.pk, task=quick.task, result={})
    letters = Letter.objects.order_by("code")
    assert [(one.code, UUID(one.parts["work"])) for one in letters] == [
        ("work-done", long.pk),
        ("work-failed", failed.pk),
    ]


def test_what_failed_is_to_do_for_a_week():
    person = an_operator()
    failed = begun(by=actor(person))
    tell("fail_work", failed, error={"code": "work.died", "values": {}})
    assert [one.parts["work"] for one in todo(actor(person), TODAY)] == [str(failed.pk)]
    assert todo(actor(person), TODAY + timedelta(days=8)) == []
    assert todo(actor(an_operator()), TODAY) == [], "another operator started nothing"
