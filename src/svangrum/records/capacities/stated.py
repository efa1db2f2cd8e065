"""What was written of capacity, read into values; all that is wrong is told at once, each at its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.core.codes import cpv_table, parse_cpv
from svangrum.core.dates import FIRST_MEANT, LAST_MEANT, parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather, positive_kronor, whole_number
from svangrum.matching.cpv_words import suggest_cpv
from svangrum.records.capacities.models import Measure, Will

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    Stated = Mapping[str, str]

MOST_HOURS, MOST_KRONOR, MOST_PLACES = 1_000_000, 1_000_000_000, 10_000
LONGEST_EQUIPMENT, LONGEST_TO_WHOM = 1000, 200
_SUGGESTED = 3


def read_capacity(raw: Stated) -> dict[str, Any]:
    """The fields of a capacity: what ``tell_capacity`` takes.

    Raises ``InvalidFactsError`` with ``capacity.no-…``, ``cpv.…``, ``capacity.cpv-words``, ``number.unreadable``,
    ``money.…``, ``date.unreadable``, ``capacity.far-off``, ``capacity.backwards`` and ``capacity.too-long``.
    """
    problems: list[SvangrumError] = []
    read = _read_monthly(raw, problems)
    read["team"] = gather(lambda: _places(raw.get("team", "")), problems)
    read["equipment"] = gather(lambda: _short(raw, "equipment", LONGEST_EQUIPMENT), problems)
    return _unless(problems, read)


def read_commitment(raw: Stated) -> dict[str, Any]:
    """The fields of a promise: what ``promise_capacity`` takes. Raises as ``read_capacity``."""
    problems: list[SvangrumError] = []
    read = _read_monthly(raw, problems)
    read["to_whom"] = gather(lambda: " ".join(_short(raw, "to_whom", LONGEST_TO_WHOM).split()), problems)
    return _unless(problems, read)


def read_pause(raw: Stated) -> dict[str, Any]:
    """The first and the last day. Raises as ``read_capacity``."""
    problems: list[SvangrumError] = []
    since = gather(lambda: _day(raw, "since", missing="capacity.no-since"), problems)
    until = gather(lambda: _day(raw, "until", missing="capacity.no-until"), problems)
    gather(lambda: in_order(since, until), problems)
    return _unless(problems, {"since": since, "until": until})


def read_end(raw: Stated) -> date:
    """The last day. Raises as ``read_capacity``."""
    return _day(raw, "until", missing="capacity.no-until")


def read_will(raw: Stated) -> Will:
    """Raises ``SvangrumError`` ``capacity.no-will`` for anything but one of the choices."""
    written = raw.get("will", "")
    if written not in set(Will):
        raise SvangrumError("capacity.no-will", field="will")
    return Will(written)


def read_day(text: str, field: str) -> date:
    """A day between the first and the last. Raises ``SvangrumError`` ``date.unreadable`` and ``capacity.far-off``."""
    day = parse_day(text, field=field)
    if not FIRST_MEANT <= day <= LAST_MEANT:
        raise SvangrumError("capacity.far-off", field=field, first=FIRST_MEANT.year, last=LAST_MEANT.year)
    return day


def in_order(since: date | None, until: date | None) -> None:
    """Raises ``SvangrumError`` ``capacity.backwards`` when the last day lies before the first."""
    if since is not None and until is not None and until < since:
        raise SvangrumError("capacity.backwards", field="until", since=since)


def read_branch(text: str, field: str = "cpv") -> str:
    """A code of the nomenclature. Raises ``SvangrumError`` ``cpv.…``; for words ``capacity.cpv-words`` with guesses."""
    if not text.strip():
        raise SvangrumError("capacity.no-cpv", field=field)
    guesses = () if any(sign.isdigit() for sign in text) else suggest_cpv(text, limit=_SUGGESTED, reasons=False)
    if guesses:
        named = ", ".join(f"{one.code} {cpv_table()[one.code].sv}" for one in guesses)
        raise SvangrumError("capacity.cpv-words", field=field, guesses=named)
    return parse_cpv(text, field=field).code


def read_amount(text: str, measure: str, field: str = "per_month") -> int:
    """So many hours, or so many whole kronor. Raises ``SvangrumError`` ``number.unreadable`` and ``money.…``."""
    if measure == Measure.HOURS:
        return whole_number(text, field, least=1, most=MOST_HOURS)
    kronor = positive_kronor(text, field).minor // 100
    if not 1 <= kronor <= MOST_KRONOR:
        raise SvangrumError("number.unreadable", field=field, text=text, least=1, most=MOST_KRONOR)
    return kronor


def read_measure(text: str) -> Measure:
    """Raises ``SvangrumError`` ``capacity.no-measure`` for anything but one of the choices."""
    if text not in set(Measure):
        raise SvangrumError("capacity.no-measure", field="measure")
    return Measure(text)


def _read_monthly(raw: Stated, problems: list[SvangrumError]) -> dict[str, Any]:
    measure = gather(lambda: read_measure(raw.get("measure", "")), problems)
    since = gather(lambda: _day(raw, "since", missing="capacity.no-since"), problems)
    until = gather(lambda: read_day(raw["until"], "until"), problems) if raw.get("until") else None
    gather(lambda: in_order(since, until), problems)
    return {
        "cpv": gather(lambda: read_branch(raw.get("cpv", "")), problems),
        "measure": measure,
        "per_month": gather(lambda: _amount(raw.get("per_month", ""), measure), problems),
        "since": since,
        "until": until,
    }


def _amount(text: str, measure: Measure | None) -> int | None:
    if not text.strip():
        raise SvangrumError("capacity.no-amount", field="per_month")
    return None if measure is None else read_amount(text, measure)


def _day(raw: Stated, field: str, *, missing: str) -> date:
    if not raw.get(field):
        raise SvangrumError(missing, field=field)
    return read_day(raw[field], field)


def _places(text: str) -> int | None:
    return whole_number(text, "team", least=1, most=MOST_PLACES) if text.strip() else None


def _short(raw: Stated, field: str, longest: int) -> str:
    text = raw.get(field, "").strip().replace("\r\n", "\n")
    if len(text) > longest:
        raise SvangrumError("capacity.too-long", field=field, longest=longest)
    return text


def _unless(problems: list[SvangrumError], read: dict[str, Any]) -> dict[str, Any]:
    if problems:
        raise InvalidFactsError(tuple(problems))
    return read
