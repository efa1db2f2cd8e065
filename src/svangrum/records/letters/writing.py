"""Write a letter in the transaction of what it tells of: it is kept if and only if that happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.persons import refuse_persons
from svangrum.records.letters.models import Letter, Pace
from svangrum.records.letters.queries import pace_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.records.accounts.models import Person
    from svangrum.records.actions import Act
    from svangrum.records.letters.topics import Topic


def write_letter(
    act: Act,
    *,
    to: Person,
    topic: Topic,
    code: str,
    values: Mapping[str, str | int] | None = None,
    page: str = "",
    parts: Mapping[str, str] | None = None,
) -> None:
    """A letter about what ``act`` does. None is written to who has left, or wants none about the topic.

    ``letter.<code>.subject`` and ``.text`` are its words, filled by ``values``; a day is ISO text. ``page`` with its
    ``parts`` is where ``letter.<code>.link`` leads. Raises ``SvangrumError`` ``text.person``.
    """
    pace = pace_of(to.pk, topic)
    if not to.is_active or pace == Pace.NEVER:
        return
    refuse_persons(str(value) for value in (values or {}).values())
    Letter.objects.create(
        person=to,
        organisation_id=act.by.organisation,
        topic=topic,
        code=code,
        values=dict(values or {}),
        page=page,
        parts=dict(parts or {}),
        pace=pace,
        written_at=act.recorded_at,
        due_at=act.recorded_at,
    )
