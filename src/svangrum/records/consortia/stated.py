"""What was written of a proposal, read into values; all that is wrong is told at once, each at its field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import gather
from svangrum.records.consortia.models import Reply
from svangrum.records.dialogues.stated import stated_line, stated_text
from svangrum.records.enterprises.stated import finish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    Stated = Mapping[str, str]

LONGEST_TITLE, LONGEST_PART = 150, 300
FEWEST = 2
"""One alone is no consortium."""
_PART = "part-"


def part_field(enterprise: UUID) -> str:
    """The field in which it is written what an enterprise would do."""
    return f"{_PART}{enterprise}"


def is_part(field: str) -> bool:
    return field.startswith(_PART)


def read_proposal(raw: Stated) -> dict[str, Any]:
    """What ``propose`` takes. ``parts`` is what each would do, by the id of its entry; who is left empty is not in it.

    Raises ``consortium.no-…``, ``consortium.few``, ``dialogue.too-long``, ``text.person`` and
    ``date.unreadable``.
    """
    problems: list[SvangrumError] = []
    parts = _parts(raw, problems)
    read = {
        "title": gather(lambda: _needed("title", lambda: stated_line(raw, "title", LONGEST_TITLE)), problems),
        "what": gather(lambda: _needed("what", lambda: stated_text(raw, "what")), problems),
        "answers_until": gather(lambda: _day(raw), problems),
        "parts": parts,
    }
    if sum(bool(raw[name].strip()) for name in _part_fields(raw)) < FEWEST:
        problems.append(SvangrumError("consortium.few"))
    finish(problems)
    return read


def read_reply(raw: Stated) -> dict[str, Any]:
    """Yes or no, and words to the coordinator.

    Raises ``consortium.no-reply``, ``dialogue.too-long`` and ``text.person``.
    """
    problems: list[SvangrumError] = []
    written = raw.get("reply", "")
    if written not in set(Reply):
        problems.append(SvangrumError("consortium.no-reply", field="reply"))
    told = gather(lambda: stated_text(raw, "words"), problems)
    finish(problems)
    return {"reply": Reply(written), "words": told}


def _parts(raw: Stated, problems: list[SvangrumError]) -> dict[str, str]:
    read = {name: gather(partial(stated_line, raw, name, LONGEST_PART), problems) for name in _part_fields(raw)}
    return {str(UUID(name.removeprefix(_PART))): part for name, part in read.items() if part}


def _part_fields(raw: Stated) -> list[str]:
    return [name for name in raw if is_part(name)]


def _needed(field: str, read: Callable[[], str]) -> str:
    text = read()
    if not text:
        raise SvangrumError(f"consortium.no-{field}", field=field)
    return text


def _day(raw: Stated) -> date:
    text = raw.get("answers_until", "")
    if not text.strip():
        raise SvangrumError("consortium.no-answers-until", field="answers_until")
    return parse_day(text, field="answers_until")
