"""What was written of a dialogue, read into values; all that is wrong is told at once, each at its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.core.codes import find_municipality
from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.persons import personal_numbers
from svangrum.core.reading import gather
from svangrum.matching.capacity import MONTHS, touched_months
from svangrum.records.actions import refuse_unwritable
from svangrum.records.capacities.models import Will
from svangrum.records.capacities.stated import in_order, read_amount, read_branch, read_measure, read_will
from svangrum.records.enterprises.stated import finish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    Stated = Mapping[str, str]

LONGEST_TITLE, LONGEST_LINE, LONGEST_TEXT = 150, 200, 5000
NO_PART = {"part": "", "cpv": "", "measure": "", "per_month": None}
"""The part of an answer that is about no part."""


_MISSING = {
    "title": "dialogue.no-title",
    "what": "dialogue.no-what",
    "municipality": "dialogue.no-municipality",
    "since": "dialogue.no-since",
    "until": "dialogue.no-until",
    "contact": "dialogue.no-contact",
    "answers_until": "dialogue.no-answers-until",
    "text": "dialogue.no-text",
    "part": "dialogue.no-part",
    "published": "dialogue.no-published",
    "answer": "dialogue.no-answer",
    "to_whom": "dialogue.no-to-whom",
    "about": "dialogue.no-about",
    "told_on": "dialogue.no-told-on",
}
"""What is said of each field that is needed and empty."""


def read_dialogue(raw: Stated) -> dict[str, Any]:
    """The published fields: what ``make_dialogue`` takes.

    Raises ``dialogue.no-…``, ``dialogue.too-long``, ``text.person``, ``capacity.no-cpv``, ``capacity.cpv-words``,
    ``cpv.…``, ``municipality.…``, ``date.unreadable``, ``capacity.backwards`` and ``need.too-long``.
    """
    problems: list[SvangrumError] = []
    since = gather(lambda: stated_day(raw, "since"), problems)
    until = gather(lambda: stated_day(raw, "until"), problems)
    read = {
        "title": gather(lambda: stated_line(raw, "title", LONGEST_TITLE, needed=True), problems),
        "what": gather(lambda: stated_text(raw, "what", needed=True), problems),
        "cpv": gather(lambda: read_branch(raw.get("cpv", "")), problems),
        "municipality": gather(lambda: _municipality(raw), problems),
        "since": since,
        "until": until,
        "how_much": gather(lambda: stated_line(raw, "how_much", LONGEST_LINE), problems),
        "contact": gather(lambda: stated_line(raw, "contact", LONGEST_LINE, needed=True), problems),
        "answers_until": gather(lambda: stated_day(raw, "answers_until"), problems),
    }
    gather(lambda: _in_reach(since, until), problems)
    finish(problems)
    return read


def read_interest(raw: Stated) -> dict[str, Any]:
    """What an enterprise answers: what ``say_interest`` takes. No part is kept of a yes to the whole, or of a no.

    Raises ``capacity.no-will``, ``dialogue.no-part`` for a part that is not told, ``dialogue.too-long``,
    ``text.person``, ``cpv.…``, ``capacity.no-measure``, ``number.unreadable`` and ``money.…``.
    """
    problems: list[SvangrumError] = []
    will = gather(lambda: read_will(raw), problems)
    part = _read_part(raw, will, problems) if will in {Will.PART, Will.CONSORTIUM} else NO_PART
    read = {"will": will, **part, "words": gather(lambda: stated_text(raw, "words"), problems)}
    finish(problems)
    return read


def stated_line(raw: Stated, field: str, longest: int, *, needed: bool = False) -> str:
    """One line. Raises ``dialogue.no-<field>`` for none that is needed, ``dialogue.too-long`` and ``text.person``."""
    return _tried(" ".join(raw.get(field, "").split()), field, longest, needed=needed)


def stated_text(raw: Stated, field: str, *, needed: bool = False) -> str:
    """Several lines. Raises as ``stated_line``."""
    return _tried(raw.get(field, "").replace("\r\n", "\n").strip(), field, LONGEST_TEXT, needed=needed)


def stated_day(raw: Stated, field: str) -> date:
    """Raises ``dialogue.no-<field>`` and ``date.unreadable``."""
    if not raw.get(field, "").strip():
        raise _missing(field)
    return parse_day(raw[field], field=field)


def _tried(text: str, field: str, longest: int, *, needed: bool) -> str:
    refuse_unwritable([text])
    if personal_numbers(text):
        raise SvangrumError("text.person", field=field)
    if needed and not text:
        raise _missing(field)
    if len(text) > longest:
        raise SvangrumError("dialogue.too-long", field=field, longest=longest)
    return text


def _missing(field: str) -> SvangrumError:
    return SvangrumError(_MISSING[field], field=field)


def _municipality(raw: Stated) -> str:
    if not raw.get("municipality", "").strip():
        raise _missing("municipality")
    return find_municipality(raw["municipality"]).code


def _in_reach(since: date | None, until: date | None) -> None:
    """As far ahead as capacity is known."""
    in_order(since, until)
    if since is not None and until is not None:
        first, after = touched_months(since, until)
        if after - first > MONTHS:
            raise SvangrumError("need.too-long", field="until", months=MONTHS)


def _read_part(raw: Stated, will: Will | None, problems: list[SvangrumError]) -> dict[str, Any]:
    """How much is told with its measure, or not at all."""
    written = raw.get("per_month", "").strip()
    measure = gather(lambda: read_measure(raw.get("measure", "")), problems) if written else None
    return {
        "part": gather(lambda: stated_text(raw, "part", needed=will is Will.PART), problems),
        "cpv": gather(lambda: read_branch(raw["cpv"]), problems) if raw.get("cpv", "").strip() else "",
        "measure": measure or "",
        "per_month": gather(lambda: read_amount(written, measure), problems) if measure else None,
    }
