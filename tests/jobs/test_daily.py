"""Lost work is taken back; daily work is started once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from svangrum.jobs.chores import Rhythm, do_chores
from svangrum.jobs.doing import MOST_ATTEMPTS
from svangrum.jobs.schedule import HOURS, start_daily
from svangrum.jobs.sweeping import sweep
from svangrum.records.actors import PROGRAM
from svangrum.records.work import queries
from svangrum.records.work.kinds import DAILY, WorkKind
from svangrum.records.work.models import Work, WorkState
from svangrum.records.work.running import begin_work
from svangrum.records.work.workers import last_beat, tell_alive, tell_gone
from tests.jobs.work import some_work

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)
"""Half past seven in Sweden."""
PATIENCE = timedelta(seconds=30)


def begun(work: Work, moment: datetime) -> Work:
    begin_work(by=PROGRAM, recorded_at=moment, work=work.pk, task=work.task)
    return Work.objects.get(pk=work.pk)


def test_work_is_taken_back_when_its_worker_has_been_silent_too_long():
    work = begun(some_work(), MORNING)
    assert sweep(MORNING + PATIENCE, PATIENCE) == 0
    assert sweep(MORNING + PATIENCE + timedelta(seconds=1), PATIENCE) == 1
    back = Work.objects.get(pk=work.pk)
    assert back.state == WorkState.WAITING
    assert back.task != work.task


def test_work_that_takes_every_worker_with_it_is_given_up():
    work, moment = some_work(), MORNING
    for _ in range(MOST_ATTEMPTS):
        work = begun(work, moment)
        moment += 2 * PATIENCE
        sweep(moment, PATIENCE)
        work.refresh_from_db()
    assert (work.state, work.error["code"]) == (WorkState.FAILED, "work.died")


def test_each_kind_is_done_once_a_day_after_its_hour_in_sweden():
    assert set(HOURS) == DAILY
    assert set(start_daily(MORNING)) == DAILY
    assert start_daily(MORNING + timedelta(hours=16)) == []
    assert start_daily(MORNING + timedelta(hours=17)) == [], "past midnight, before the hour"
    assert set(start_daily(MORNING + timedelta(days=1))) == DAILY


def test_before_its_hour_nothing_is_started():
    assert WorkKind.SEND_DIGESTS not in start_daily(MORNING - timedelta(hours=1))


def test_of_two_workers_that_look_at_the_same_time_one_starts(monkeypatch):
    assert set(start_daily(MORNING)) == DAILY
    monkeypatch.setattr("svangrum.jobs.schedule.started_on", lambda _day: set())
    assert start_daily(MORNING) == []
    assert Work.objects.count() == len(DAILY)


def test_chores_are_all_done():
    work = begun(some_work(), datetime.now(UTC) - 2 * PATIENCE)
    do_chores(Rhythm())
    work.refresh_from_db()
    assert work.state == WorkState.WAITING
    assert queries.started_on(datetime.now(UTC).date()) <= DAILY


def test_a_worker_tells_that_it_lives(monkeypatch):
    one, other = some_work().pk, some_work().pk
    assert last_beat() is None
    tell_alive(one, MORNING)
    tell_alive(one, MORNING + PATIENCE)
    assert last_beat() == MORNING + PATIENCE
    tell_alive(other, MORNING + timedelta(days=2))
    tell_gone(other)
    assert last_beat() is None, "one that was silent for a day is forgotten"
