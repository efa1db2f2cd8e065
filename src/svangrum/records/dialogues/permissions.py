"""Who may do what with a dialogue.

What is published is everyone's to read, signed in or not. Procurement and matching officers of the buyer write; their
colleagues read, and nobody else sees who was written to, who answered and what. An enterprise sees its own answer. Who
holds a mailed link answers for one enterprise without signing in: the link is asked for in ``links``.
A key of the API does nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.actors import Role
from svangrum.records.dialogues.models import DialogueState
from svangrum.records.enterprises.permissions import can_write_enterprise, is_buyer

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actors import Actor
    from svangrum.records.dialogues.models import Dialogue
    from svangrum.records.enterprises.models import Enterprise

_OFFICERS = (Role.PROCUREMENT_OFFICER, Role.MATCHING_OFFICER)


def can_hold_dialogues(actor: Actor) -> bool:
    """Begin a dialogue: procurement and matching officers of buyers."""
    return is_buyer(actor) and actor.has(*_OFFICERS)


def can_view_dialogue(actor: Actor, dialogue: Dialogue) -> bool:
    """What is published: everyone. A draft: the buyer's own people."""
    return dialogue.state != DialogueState.DRAFT or can_see_inside(actor, dialogue)


def can_see_inside(actor: Actor, dialogue: Dialogue) -> bool:
    """Who was written to, what they answered, what was told to whom: the buyer's own people."""
    return actor.person is not None and actor.belongs_to(dialogue.organisation_id)


def can_write_dialogue(actor: Actor, dialogue: Dialogue) -> bool:
    """Everything that the buyer does with it: its procurement and matching officers."""
    return can_see_inside(actor, dialogue) and actor.has(*_OFFICERS)


def takes_answers(dialogue: Dialogue, *, on: date) -> bool:
    """Whether it can be answered, and asked about, on a day: the last one included."""
    return dialogue.state == DialogueState.OPEN and on <= dialogue.answers_until


def can_forget_addresses(actor: Actor) -> bool:
    """The program, as the rule of keeping says."""
    return actor.program


def can_answer_for(actor: Actor, enterprise: Enterprise) -> bool:
    """Answer and ask in an enterprise's name: its own people."""
    return can_write_enterprise(actor, enterprise)
