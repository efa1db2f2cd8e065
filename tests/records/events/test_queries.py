from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from svangrum.records.accounts.models import Organisation
from svangrum.records.actors import PROGRAM, PUBLIC, Actor, Role
from svangrum.records.erasing import Ground, erase_payload
from svangrum.records.events.models import Event
from svangrum.records.events.permissions import can_read_history
from svangrum.records.events.queries import history, history_of_organisation, history_with_readings
from svangrum.records.events.reading import readings_of, tell_reading
from tests.records.build import NOW, an_organisation
from tests.records.events.chains import BY, KIND, a_chain, faults

pytestmark = pytest.mark.django_db


def test_a_thing_is_told_newest_first_page_by_page():
    events = a_chain(5)
    thing = events[0].thing

    first = history(KIND, thing, size=2)
    second = history(KIND, thing, older=first.older, size=2)
    last = history(KIND, thing, older=second.older, size=2)

    assert [one.number for page in (first, second, last) for one in page.events] == [5, 4, 3, 2, 1]
    assert last.older is None


def test_an_event_is_a_code_with_values():
    events = a_chain(1)

    told = history(KIND, events[0].thing).events[0]

    assert told.code == "event.thing.changed"
    assert told.values == {"title": "Lokalvård på Östra skolan"}
    assert (told.person, told.instead_of, told.token) == (BY.person, BY.instead_of, BY.token)
    assert not told.erased


def test_an_erased_one_has_no_values():
    events = a_chain(1)
    erase_payload(by=PROGRAM, recorded_at=NOW, event=events[0].pk, ground=Ground.GDPR, reason="Dnr 2026/114")

    told = history(KIND, events[0].thing).events[1]

    assert told.erased
    assert told.values == {}


def test_an_organisation_is_told_whole_and_alone():
    for _ in range(4):
        a_chain(2)
    an_organisation()

    seen, older = [], None
    while True:
        page = history_of_organisation(BY.organisation, older=older, size=3)
        seen += [one.id for one in page.events]
        older = page.older
        if older is None:
            break

    assert sorted(seen) == sorted(Event.objects.filter(organisation=BY.organisation).values_list("pk", flat=True))
    assert len(seen) == 8


def test_readings_are_told_with_what_was_done_page_by_page():
    place = an_organisation()
    for day in range(4):
        tell_reading(place, by=BY, recorded_at=NOW + timedelta(days=day // 2), what="answer", organisation=place.pk)

    seen, older = [], None
    while True:
        page = history_with_readings("organisation", place.pk, older=older, size=2)
        seen += [(one.kind, one.number) for one in page.events]
        older = page.older
        if older is None:
            break

    reading = readings_of("organisation")
    assert seen == [(reading, 4), (reading, 3), (reading, 2), (reading, 1), ("organisation", 1)]


@pytest.mark.parametrize("older", ["", "x", "-1", "9" * 40, str(UUID(int=5))])
def test_an_address_that_was_made_up_gives_the_first_page(older):
    events = a_chain(2)

    assert len(history(KIND, events[0].thing, older=older).events) == 2
    assert len(history_with_readings(KIND, events[0].thing, older=older).events) == 2
    assert len(history_of_organisation(BY.organisation, older=older).events) == 2


def test_a_reading_is_told_apart_and_makes_nobody_stale():
    place = an_organisation()

    tell_reading(place, by=BY, recorded_at=NOW + timedelta(days=1), what="answer", organisation=place.pk)

    told = history(readings_of("organisation"), place.pk).events
    assert [one.values for one in told] == [{"what": "answer", "version": 1}]
    assert [one.code for one in told] == ["event.read"]
    assert len(history("organisation", place.pk).events) == 1
    assert len(history_of_organisation(place.pk).events) == 1
    assert Organisation.objects.get(pk=place.pk).version == place.version
    assert faults() == []


@pytest.mark.parametrize("role", Role)
def test_the_history_of_an_organisation_is_for_those_who_answer_for_it(role):
    ours = Actor(person=UUID(int=1), organisation=UUID(int=2), roles=frozenset({role}))

    assert can_read_history(ours, UUID(int=2)) == (role in {Role.ADMINISTRATOR, Role.CONTROLLER})
    assert not can_read_history(ours, UUID(int=3))


@pytest.mark.parametrize("actor", [PUBLIC, PROGRAM, Actor(operator=True)])
def test_nobody_else_reads_it(actor):
    assert not can_read_history(actor, UUID(int=2))
    assert not can_read_history(actor, None)
