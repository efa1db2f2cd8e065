"""Feedback to everyone who answered, and the end; what was told outside the page is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import gather
from svangrum.records.accounts.days import done_on
from svangrum.records.actions import Act, action
from svangrum.records.dialogues.letters import tell_people
from svangrum.records.dialogues.models import Addressee, Dialogue, DialogueState, Interest, Telling
from svangrum.records.dialogues.permissions import takes_answers
from svangrum.records.dialogues.queries import interests_in, name_of, waiting_questions, without_feedback
from svangrum.records.dialogues.stated import LONGEST_LINE, stated_line, stated_text
from svangrum.records.dialogues.taking import part_taken, taken
from svangrum.records.enterprises.stated import finish

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID


@action("dialogue-interest.fed-back")
def give_feedback(act: Act, *, dialogue: UUID, interest: UUID, version: int, text: str) -> UUID:
    """To one who answered. Raises ``dialogue.still-open`` through the last day, ``dialogue.no-text``, ``…too-long``."""
    holder = _ended(act, dialogue)
    found = part_taken(act, Interest, interest, holder)
    act.expect(found, version)
    found.feedback = stated_text({"text": text}, "text", needed=True)
    found.feedback_at = act.recorded_at
    tell_people(act, holder, found.enterprise, "dialogue-feedback")
    return act.put(found, {"title": holder.title, "name": name_of(found)})


@action("dialogue.fed-back")
def give_feedback_to_all(act: Act, *, dialogue: UUID, version: int, text: str) -> UUID:
    """One for all who answered, published for everyone. Raises as ``give_feedback``, ``dialogue.fed-back`` twice."""
    found = _ended(act, dialogue, version)
    if found.feedback_at is not None:
        raise SvangrumError("dialogue.fed-back")
    found.feedback = stated_text({"text": text}, "text", needed=True)
    found.feedback_at = act.recorded_at
    for one in interests_in(found):
        tell_people(act, found, one.enterprise, "dialogue-feedback")
    return act.put(found, {"title": found.title})


@action("dialogue.closed")
def close_dialogue(act: Act, *, dialogue: UUID, version: int) -> UUID:
    """Nothing more is added. Addresses to which mails went are forgotten.

    Raises ``dialogue.still-open``, ``dialogue.questions-wait`` while a question is not answered, and
    ``dialogue.feedback-owed`` while anyone who answered has got no feedback.
    """
    found = _ended(act, dialogue, version)
    waiting = waiting_questions(found).count()
    if waiting:
        raise SvangrumError("dialogue.questions-wait", count=waiting)
    owed = without_feedback(found)
    if owed:
        raise SvangrumError("dialogue.feedback-owed", count=owed)
    for name in Addressee.objects.filter(dialogue=found).exclude(email="").values_list("pk", flat=True):
        one = act.take(Addressee, name)
        one.email = ""
        act.put(one, {"name": one.name})
    found.state, found.closed_at = DialogueState.CLOSED, act.recorded_at
    return act.put(found, {"title": found.title})


@action("dialogue-telling.noted")
def note_told(act: Act, *, dialogue: UUID, to_whom: str, about: str, told_on: date) -> UUID:
    """What was told somebody in a call or a meeting. Raises ``dialogue.no-…``, ``…too-long``, ``dialogue.told-later``.

    Whatever state the dialogue is in: what is told before it opens or after it is closed others must get to know too.
    """
    holder = taken(act, dialogue)
    problems: list[SvangrumError] = []
    named = gather(lambda: stated_line({"to_whom": to_whom}, "to_whom", LONGEST_LINE, needed=True), problems)
    said = gather(lambda: stated_text({"about": about}, "about", needed=True), problems)
    gather(lambda: _refuse_later(told_on, done_on(act)), problems)
    finish(problems)
    assert named and said  # noqa: S101, PT018 - nothing was wrong
    return _noted(act, holder, Telling(spoken=True, to_whom=named, about=said, told_on=told_on))


@action("dialogue-telling.mailed")
def note_mailed(act: Act, *, dialogue: UUID, addressees: Iterable[UUID], about: str) -> UUID:
    """That news were mailed to addressees. What was in the mail is ``about``."""
    names = [str(one) for one in addressees]
    told = Telling(spoken=False, addressees=names, about=about, told_on=done_on(act))
    return _noted(act, taken(act, dialogue), told)


def _ended(act: Act, dialogue: UUID, version: int | None = None) -> Dialogue:
    """Open, and its last day is past: nobody loses the time that was promised."""
    found = taken(act, dialogue, DialogueState.OPEN, version=version)
    if takes_answers(found, on=done_on(act)):
        raise SvangrumError("dialogue.still-open", day=found.answers_until)
    return found


def _noted(act: Act, dialogue: Dialogue, telling: Telling) -> UUID:
    telling.organisation_id, telling.dialogue, telling.noted_at = dialogue.organisation_id, dialogue, act.recorded_at
    return act.put(telling, {"title": dialogue.title})


def _refuse_later(day: date, today: date) -> None:
    if day > today:
        raise SvangrumError("dialogue.told-later", field="told_on", today=today)
