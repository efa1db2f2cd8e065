"""What people should look at: a dialogue to answer, a question to answer, feedback that is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.dialogues.models import Dialogue, DialogueState
from svangrum.records.dialogues.permissions import can_hold_dialogues
from svangrum.records.dialogues.queries import addressed_dialogues, waiting_questions, without_feedback
from svangrum.records.enterprises.queries import own_enterprise
from svangrum.records.todo import Todo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise


def dialogues_to_look_at(actor: Actor, on: date) -> list[Todo]:
    """For an enterprise's people, and for procurement and matching officers of buyers."""
    enterprise = own_enterprise(actor)
    if enterprise is not None:
        return list(_to_answer(enterprise, on))
    return list(_to_mind(actor, on)) if can_hold_dialogues(actor) else []


def _to_answer(enterprise: Enterprise, on: date) -> Iterator[Todo]:
    for one in addressed_dialogues(enterprise, on=on):
        told: dict[str, Value] = {
            "organisation": one.organisation.name,
            "title": one.title,
            "day": one.answers_until,
        }
        yield Todo("dialogue-answer", "open-dialogue", told, {"dialogue": str(one.pk)}, day=one.answers_until)


def _to_mind(actor: Actor, on: date) -> Iterator[Todo]:
    own = Dialogue.objects.filter(organisation=actor.organisation, state=DialogueState.OPEN)
    for one in own.order_by("answers_until", "pk"):
        parts, questions = {"dialogue": str(one.pk)}, waiting_questions(one).count()
        if questions:
            yield Todo("dialogue-questions", "dialogue", {"title": one.title, "count": questions}, parts)
        if one.answers_until >= on:
            continue
        owed = without_feedback(one)
        if owed:
            yield Todo("dialogue-feedback", "dialogue", {"title": one.title, "count": owed}, parts)
        elif not questions:
            yield Todo("dialogue-close", "dialogue", {"title": one.title}, parts)
