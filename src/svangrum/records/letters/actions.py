"""Choose how one wants letters; put back in the queue those that were given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.actions import MissingError, action, require
from svangrum.records.letters.models import Letter, Pace, Subscription
from svangrum.records.letters.permissions import can_choose_paces, can_requeue
from svangrum.records.letters.queries import may_go_again, unsent
from svangrum.records.letters.topics import Topic, may_be_silenced

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from svangrum.records.actions import Act


@action("subscription.chosen")
def choose_paces(act: Act, *, paces: Mapping[str, str]) -> UUID:
    """A pace for each topic that is given; what waits about one that is silenced is not sent. Gives the person.

    Raises ``NotAllowedError``, and ``SvangrumError`` ``letters.always-sent`` for a topic that must reach everybody.
    """
    require(can_choose_paces(act.by))
    assert act.by.person is not None  # noqa: S101 - said by the permission
    for topic, pace in paces.items():
        _choose(act, act.by.person, Topic(topic), Pace(pace))
    return act.by.person


@action("letter.requeued")
def requeue_letter(act: Act, *, letter: UUID) -> UUID:
    """Let a letter that was given up be tried anew, from the first attempt.

    Raises ``MissingError`` for one that waits, was sent, is not there, or is for somebody who has left.
    """
    require(can_requeue(act.by))
    again = {"given_up_at": None, "due_at": act.recorded_at, "attempts": 0}
    if not Letter.objects.filter(pk__in=may_go_again().filter(pk=letter).values("pk")).update(**again):
        raise MissingError("record.missing")
    act.tell("letter", letter, {}, organisation=None)
    return letter


def _choose(act: Act, person: UUID, topic: Topic, pace: Pace) -> None:
    if not may_be_silenced(topic):
        raise SvangrumError("letters.always-sent", field=topic)
    kept = Subscription.objects.select_for_update().filter(person=person, topic=topic).first()
    chosen = kept or Subscription(person_id=person, topic=topic)
    if chosen.pace != pace:
        chosen.pace = pace
        act.put(chosen, {"topic": topic, "pace": pace})
    if pace == Pace.NEVER:
        unsent(person, topic).delete()
