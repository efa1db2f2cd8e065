"""Dialogues for the tests: of a town, with enterprises that are written to and answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from svangrum.records.actors import PUBLIC, Actor
from svangrum.records.dialogues.actions.addressing import Addressed, address_enterprise, ask_for_link
from svangrum.records.dialogues.actions.answering import ask_question, say_interest, say_interest_by_link
from svangrum.records.dialogues.actions.holding import begin_dialogue, open_dialogue
from svangrum.records.dialogues.models import Dialogue, Interest, Question
from svangrum.records.dialogues.stated import read_interest
from svangrum.records.enterprises.models import Enterprise
from tests.records.build import NOW
from tests.records.numbers import a_number
from tests.records.passports.made import Firm, a_buyer

if TYPE_CHECKING:
    from datetime import datetime

LAST = date(2026, 12, 18)
"""The last day to answer, of every dialogue here."""
AFTER = NOW + timedelta(days=30)
TOLD: dict[str, Any] = {
    "title": "Lokalvård i förskolor",
    "what": "Vi vill veta vem som kan städa sex förskolor, helt eller delvis.",
    "cpv": "90910000",
    "municipality": "2132",
    "since": date(2027, 6, 1),
    "until": date(2028, 5, 31),
    "how_much": "Ungefär 400 timmar i månaden",
    "contact": "Upphandlingsenheten, upphandling@exempelstad.example",
    "answers_until": LAST,
}
PART = {"will": "part", "part": "Två av förskolorna", "per_month": "120", "measure": "hours"}


def a_draft(by: Actor | None = None, at: datetime = NOW, **told: Any) -> Dialogue:
    begun = begin_dialogue(by=by or a_buyer(), recorded_at=at, **TOLD | told)
    return Dialogue.objects.get(pk=begun)


def a_dialogue(by: Actor | None = None, at: datetime = NOW, **told: Any) -> Dialogue:
    """Published."""
    officer = by or a_buyer()
    draft = a_draft(officer, at, **told)
    return fresh(Dialogue.objects.get(pk=open_dialogue(by=officer, recorded_at=at, dialogue=draft.pk, version=1)))


def fresh(dialogue: Dialogue) -> Dialogue:
    return Dialogue.objects.select_related("organisation").get(pk=dialogue.pk)


def written_to(firm: Firm, dialogue: Dialogue, by: Actor, at: datetime = NOW, **more: Any) -> Addressed:
    """The firm gets a link; it has an address from now on, if it had none."""
    untold = Enterprise.objects.filter(pk=firm.enterprise.pk, contact_email="")
    untold.update(contact_email=f"{firm.home.pk}@foretag.example")
    told = {"by": by, "recorded_at": at, "dialogue": dialogue.pk, "enterprise": firm.enterprise.pk}
    return address_enterprise(**told | more)


def a_stranger_asks(dialogue: Dialogue, at: datetime = NOW, **more: Any) -> Addressed:
    told = {"orgnr": a_number(), "name": "Nykomlingen", "email": "hej@nykomlingen.example", "language": "sv"}
    return ask_for_link(**{"by": PUBLIC, "recorded_at": at, "dialogue": dialogue.pk} | told | more)


def an_interest(firm: Firm, dialogue: Dialogue, at: datetime = NOW, **said: str) -> Interest:
    told = {"by": firm.worker, "recorded_at": at, "dialogue": dialogue.pk, "enterprise": firm.enterprise.pk}
    return Interest.objects.get(pk=say_interest(**told, **read_interest(PART | said)))


def an_interest_by(link: Addressed, at: datetime = NOW, **said: str) -> Interest:
    told = {"by": PUBLIC, "recorded_at": at, "secret": link.secret}
    return Interest.objects.get(pk=say_interest_by_link(**told, **read_interest(PART | said)))


def a_question(firm: Firm, dialogue: Dialogue, at: datetime = NOW, text: str = "Går det att dela upp det?") -> Question:
    told = {"by": firm.worker, "recorded_at": at, "dialogue": dialogue.pk, "enterprise": firm.enterprise.pk}
    return Question.objects.get(pk=ask_question(**told, text=text))
