"""Lists that are read in: entries for the new, notes for the organisation, and nothing that an enterprise has told."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from svangrum.ingest.register.chosen import chosen, to_decide, uncoded
from svangrum.ingest.register.names import Verdict, beside
from svangrum.records.actions import MissingError
from svangrum.records.actors import Role
from svangrum.records.enterprises.actions.listing import read_in_list
from svangrum.records.enterprises.lists import KIND, list_told, register_entries
from svangrum.records.enterprises.models import Assessment, Enterprise
from svangrum.records.events.models import Event
from svangrum.records.events.things import thing_faults
from tests.ingest.register.made import PERSON, a_list, a_number, read
from tests.records.build import NOW, OPERATOR, a_member, actor, an_organisation, refused

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.ingest.register.rows import ReadList
    from svangrum.records.accounts.models import Organisation
    from svangrum.records.actors import Actor

pytestmark = pytest.mark.django_db

ROW = (a_number(1), "Påhittade Städ AB", "Lokalvård", "90911200", "Kalix", "info@pahittade.example")
OTHER = (a_number(2), "Uppdiktade Kaféet ek. för.", "kafé", "", "Luleå", "")


@pytest.fixture
def municipality() -> Organisation:
    return an_organisation()


@pytest.fixture
def officer(municipality: Organisation) -> Actor:
    return actor(a_member(municipality, Role.MATCHING_OFFICER), municipality)


def take_in(
    by: Actor, found: ReadList, decisions: dict[int, str] | None = None, organisation: UUID | None = None, **more: str
) -> UUID:
    taken, left = chosen(beside(found.rows, register_entries()), decisions or {}, {})
    given = {"organisation": organisation or by.organisation, "source": "Näringslivets lista", **more}
    return read_in_list(
        by=by, recorded_at=NOW, chosen=taken, left=left, refused=found.refused, repeated=found.repeated, **given
    )


def test_a_list_makes_entries_and_notes_and_tells_what_came_of_it(officer: Actor) -> None:
    found = read(a_list(ROW, OTHER, (PERSON, "Robin Exempels Trädgård", "", "", "", ""), ROW))

    told = list_told(officer.organisation, take_in(officer, found))

    entry = Enterprise.objects.get(orgnr=a_number(1))
    assert (entry.name, entry.organisation, entry.offers, entry.places) == ("Påhittade Städ AB", None, [], None)
    note = Assessment.objects.get(enterprise=entry)
    assert note.organisation_id == officer.organisation
    assert (note.offers, note.places) == ([{"cpv": "90911200", "words": "Lokalvård"}], ["2514"])
    assert (note.contact_email, note.source, note.social) == ("info@pahittade.example", "Näringslivets lista", None)
    assert (told.new, told.known, told.repeated, told.left) == (2, 0, 1, ())
    assert [(one.row, one.reason) for one in told.refused] == [(4, "person")]
    assert not list(thing_faults())


def test_nothing_an_enterprise_has_told_is_touched(officer: Actor) -> None:
    """It has taken its entry over, tells another name and that it serves elsewhere."""
    theirs = an_organisation("enterprise", orgnr=a_number(1))
    entry = Enterprise.objects.create(
        orgnr=a_number(1), name="Städkollektivet", organisation=theirs, places=["0180"], listed_at=NOW
    )
    before = Enterprise.objects.filter(pk=entry.pk).values().get()

    told = list_told(officer.organisation, take_in(officer, read(a_list(ROW))))

    assert Enterprise.objects.filter(pk=entry.pk).values().get() == before
    assert (told.new, told.known) == (0, 1)
    assert Assessment.objects.get().places == ["2514"]


def test_the_same_list_again_changes_nothing(officer: Actor) -> None:
    take_in(officer, read(a_list(ROW, OTHER)))
    before = Event.objects.exclude(kind=KIND).count()

    told = list_told(officer.organisation, take_in(officer, read(a_list(ROW, OTHER))))

    assert (told.new, told.known) == (0, 2)
    assert Event.objects.exclude(kind=KIND).count() == before


def test_a_newer_list_adds_to_the_note_and_leaves_what_was_noted_by_hand(officer: Actor) -> None:
    take_in(officer, read(a_list(ROW)))
    Assessment.objects.update(social=True, reason="Vi har besökt dem.")

    take_in(officer, read(a_list((*ROW[:2], "Fönsterputs", "90911300", "Luleå", ""))), source="Vårens lista")

    note = Assessment.objects.get()
    assert [one["cpv"] for one in note.offers] == ["90911200", "90911300"]
    assert (note.places, note.contact_email) == (["2514", "2580"], "info@pahittade.example")
    assert (note.social, note.reason, note.source) == (True, "Vi har besökt dem.", "Vårens lista")


def test_names_link_to_nothing_until_a_person_decides(officer: Actor) -> None:
    take_in(officer, read(a_list(ROW)))
    found = read(a_list(("", "Påhittade städ", "Flytthjälp", "", "Boden", ""), (a_number(7), *ROW[1:])))
    told = beside(found.rows, register_entries())
    entry = str(Enterprise.objects.get().pk)

    assert [one.verdict for one in to_decide(told)] == [Verdict.NO_NUMBER, Verdict.SAME_NAME]
    assert chosen(told, {}, {}) == ((), (2, 3))
    taken, left = chosen(told, {2: entry, 3: "new"}, {"Flytthjälp": "98392000"})
    assert ([one.orgnr for one in taken], left) == ([a_number(1), a_number(7)], ())
    assert taken[0].offers[0].cpv == "98392000"
    with refused("list.choice"):
        chosen(told, {2: "new"}, {})
    with refused("list.choice"):
        chosen(told, {2: "another"}, {})


def test_words_without_a_code_are_asked_for_once() -> None:
    told = beside(read(a_list(ROW, OTHER, (a_number(3), "C AB", "kafé; tvätt", "", "", ""))).rows, [])

    assert uncoded(told, 10) == ["kafé", "tvätt"]
    assert uncoded(told, 1) == ["kafé"]


@pytest.mark.parametrize(
    ("kind", "role", "allowed"),
    [
        ("municipality", Role.MATCHING_OFFICER, True),
        ("region", Role.ADMINISTRATOR, True),
        ("municipality", Role.PROCUREMENT_OFFICER, False),
        ("municipality", Role.CONTROLLER, False),
        ("coordinator", Role.COORDINATOR, True),
        ("coordinator", Role.ADMINISTRATOR, True),
        ("enterprise", Role.ADMINISTRATOR, False),
        ("enterprise", Role.MEMBER, False),
    ],
)
def test_who_may_read_in_a_list(kind: str, role: Role, *, allowed: bool) -> None:
    organisation = an_organisation(kind)
    by = actor(a_member(organisation, role), organisation)

    if allowed:
        assert take_in(by, read(a_list(ROW)))
    else:
        with refused("record.not-allowed"):
            take_in(by, read(a_list(ROW)))
        assert not Enterprise.objects.exists()


def test_the_operator_may_for_an_organisation_and_nobody_for_anothers(officer: Actor) -> None:
    assert take_in(OPERATOR, read(a_list(ROW)), organisation=officer.organisation)
    with refused("record.not-allowed"):
        take_in(officer, read(a_list(OTHER)), organisation=an_organisation().pk)


def test_what_came_of_a_list_is_its_own_organisations(officer: Actor) -> None:
    done = take_in(officer, read(a_list(ROW)))

    with pytest.raises(MissingError):
        list_told(an_organisation().pk, done)


def test_a_list_has_a_name(officer: Actor) -> None:
    with refused("list.no-source"):
        take_in(officer, read(a_list(ROW)), source=" ")


def test_two_who_read_in_the_same_list_get_one_entry_each_their_own_note(officer: Actor) -> None:
    other = an_organisation()
    for by in (officer, actor(a_member(other, Role.MATCHING_OFFICER), other)):
        take_in(by, read(a_list(ROW)))

    assert Enterprise.objects.count() == 1
    assert Assessment.objects.count() == 2


def test_a_list_of_hundreds_is_read_in_within_seconds(officer: Actor) -> None:
    rows = [(a_number(place), f"Påhittade nr {place} AB", "Kafé", "", "Kalix", "") for place in range(300)]
    begun = perf_counter()

    take_in(officer, read(a_list(*rows)))

    assert Enterprise.objects.count() == 300
    assert perf_counter() - begun < 20
