"""A dialogue: begun, published, added to. What is published stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError
from svangrum.records.actions import MissingError, NotAllowedError, StaleError
from svangrum.records.actors import PUBLIC, Role
from svangrum.records.dialogues.actions.holding import (
    add_to_dialogue,
    begin_dialogue,
    change_dialogue,
    open_dialogue,
    remove_dialogue,
)
from svangrum.records.dialogues.models import Addition, Dialogue, DialogueState
from svangrum.records.dialogues.queries import (
    ended_dialogues,
    open_dialogues,
    own_dialogue,
    own_dialogues,
    published_dialogue,
)
from svangrum.records.dialogues.stated import read_dialogue
from tests.records.build import NOW, TODAY, an_organisation, refused
from tests.records.dialogues.made import LAST, TOLD, a_dialogue, a_draft, fresh
from tests.records.passports.made import a_buyer, a_firm
from tests.records.purchases.made import a_purchase

pytestmark = pytest.mark.django_db

WRITTEN = {
    "title": "  Lokalvård   i förskolor ",
    "what": "Sex förskolor.\r\nHelt eller delvis.",
    "cpv": "90910000",
    "municipality": "nordanstig",
    "since": "2027-06-01",
    "until": "2028-05-31",
    "how_much": "",
    "contact": "Upphandlingsenheten",
    "answers_until": "2026-12-18",
}


@pytest.fixture
def officer():
    return a_buyer()


def test_what_is_written_is_read_tidily() -> None:
    read = read_dialogue(WRITTEN)
    assert read["title"] == "Lokalvård i förskolor"
    assert read["what"] == "Sex förskolor.\nHelt eller delvis."
    assert read["municipality"] == "2132"
    assert (read["since"], read["until"], read["answers_until"]) == (date(2027, 6, 1), date(2028, 5, 31), LAST)


def test_everything_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(InvalidFactsError) as caught:
        read_dialogue({})
    assert {one.field for one in caught.value.errors} == set(WRITTEN) - {"how_much"}


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("title", "x" * 151, "dialogue.too-long"),
        ("what", "Ring 19121212-1212", "text.person"),
        ("cpv", "städning", "capacity.cpv-words"),
        ("cpv", "12345678", "cpv.unknown-division"),
        ("municipality", "Ingenstad", "municipality.unknown-name"),
        ("since", "i vår", "date.unreadable"),
        ("until", "2027-05-31", "capacity.backwards"),
        ("until", "2037-05-31", "need.too-long"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(field, text, code) -> None:
    with pytest.raises(SvangrumError) as caught:
        read_dialogue(WRITTEN | {field: text})
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize("role", [Role.PROCUREMENT_OFFICER, Role.MATCHING_OFFICER])
def test_officers_of_buyers_begin_one(role) -> None:
    by = a_buyer(role)
    assert a_draft(by).organisation_id == by.organisation


def test_nobody_else_begins_one() -> None:
    for by in (PUBLIC, a_firm().boss, a_buyer(Role.DECISION_MAKER, Role.ADMINISTRATOR, Role.ORDERING_UNIT)):
        with pytest.raises(NotAllowedError):
            begin_dialogue(by=by, recorded_at=NOW, **TOLD)


def test_the_last_day_may_not_be_past(officer) -> None:
    with refused("dialogue.last-day-past"):
        a_draft(officer, answers_until=TODAY - timedelta(days=1))
    draft = a_draft(officer, answers_until=TODAY)
    with refused("dialogue.last-day-past"):
        open_dialogue(by=officer, recorded_at=NOW + timedelta(days=1), dialogue=draft.pk, version=1)


def test_a_draft_for_a_time_that_is_past_is_not_published(officer) -> None:
    draft = a_draft(officer)
    Dialogue.objects.filter(pk=draft.pk).update(until=TODAY - timedelta(days=1))
    with refused("dialogue.need-past"):
        open_dialogue(by=officer, recorded_at=NOW, dialogue=draft.pk, version=1)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"answers_until": TODAY + timedelta(days=367)}, "far-off"),
        ({"since": TODAY - timedelta(days=90), "until": TODAY - timedelta(days=1)}, "need-past"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(officer, told, code) -> None:
    with refused(f"dialogue.{code}"):
        a_draft(officer, **told)


def test_a_draft_is_the_buyers_own(officer) -> None:
    draft = a_draft(officer)
    colleague = a_buyer(Role.CONTROLLER, home=draft.organisation)
    assert own_dialogue(colleague, draft.pk) == draft
    assert list(own_dialogues(colleague)) == [draft]
    assert not open_dialogues(on=TODAY)
    for by in (a_buyer(), a_firm().boss, PUBLIC):
        with pytest.raises(MissingError):
            own_dialogue(by, draft.pk)
    with pytest.raises(MissingError):
        published_dialogue(draft.pk)


def test_it_may_be_about_a_purchase_that_the_officer_sees(officer) -> None:
    kept = a_purchase(officer)
    assert a_draft(officer, purchase=kept.pk).purchase == kept
    with pytest.raises(MissingError):
        a_draft(a_buyer(), purchase=kept.pk)


def test_a_draft_is_changed_and_removed_by_officers_alone(officer) -> None:
    draft = a_draft(officer)
    told = {"by": officer, "recorded_at": NOW, "dialogue": draft.pk}
    change_dialogue(**told, version=1, **TOLD | {"title": "Städning"})
    assert fresh(draft).title == "Städning"
    with pytest.raises(StaleError):
        change_dialogue(**told, version=1, **TOLD)
    for act in (change_dialogue, remove_dialogue, open_dialogue):
        with pytest.raises(NotAllowedError):
            act(**told | {"by": a_buyer(Role.CONTROLLER, home=draft.organisation)}, version=2)
        with pytest.raises(MissingError):
            act(**told | {"by": a_buyer()}, version=2)
    remove_dialogue(**told, version=2)
    assert not Dialogue.objects.exists()


def test_what_is_published_cannot_be_changed_or_removed(officer) -> None:
    found = a_dialogue(officer)
    for act in (change_dialogue, remove_dialogue, open_dialogue):
        with refused("dialogue.is-open"):
            act(by=officer, recorded_at=NOW, dialogue=found.pk, version=2)
    assert published_dialogue(found.pk) == found


def test_an_addition_has_its_day_and_may_move_the_last_day_later(officer) -> None:
    found = a_dialogue(officer)
    told = {"by": officer, "recorded_at": NOW, "dialogue": found.pk}
    later = LAST + timedelta(days=7)
    added = Addition.objects.get(pk=add_to_dialogue(**told, version=2, text="En vecka till.", answers_until=later))
    assert (added.text, added.answers_until, added.published_at) == ("En vecka till.", later, NOW)
    assert fresh(found).answers_until == later
    assert fresh(found).what == TOLD["what"]
    with refused("dialogue.earlier"):
        add_to_dialogue(**told, version=3, text="Tidigare.", answers_until=LAST)
    with refused("dialogue.no-text"):
        add_to_dialogue(**told, version=3, text=" ")


def test_the_list_tells_open_ones_from_ended_ones(officer) -> None:
    found = a_dialogue(officer)
    assert list(open_dialogues(on=LAST)) == [found]
    assert not ended_dialogues(on=LAST)
    day = LAST + timedelta(days=1)
    assert not open_dialogues(on=day)
    assert list(ended_dialogues(on=day)) == [found]
    assert found.state == DialogueState.OPEN


def test_another_buyers_is_read_as_everyone_reads_it(officer) -> None:
    found = a_dialogue(officer)
    other = a_buyer(home=an_organisation())
    assert not own_dialogues(other)
    with pytest.raises(MissingError):
        add_to_dialogue(by=other, recorded_at=NOW, dialogue=found.pk, version=2, text="Hej.")
