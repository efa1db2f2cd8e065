"""*Vad är på gång*: open dialogues beside what one enterprise has told that it offers, and where."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from svangrum.matching.cpv_tree import covers, overlaps
from svangrum.records.dialogues.queries import open_dialogues

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.dialogues.models import Dialogue
    from svangrum.records.enterprises.models import Enterprise


class Could(StrEnum):
    """The whole, by code and place; a part, whose code is narrower; perhaps, in a place that is not told."""

    WHOLE = "whole"
    PART = "part"
    PERHAPS = "perhaps"


class Coming(NamedTuple):
    """A dialogue and what the enterprise could do of it; ``offers`` are its own words for what fits."""

    dialogue: Dialogue
    could: Could
    offers: tuple[str, ...]


def coming_for(enterprise: Enterprise, *, on: date) -> list[Coming]:
    """Open dialogues that the enterprise could answer, what it could do whole first, then by the last day.

    Left out is what lies in a place that it does not serve, and everything before it has told what it offers.
    """
    found = [one for dialogue in open_dialogues(on=on) if (one := _beside(enterprise, dialogue)) is not None]
    order = list(Could)
    return sorted(found, key=lambda one: (order.index(one.could), one.dialogue.answers_until))


def _beside(enterprise: Enterprise, dialogue: Dialogue) -> Coming | None:
    fitting = [offer for offer in enterprise.offers if overlaps(offer["cpv"], dialogue.cpv)]
    if not fitting or not _may_serve(enterprise, dialogue.municipality):
        return None
    offers = tuple(offer["words"] for offer in fitting)
    if enterprise.places is None and not enterprise.everywhere:
        return Coming(dialogue, Could.PERHAPS, offers)
    whole = any(covers(offer["cpv"], dialogue.cpv) for offer in fitting)
    return Coming(dialogue, Could.WHOLE if whole else Could.PART, offers)


def _may_serve(enterprise: Enterprise, municipality: str) -> bool:
    """Whether it serves the place, or has not told which it serves."""
    return enterprise.everywhere or enterprise.places is None or municipality in enterprise.places
