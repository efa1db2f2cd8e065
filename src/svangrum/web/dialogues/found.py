"""The dialogue that a page is about, and what several pages show of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from svangrum.advice.supply_need import need_in
from svangrum.core.codes import short_name_of
from svangrum.core.dates import day_at_home
from svangrum.core.language import words, write_day
from svangrum.records.dialogues.permissions import can_hold_dialogues, can_write_dialogue, takes_answers
from svangrum.records.dialogues.queries import answered_questions, dialogues_about, own_dialogue
from svangrum.records.suppliers.told import label_of
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.pages import address, language_of
from svangrum.web.suppliers.carried import as_dialogue

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.http import HttpRequest

    from svangrum.core.findings import Value
    from svangrum.records.dialogues.models import Dialogue, Interest
    from svangrum.records.purchases.models import Purchase


def held_by(request: HttpRequest, dialogue: UUID) -> Dialogue:
    """The buyer's own, for its officers. Raises ``MissingError`` for another's; its other people get 403."""
    found = own_dialogue(actor_of(request), dialogue)
    if not can_write_dialogue(actor_of(request), found):
        raise PermissionDenied
    return found


def to_own(request: HttpRequest, dialogue: Dialogue) -> tuple[str, str]:
    """The buyer's page, and the words of a link there."""
    return address("dialogue", language_of(request), dialogue=str(dialogue.pk)), dialogue.title


def to_public(request: HttpRequest, dialogue: Dialogue) -> tuple[str, str]:
    """The page for everyone, and the words of a link there."""
    return address("open-dialogue", language_of(request), dialogue=str(dialogue.pk)), dialogue.title


def published(request: HttpRequest, dialogue: Dialogue) -> dict[str, object]:
    """What everyone reads, alike on the public page, behind a link and on the buyer's page."""
    language = language_of(request)
    return {
        "dialogue": dialogue,
        "facts": facts(dialogue, language),
        "additions": [
            (day_at_home(one.published_at), one) for one in dialogue.additions.order_by("published_at", "pk")
        ],
        "questions": [
            (day_at_home(one.answered_at), one) for one in answered_questions(dialogue) if one.answered_at is not None
        ],
        "fed_back_on": day_at_home(dialogue.feedback_at) if dialogue.feedback_at else None,
        "state": state_of(dialogue),
        "says": words(f"dialogues.state.{state_of(dialogue)}", language, day=dialogue.answers_until),
    }


def state_of(dialogue: Dialogue) -> str:
    """``draft``, ``open``, ``ended`` (the last day is past) or ``closed``."""
    ended = dialogue.state == "open" and not takes_answers(dialogue, on=today())
    return "ended" if ended else dialogue.state


def facts(dialogue: Dialogue, language: str) -> list[tuple[str, str]]:
    """Name and value of each fact that is published beside the text."""
    told = {
        "kind": f"{label_of(dialogue.cpv, language)} ({dialogue.cpv})",
        "where": place_of(dialogue),
        "when": words("capacities.between", language, since=dialogue.since, until=dialogue.until),
        "how-much": dialogue.how_much,
        "contact": dialogue.contact,
        "answers-until": write_day(dialogue.answers_until, language),
    }
    return [(words(f"dialogues.fact.{name}", language), value) for name, value in told.items() if value]


def place_of(dialogue: Dialogue) -> str:
    """The municipality by its short name."""
    return short_name_of(dialogue.municipality)


def answer_in_words(one: Interest, language: str) -> list[tuple[str, str]]:
    """What was answered, line by line: name and value."""
    told: dict[str, str] = {
        "will": words(f"dialogues.will.{one.will}", language),
        "part": one.part,
        "kind": f"{label_of(one.cpv, language)} ({one.cpv})" if one.cpv else "",
        "per-month": _amount(one, language),
        "words": one.words,
        "said": _said(one, language),
    }
    return [(words(f"dialogues.answer.{name}", language), value) for name, value in told.items() if value]


def _amount(one: Interest, language: str) -> str:
    return words(f"suppliers.amount.{one.measure}", language, amount=one.per_month) if one.per_month else ""


def _said(one: Interest, language: str) -> str:
    values: dict[str, Value] = {"day": one.said_on}
    return words("dialogues.answer.by-link" if one.addressee_id else "dialogues.answer.signed-in", language, **values)


def asked_about(request: HttpRequest, purchase: Purchase, as_of: date) -> dict[str, object]:
    """What a purchase's page shows of dialogues: those that there are, and with what a new one begins.

    ``as_of`` is the day that its latest answer is about.
    """
    actor, language = actor_of(request), language_of(request)
    begins = can_hold_dialogues(actor) and actor.belongs_to(purchase.organisation_id) and purchase.state == "open"
    need = need_in(purchase.facts, as_of)
    stated = {name: str(purchase.facts[name]) for name in ("cpv", "municipality") if purchase.facts.get(name)}
    known = as_dialogue(need, "", language) if need else stated
    return {
        "dialogues": [
            (one, words(f"dialogues.state.{state_of(one)}", language, day=one.answers_until))
            for one in dialogues_about(actor, purchase)
        ],
        "new_dialogue": {**known, "purchase": str(purchase.pk), "title": purchase.title} if begins else {},
    }
