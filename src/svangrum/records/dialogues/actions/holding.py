"""Begin a dialogue, publish it, add to it. What is published never changes: what is new is an addition, for all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import done_on
from svangrum.records.actions import Act, action, require
from svangrum.records.dialogues.letters import tell_people
from svangrum.records.dialogues.models import Addition, Dialogue, DialogueState
from svangrum.records.dialogues.permissions import can_hold_dialogues
from svangrum.records.dialogues.queries import concerned_in, feedback_given
from svangrum.records.dialogues.stated import stated_text
from svangrum.records.dialogues.taking import taken
from svangrum.records.purchases.queries import purchase_for

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from svangrum.records.purchases.models import Purchase


_LONGEST = timedelta(days=366)
"""A last day to answer later than this is a slip of the pen."""


@action("dialogue.begun")
def begin_dialogue(act: Act, *, purchase: UUID | None = None, **told: Any) -> UUID:  # noqa: ANN401 - its fields
    """A draft. ``told`` is what ``stated.read_dialogue`` gives; ``purchase`` one that the actor may see.

    Raises ``NotAllowedError``, ``MissingError`` and ``SvangrumError`` ``dialogue.last-day-past``,
    ``dialogue.far-off`` and ``dialogue.need-past``.
    """
    require(can_hold_dialogues(act.by))
    assert act.by.organisation is not None  # noqa: S101 - said by the permission
    begun = Dialogue(organisation_id=act.by.organisation, made_at=act.recorded_at)
    begun.purchase = _own_purchase(act, purchase)
    return _put(act, begun, told)


@action("dialogue.changed")
def change_dialogue(act: Act, *, dialogue: UUID, version: int, **told: Any) -> UUID:  # noqa: ANN401 - as above
    """Another text in place of the draft's. Raises as ``begin_dialogue``, ``dialogue.is-open`` once it is published."""
    return _put(act, taken(act, dialogue, DialogueState.DRAFT, version=version), told)


@action("dialogue.removed")
def remove_dialogue(act: Act, *, dialogue: UUID, version: int) -> UUID:
    """A draft that came to nothing. Raises ``dialogue.is-open`` and ``dialogue.is-closed``."""
    found = taken(act, dialogue, DialogueState.DRAFT, version=version)
    return act.remove(found, {"title": found.title})


@action("dialogue.opened")
def open_dialogue(act: Act, *, dialogue: UUID, version: int) -> UUID:
    """Publish it, to everybody at once. Raises as ``begin_dialogue``, and ``dialogue.is-open``."""
    found = taken(act, dialogue, DialogueState.DRAFT, version=version)
    _refuse_days(found, done_on(act))
    found.state, found.opened_at = DialogueState.OPEN, act.recorded_at
    return act.put(found, {"title": found.title, "answers_until": found.answers_until})


@action("dialogue.added-to")
def add_to_dialogue(act: Act, *, dialogue: UUID, version: int, text: str, answers_until: date | None = None) -> UUID:
    """Publish something more, to everybody, with its day; a new last day may only be a later one.

    Gives the addition. Raises ``dialogue.no-text``, ``dialogue.too-long``, ``dialogue.earlier``, ``dialogue.is-…``,
    and ``dialogue.feedback-given`` for a later day when somebody has got feedback, and would know more than others.
    """
    found = taken(act, dialogue, DialogueState.OPEN, version=version)
    written = stated_text({"text": text}, "text", needed=True)
    if answers_until is not None:
        _refuse_day(answers_until, done_on(act))
        if feedback_given(found):
            raise SvangrumError("dialogue.feedback-given", field="answers_until")
        if answers_until <= found.answers_until:
            raise SvangrumError("dialogue.earlier", field="answers_until", day=found.answers_until)
        found.answers_until = answers_until
    act.put(found, {"title": found.title, "answers_until": found.answers_until})
    added = Addition(
        organisation_id=found.organisation_id,
        dialogue=found,
        text=written,
        answers_until=answers_until,
        published_at=act.recorded_at,
    )
    for one in concerned_in(found):
        tell_people(act, found, one, "dialogue-added")
    return act.put(added, {"title": found.title, "answers_until": found.answers_until})


def _own_purchase(act: Act, purchase: UUID | None) -> Purchase | None:
    """The purchase that it is about. Raises ``MissingError`` for one of another organisation, or not to be seen."""
    if purchase is None:
        return None
    found = purchase_for(act.by, purchase, on=done_on(act))
    require(act.by.belongs_to(found.organisation_id))
    return found


def _put(act: Act, dialogue: Dialogue, told: dict[str, Any]) -> UUID:
    for name, value in told.items():
        setattr(dialogue, name, value)
    _refuse_days(dialogue, done_on(act))
    return act.put(dialogue, {"title": dialogue.title})


def _refuse_days(dialogue: Dialogue, today: date) -> None:
    """Raises ``dialogue.need-past``, and as ``_refuse_day``."""
    if dialogue.until < today:
        raise SvangrumError("dialogue.need-past", field="until")
    _refuse_day(dialogue.answers_until, today)


def _refuse_day(last: date, today: date) -> None:
    """Raises ``dialogue.last-day-past`` and ``dialogue.far-off``."""
    if last < today:
        raise SvangrumError("dialogue.last-day-past", field="answers_until", today=today)
    if last > today + _LONGEST:
        raise SvangrumError("dialogue.far-off", field="answers_until", days=_LONGEST.days)
