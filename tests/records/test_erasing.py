from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.records.actions import MissingError, NotAllowedError, action
from svangrum.records.actors import PROGRAM, PUBLIC, Actor, Role
from svangrum.records.erasing import Ground, erase_chain, erase_payload
from svangrum.records.events.models import Event
from tests.records.build import NOW
from tests.records.events.chains import BY, KIND, a_chain, execute, faults, undone
from tests.records.files.made import NUMBER

pytestmark = pytest.mark.django_db
REASON = "Dnr 2026/114"

ADMINISTRATOR = Actor(person=UUID(int=7), organisation=BY.organisation, roles=frozenset({Role.ADMINISTRATOR}))


@action("thing.forgotten")
def forget(act, *, thing):
    erase_chain(act, KIND, thing, ground=Ground.THINNING, organisation=None)
    return thing


def test_one_payload_is_erased_and_the_chain_holds():
    events = a_chain(3)

    erase_payload(by=ADMINISTRATOR, recorded_at=NOW, event=events[1].pk, ground=Ground.GDPR, reason=REASON)

    erased = Event.objects.get(pk=events[1].pk)
    told = Event.objects.get(number=4)
    assert (erased.payload, erased.salt) == (None, None)
    assert (told.thing, told.action) == (events[0].thing, "event.erased")
    assert told.payload == f'{{"erased":["{events[1].pk}"],"ground":"gdpr","reason":"{REASON}"}}'
    assert faults() == []


@pytest.mark.parametrize(
    ("reason", "code"),
    [(" ", "erase.no-reason"), ("x" * 301, "erase.reason-too-long"), (f"Kim {NUMBER}", "text.person")],
)
def test_nothing_is_erased_without_a_reason_that_can_be_kept(reason, code):
    events = a_chain(2)

    with pytest.raises(SvangrumError, match=code):
        erase_payload(by=ADMINISTRATOR, recorded_at=NOW, event=events[0].pk, ground=Ground.GDPR, reason=reason)
    assert not Event.objects.filter(payload__isnull=True).exists()


def test_a_whole_chain_is_erased_once():
    events = a_chain(3)

    forget(by=PROGRAM, recorded_at=NOW, thing=events[0].thing)
    forget(by=PROGRAM, recorded_at=NOW, thing=events[0].thing)

    assert list(Event.objects.filter(payload__isnull=False).values_list("number", flat=True)) == [4]
    assert faults() == []


def test_what_tells_of_an_erasure_is_not_erased():
    events = a_chain(1)
    erase_payload(by=PROGRAM, recorded_at=NOW, event=events[0].pk, ground=Ground.GDPR, reason=REASON)

    with pytest.raises(MissingError):
        erase_payload(
            by=PROGRAM, recorded_at=NOW, event=Event.objects.get(number=2).pk, ground=Ground.GDPR, reason=REASON
        )


def test_what_is_erased_or_was_never_there_is_missing():
    events = a_chain(1)
    erase_payload(by=PROGRAM, recorded_at=NOW, event=events[0].pk, ground=Ground.GDPR, reason=REASON)

    for event in (events[0].pk, uuid4()):
        with pytest.raises(MissingError):
            erase_payload(by=PROGRAM, recorded_at=NOW, event=event, ground=Ground.GDPR, reason=REASON)


@pytest.mark.parametrize(
    "by",
    [
        PUBLIC,
        Actor(operator=True),
        Actor(person=UUID(int=7), organisation=BY.organisation, roles=frozenset({Role.CONTROLLER})),
        Actor(person=UUID(int=7), organisation=uuid4(), roles=frozenset({Role.ADMINISTRATOR})),
        Actor(token=UUID(int=7), organisation=BY.organisation, roles=frozenset({Role.ADMINISTRATOR})),
    ],
)
def test_nobody_else_erases(by):
    events = a_chain(1)

    with pytest.raises(NotAllowedError):
        erase_payload(by=by, recorded_at=NOW, event=events[0].pk, ground=Ground.GDPR, reason=REASON)
    assert not Event.objects.filter(payload__isnull=True).exists()


def test_an_erasure_that_names_another_event_is_found():
    events = a_chain(2)
    erase_payload(by=PROGRAM, recorded_at=NOW, event=events[0].pk, ground=Ground.GDPR, reason=REASON)
    with undone():
        execute("UPDATE events_event SET payload = NULL, salt = NULL WHERE number = 2")

        assert [(one.wrong, one.number) for one in faults()] == [("erased", "2")]
