"""What the answer shows to who is signed in: the organisation's own limits, and the way to keep the purchase.

For a stranger nothing is looked up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from svangrum.advice.read import read_purchase
from svangrum.core.language import words
from svangrum.records.profiles.limits import limits_for
from svangrum.records.purchases.actions.keeping import LONGEST_TITLE
from svangrum.web.access import actor_of
from svangrum.web.fields import Asking, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest

    from svangrum.advice.answer import Answer

TITLE = Asking("text", "purchases.name.label", "purchases.name.hint")


def for_members(request: HttpRequest, answer: Answer, stated: Mapping[str, str]) -> dict[str, object]:
    """``member`` tells whether the purchase can be kept here and now; a stranger is led to sign in first."""
    actor = actor_of(request)
    if actor.person is None:
        return {"stranger": True}
    if actor.organisation is None:
        return {}
    return {
        "member": True,
        "key": str(uuid4()),
        "facts": list(stated.items()),
        "title_field": field("title", TITLE, proposed_title(answer.what), language=answer.language),
        "own_limits": list(_limits(actor.organisation, stated, answer.language)),
    }


def proposed_title(what: str) -> str:
    """What is bought, with a capital letter."""
    return f"{what[:1].upper()}{what[1:]}"[:LONGEST_TITLE]


def _limits(organisation: UUID, stated: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """Each limit in words, and whether the purchase reaches it where its value is known."""
    told = []
    for one in limits_for(organisation, read_purchase(stated).value):
        reached = "" if one.reached is None else words(f"purchases.limit.{_side(reached=one.reached)}", language)
        told.append((words(f"limit.{one.code}.says", language, amount=one.amount), reached))
    return told


def _side(*, reached: bool) -> str:
    return "reached" if reached else "below"
