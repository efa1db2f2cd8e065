"""An enterprise answers and asks, signed in or by its link; the buyer answers questions, to all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import gather
from svangrum.records.accounts.days import done_on
from svangrum.records.actions import Act, MissingError, action, require
from svangrum.records.dialogues.models import Aside, Dialogue, DialogueState, Interest, Question
from svangrum.records.dialogues.permissions import can_answer_for, takes_answers
from svangrum.records.dialogues.queries import answered_otherwise
from svangrum.records.dialogues.stated import stated_text
from svangrum.records.dialogues.taking import part_taken, taken, taken_by_link, taken_to_answer
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.enterprises.stated import finish

if TYPE_CHECKING:
    from uuid import UUID


MOST_QUESTIONS = 10
"""So many of an enterprise's questions may be without a published answer: waiting, or set aside."""


@action("dialogue-interest.said")
def say_interest(act: Act, *, dialogue: UUID, enterprise: UUID, **said: Any) -> UUID:  # noqa: ANN401 - its fields
    """What the enterprise answers, in place of what it answered before, by its link too.

    ``said`` is what ``stated.read_interest`` gives. Raises ``NotAllowedError`` for who is not of the enterprise, and
    ``SvangrumError`` ``dialogue.over`` after the last day.
    """
    entry = _own(act, enterprise)
    found = taken_to_answer(act, dialogue)
    held = Interest.objects.filter(dialogue=found, enterprise=entry).first()
    held = held or Interest(organisation_id=found.organisation_id, dialogue=found, enterprise=entry)
    held.addressee = None
    return _put(act, held, found, entry.name, said)


@action("dialogue-interest.said-by-link")
def say_interest_by_link(act: Act, *, secret: str, **said: Any) -> UUID:  # noqa: ANN401 - as above
    """As ``say_interest``, for whose link it is.

    Also raises ``DialogueLinkError``, and ``dialogue.answered`` when the enterprise's people have answered signed in.
    """
    link = taken_by_link(act, secret)
    found = _still_open(act, link.dialogue)
    if answered_otherwise(link):
        raise SvangrumError("dialogue.answered")
    held = Interest.objects.filter(addressee=link).first()
    held = held or Interest(organisation_id=found.organisation_id, dialogue=found, enterprise=link.enterprise)
    held.addressee = link
    return _put(act, held, found, link.name, said)


@action("dialogue-question.asked")
def ask_question(act: Act, *, dialogue: UUID, enterprise: UUID, text: str) -> UUID:
    """Raises as ``say_interest``, ``dialogue.no-text``, ``dialogue.too-long`` and ``dialogue.many-questions``."""
    entry = _own(act, enterprise)
    found = taken_to_answer(act, dialogue)
    return _asked(act, Question(organisation_id=found.organisation_id, dialogue=found, enterprise=entry), text)


@action("dialogue-question.asked-by-link")
def ask_question_by_link(act: Act, *, secret: str, text: str) -> UUID:
    """As ``ask_question``, for whose link it is. Also raises ``DialogueLinkError``."""
    link = taken_by_link(act, secret)
    found = _still_open(act, link.dialogue)
    asked = Question(organisation_id=found.organisation_id, dialogue=found, enterprise=link.enterprise, addressee=link)
    return _asked(act, asked, text)


@action("dialogue-question.answered")
def answer_question(act: Act, *, dialogue: UUID, question: UUID, version: int, published: str, answer: str) -> UUID:
    """Publish the question, without what would tell who asked, and its answer. It is not changed afterwards.

    Raises ``dialogue.no-published``, ``dialogue.no-answer``, ``dialogue.too-long``, ``dialogue.question-answered``
    and ``dialogue.question-aside``.
    """
    holder = taken(act, dialogue, DialogueState.OPEN)
    found = _waiting(act, holder, question, version)
    problems: list[SvangrumError] = []
    asked = gather(lambda: stated_text({"published": published}, "published", needed=True), problems)
    told = gather(lambda: stated_text({"answer": answer}, "answer", needed=True), problems)
    finish(problems)
    assert asked and told  # noqa: S101, PT018 - nothing was wrong
    found.published, found.answer, found.answered_at = asked, told, act.recorded_at
    return act.put(found, {"title": holder.title})


@action("dialogue-question.set-aside")
def set_question_aside(act: Act, *, dialogue: UUID, question: UUID, version: int, why: str) -> UUID:
    """It gets no answer, and who asked gets to read why. It is not taken up again: the enterprise may ask anew.

    Raises ``dialogue.no-why`` for what is no ``Aside``, ``dialogue.question-answered`` and ``dialogue.question-aside``.
    """
    holder = taken(act, dialogue, DialogueState.OPEN)
    found = _waiting(act, holder, question, version)
    if why not in Aside.values:
        raise SvangrumError("dialogue.no-why", field="why")
    found.aside, found.set_aside_at = why, act.recorded_at
    return act.put(found, {"title": holder.title})


def _waiting(act: Act, dialogue: Dialogue, question: UUID, version: int) -> Question:
    found = part_taken(act, Question, question, dialogue)
    if found.answered_at is not None:
        raise SvangrumError("dialogue.question-answered")
    if found.set_aside_at is not None:
        raise SvangrumError("dialogue.question-aside")
    act.expect(found, version)
    return found


def _own(act: Act, enterprise: UUID) -> Enterprise:
    entry = Enterprise.objects.filter(pk=enterprise).first()
    if entry is None:
        raise MissingError("record.missing")
    require(can_answer_for(act.by, entry))
    return entry


def _still_open(act: Act, dialogue: Dialogue) -> Dialogue:
    if not takes_answers(dialogue, on=done_on(act)):
        raise SvangrumError("dialogue.over", day=dialogue.answers_until)
    return dialogue


def _put(act: Act, held: Interest, dialogue: Dialogue, name: str, said: dict[str, Any]) -> UUID:
    for field, value in said.items():
        setattr(held, field, value)
    held.said_on, held.said_at = done_on(act), act.recorded_at
    return act.put(held, {"title": dialogue.title, "name": name, "will": held.will})


def _asked(act: Act, question: Question, text: str) -> UUID:
    same = {"enterprise": question.enterprise, "addressee": question.addressee}
    if Question.objects.filter(dialogue=question.dialogue, answered_at=None, **same).count() >= MOST_QUESTIONS:
        raise SvangrumError("dialogue.many-questions", most=MOST_QUESTIONS)
    question.text = stated_text({"text": text}, "text", needed=True)
    question.asked_at = act.recorded_at
    return act.put(question, {"title": question.dialogue.title})
