"""Kept copies go by the organisation's own decision alone; without one none is ever due."""

from __future__ import annotations

import json
from datetime import date

import pytest

from svangrum.core.reading import InvalidFactsError
from svangrum.jobs.thinning import due_things, thin
from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import NotAllowedError
from svangrum.records.actors import PROGRAM, Role
from svangrum.records.events.models import Event
from svangrum.records.events.things import thing_faults
from svangrum.records.events.verify import chain_faults
from svangrum.records.files.times import set_times
from svangrum.records.passports.actions.relying import rely_on_passport, thin_relied
from svangrum.records.passports.checks import faulty_passports
from svangrum.records.passports.models import Relied
from svangrum.records.passports.thinning import copies_due
from tests.records.build import NOW, refused
from tests.records.passports.made import a_buyer, a_firm

pytestmark = pytest.mark.django_db

DECISION = "Nämnden 2026-11-27 § 7"
LAST = date(2032, 11, 27)
PAST = date(2032, 11, 28)


@pytest.fixture
def officer():
    return a_buyer()


@pytest.fixture
def boss(officer):
    return a_buyer(Role.ADMINISTRATOR, home=Organisation.objects.get(pk=officer.organisation))


@pytest.fixture
def copy(officer):
    told = {"by": officer, "recorded_at": NOW, "enterprise": a_firm().enterprise.pk}
    return Relied.objects.get(pk=rely_on_passport(**told, procurement="Lokalvård"))


def decided(boss, months="72"):
    told = {"by": boss, "recorded_at": NOW, "organisation": boss.organisation, "version": 0, "decision": DECISION}
    set_times(**told, months={"passport-kept": months})


def removed(due, by):
    return thin(due, by=by, recorded_at=NOW, as_of=PAST, decision=DECISION)


def test_without_a_decision_no_copy_is_ever_due(copy):
    assert copies_due(date(2099, 1, 1)) == []


def test_the_time_that_is_decided_counts_from_the_day_when_it_was_kept(copy, boss):
    decided(boss)
    assert due_things(LAST) == []
    (due,) = due_things(PAST)
    assert (due.thing, due.last_day, due.organisation) == (copy.pk, LAST, copy.organisation_id)
    assert copy.procurement in due.name
    assert copies_due(PAST, a_buyer().organisation) == []


def test_no_shorter_time_than_that_of_a_procurements_documents_can_be_decided(boss):
    with pytest.raises(InvalidFactsError) as caught:
        decided(boss, "71")
    assert [one.code for one in caught.value.errors] == ["thin.months"]


@pytest.mark.parametrize("who", ["boss", "program"])
def test_it_goes_with_what_its_events_told_and_that_it_went_stays(copy, boss, who):
    decided(boss)
    (due,) = due_things(PAST)
    removed(due, PROGRAM if who == "program" else boss)
    assert not Relied.objects.exists()
    events = Event.objects.filter(kind=Relied.chain, thing=copy.pk).order_by("number")
    assert [one.action for one in events] == ["relied.kept", "event.erased", "relied.thinned"]
    assert events[0].payload is None
    assert json.loads(events[2].payload) == {"decision": DECISION}
    assert [*chain_faults(), *faulty_passports(), *(one for one in thing_faults() if one.kind == "relied")] == []


def test_nobody_else_removes_one(copy, boss, officer):
    decided(boss)
    (due,) = due_things(PAST)
    for by in (officer, a_buyer(Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowedError):
            removed(due, by)
    with refused("thin.no-decision"):
        thin(due, by=boss, recorded_at=NOW, as_of=PAST, decision=" ")
    assert Relied.objects.exists()


def test_none_goes_before_its_time_whoever_asks(copy, boss):
    decided(boss)
    early = {"by": boss, "recorded_at": NOW, "as_of": LAST, "decision": DECISION}
    with refused("relied.not-due"):
        thin_relied(**early, relied=copy.pk, version=copy.version)
    assert Relied.objects.exists()
