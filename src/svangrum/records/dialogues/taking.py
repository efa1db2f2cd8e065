"""How an action takes a dialogue and its parts: who may not see one learns nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import done_on
from svangrum.records.actions import MissingError, require
from svangrum.records.dialogues.models import Addressee, Dialogue, DialogueState, OfDialogue
from svangrum.records.dialogues.permissions import can_see_inside, can_write_dialogue, takes_answers
from svangrum.records.dialogues.queries import DialogueLinkError, find_link, refuse_over

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actions import Act

    P = TypeVar("P", bound=OfDialogue)


_IS = {
    DialogueState.DRAFT: "dialogue.is-draft",
    DialogueState.OPEN: "dialogue.is-open",
    DialogueState.CLOSED: "dialogue.is-closed",
}
"""What is said of one in another state than it must be in."""


def taken(act: Act, dialogue: UUID, *states: DialogueState, version: int | None = None) -> Dialogue:
    """The buyer's own dialogue, locked.

    Raises ``MissingError`` for one of which the actor sees no more than everyone, then ``NotAllowedError``, then
    ``StaleError``, then ``SvangrumError`` ``dialogue.is-<state>`` for one that is in none of ``states``.
    """
    found = act.take(Dialogue, dialogue)
    if not can_see_inside(act.by, found):
        raise MissingError("record.missing")
    require(can_write_dialogue(act.by, found))
    if version is not None:
        act.expect(found, version)
    if states and found.state not in states:
        raise SvangrumError(_IS[DialogueState(found.state)])
    return found


def part_taken(act: Act, model: type[P], part: UUID, dialogue: Dialogue) -> P:
    """A part of the dialogue, locked. Raises ``MissingError`` for another's."""
    found = act.take(model, part)
    if found.dialogue != dialogue:
        raise MissingError("record.missing")
    return found


def taken_to_answer(act: Act, dialogue: UUID) -> Dialogue:
    """A published dialogue, locked, for whoever answers. Raises ``MissingError`` for a draft, ``dialogue.over``."""
    found = act.take(Dialogue, dialogue)
    if found.state == DialogueState.DRAFT:
        raise MissingError("record.missing")
    if not takes_answers(found, on=done_on(act)):
        raise SvangrumError("dialogue.over", day=found.answers_until)
    return found


def taken_by_link(act: Act, secret: str) -> Addressee:
    """Whose link it is, locked, while it opens. Raises ``DialogueLinkError``."""
    known = find_link(secret)
    if known is None:
        raise DialogueLinkError("dialogue-link.unknown")
    dialogue = act.take(Dialogue, known.dialogue_id)
    found = act.take(Addressee, known.pk)
    found.dialogue = dialogue
    refuse_over(found, secret, on=done_on(act))
    return found
