"""What an enterprise tells of what it can do: told, changed, ended, removed; each leaves an event of its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from svangrum.records.actions import StaleError
from svangrum.records.capacities.actions import monthly, saying
from svangrum.records.capacities.models import Capacity, Commitment, Pause, Willingness
from svangrum.records.capacities.queries import ability_of, months_told
from svangrum.records.capacities.stated import read_capacity
from svangrum.records.capacities.taking import MOST_TOLD
from svangrum.records.capacities.todo import capacity_to_look_at
from svangrum.records.events.models import Event
from svangrum.records.events.queries import history
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation, refused
from tests.records.capacities.made import (
    CAPACITY,
    PROMISE,
    a_capacity,
    a_pause,
    a_promise,
    a_taken_enterprise,
    a_will,
)

pytestmark = pytest.mark.django_db


def once_more(row):
    """The same once more."""
    return type(row)(**{one.attname: getattr(row, one.attname) for one in row._meta.fields if one.attname != "id"})


LAST = date(2027, 3, 31)


@pytest.fixture
def told():
    """An enterprise, one of its people, and how to do something as that person."""
    enterprise, person = a_taken_enterprise()
    return enterprise, person, {"by": person, "recorded_at": NOW}


def test_capacity_is_told_changed_ended_and_removed(told):
    enterprise, person, doing = told
    capacity = a_capacity(person, enterprise)
    assert (capacity.per_month, capacity.told_at) == (160, NOW)
    changed = read_capacity(CAPACITY | {"per_month": "200"})
    monthly.change_capacity(**doing, capacity=capacity.pk, version=1, **changed)
    monthly.end_capacity(**doing, capacity=capacity.pk, version=2, until=LAST)
    capacity.refresh_from_db()
    assert (capacity.per_month, capacity.until, capacity.version) == (200, LAST, 3)
    monthly.remove_capacity(**doing, capacity=capacity.pk, version=3)
    assert not Capacity.objects.exists()
    codes = [one.code for one in history("capacity", capacity.pk).events]
    assert codes == [f"event.capacity.{done}" for done in ("removed", "ended", "changed", "told")]


@pytest.mark.parametrize("make", [a_capacity, a_promise, a_pause])
def test_so_many_may_be_told_and_no_more(told, make):
    enterprise, person, _ = told
    first = make(person, enterprise)
    type(first).objects.bulk_create(once_more(first) for _ in range(MOST_TOLD - 1))
    with refused("capacity.many"):
        make(person, enterprise)
    type(first).objects.exclude(pk=first.pk).first().delete()
    assert make(person, enterprise)


def test_promises_are_told_without_to_whom(told):
    enterprise, person, doing = told
    promise = a_promise(person, enterprise)
    assert promise.to_whom == PROMISE["to_whom"]
    monthly.end_commitment(**doing, commitment=promise.pk, version=1, until=LAST)
    changed = {name: value for name, value in read_capacity(PROMISE).items() if name not in {"team", "equipment"}}
    monthly.change_commitment(**doing, commitment=promise.pk, version=2, **changed, to_whom="Någon annan")
    monthly.remove_commitment(**doing, commitment=promise.pk, version=3)
    assert not Commitment.objects.exists()
    assert not [one for one in Event.objects.all() if "Någon annan" in str(one.payload) or "region" in str(one.payload)]


def test_nothing_ends_before_it_begins(told):
    enterprise, person, doing = told
    capacity = a_capacity(person, enterprise, since="2027-05-01")
    with refused("capacity.backwards"):
        monthly.end_capacity(**doing, capacity=capacity.pk, version=1, until=LAST)


def test_a_pause_is_told_changed_and_removed(told):
    enterprise, person, doing = told
    pause = a_pause(person, enterprise)
    saying.change_pause(**doing, pause=pause.pk, version=1, since=TODAY, until=LAST)
    assert Pause.objects.get().since == TODAY
    saying.remove_pause(**doing, pause=pause.pk, version=2)
    assert not Pause.objects.exists()


def test_what_was_said_last_holds_with_its_day(told):
    enterprise, person, _ = told
    a_will(person, enterprise, "whole")
    a_will(person, enterprise, "part")
    said = Willingness.objects.get()
    assert (said.will, said.said_on, said.version) == ("part", TODAY, 2)


def test_who_changes_an_older_version_is_told(told):
    enterprise, person, doing = told
    capacity = a_capacity(person, enterprise)
    monthly.end_capacity(**doing, capacity=capacity.pk, version=1, until=LAST)
    with pytest.raises(StaleError):
        monthly.end_capacity(**doing, capacity=capacity.pk, version=1, until=TODAY)


def test_a_number_of_a_person_is_refused(told):
    enterprise, person, _ = told
    with refused("text.person"):
        a_promise(person, enterprise, to_whom="191212121212")


def test_the_events_are_the_enterprises_own(told):
    enterprise, person, _ = told
    a_capacity(person, enterprise)
    assert Event.objects.get(kind="capacity").organisation == enterprise.organisation_id


def test_what_is_promised_and_paused_is_not_free(told):
    enterprise, person, _ = told
    capacity = a_capacity(person, enterprise, since="2026-12-01")
    a_promise(person, enterprise, since="2027-02-01", until="2027-03-15")
    a_pause(person, enterprise, since="2027-04-10", until="2027-04-12")
    months = months_told(ability_of(enterprise), capacity, begins=TODAY, many=7)
    assert [one.first for one in months[:2]] == [date(2026, 11, 1), date(2026, 12, 1)]
    assert [one.told for one in months] == [0, 160, 160, 160, 160, 160, 160]
    assert [one.promised for one in months] == [0, 0, 0, 60, 60, 0, 0]
    assert [one.free for one in months] == [0, 160, 160, 100, 100, 0, 160]
    assert [one.paused for one in months] == [False] * 5 + [True, False]


def test_what_is_not_told_and_what_is_old_waits_for_the_enterprises_people(told):
    enterprise, person, _ = told

    def waiting(on=TODAY):
        return [one.code for one in capacity_to_look_at(person, on)]

    assert waiting() == ["capacity-untold", "willingness-untold"]
    a_capacity(person, enterprise, until="2027-12-31")
    a_will(person, enterprise)
    assert waiting() == []
    assert waiting(TODAY + timedelta(days=330)) == []
    assert waiting(TODAY + timedelta(days=336)) == ["capacity-old", "willingness-old"]
    assert waiting(date(2028, 1, 1)) == ["capacity-untold", "willingness-old"]
    other = an_organisation()
    assert capacity_to_look_at(actor(a_member(other, "controller"), other), TODAY) == []
