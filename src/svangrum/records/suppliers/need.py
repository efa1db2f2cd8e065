"""What is needed, as somebody writes it: words or a code, a municipality, days, and how much each month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.codes import find_municipality, parse_cpv
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.matching.capacity import MONTHS, touched_months
from svangrum.matching.cpv_words import suggest_cpv
from svangrum.matching.suppliers import Measure, Need
from svangrum.records.capacities.stated import in_order, read_amount, read_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.matching.cpv_words import CpvSuggestion

FIELDS = ("what", "cpv", "municipality", "since", "until", "measure", "per_month")
_SUGGESTED = 6


def read_need(raw: Mapping[str, str]) -> Need:
    """The need, whose code is told: in ``cpv``, or in ``what`` in place of words.

    Raises ``InvalidFactsError`` with ``need.no-…``, ``need.which-cpv`` (words alone: choose among ``guesses``),
    ``cpv.…``, ``municipality.…``, ``date.unreadable``, ``capacity.far-off``, ``capacity.backwards``,
    ``need.too-long``, ``number.unreadable`` and ``money.…``.
    """
    problems: list[SvangrumError] = []
    measure = Measure.KRONOR if raw.get("measure") == Measure.KRONOR else Measure.HOURS
    cpv = gather(lambda: _code(raw), problems)
    municipality = gather(lambda: _municipality(raw), problems)
    since = gather(lambda: _day(raw, "since", missing="need.no-since"), problems)
    until = gather(lambda: _day(raw, "until", missing="need.no-until"), problems)
    gather(lambda: _in_reach(since, until), problems)
    per_month = gather(lambda: _amount(raw.get("per_month", ""), measure), problems)
    if problems or cpv is None or municipality is None or since is None or until is None:
        raise InvalidFactsError(tuple(problems))
    return Need(cpv, municipality, since, until, measure, per_month)


def guesses(what: str) -> tuple[CpvSuggestion, ...]:
    """The codes that the words may mean, for a person to choose from; none for a code."""
    return () if is_code(what) else suggest_cpv(what, limit=_SUGGESTED, reasons=False)


def _code(raw: Mapping[str, str]) -> str:
    what, cpv = raw.get("what", ""), raw.get("cpv", "")
    if cpv:
        return parse_cpv(cpv).code
    if not what.strip():
        raise SvangrumError("need.no-what", field="what")
    if is_code(what):
        return parse_cpv(what, field="what").code
    if not guesses(what):
        raise SvangrumError("need.no-words", field="what")
    raise SvangrumError("need.which-cpv", field="cpv")


def is_code(what: str) -> bool:
    """Whether a code is written in place of words."""
    return not any(sign.isalpha() for sign in what) and any(sign.isdigit() for sign in what)


def _municipality(raw: Mapping[str, str]) -> str:
    if not raw.get("municipality"):
        raise SvangrumError("need.no-municipality", field="municipality")
    return find_municipality(raw["municipality"]).code


def _day(raw: Mapping[str, str], field: str, *, missing: str) -> date:
    if not raw.get(field):
        raise SvangrumError(missing, field=field)
    return read_day(raw[field], field)


def _in_reach(since: date | None, until: date | None) -> None:
    in_order(since, until)
    if since is not None and until is not None:
        first, after = touched_months(since, until)
        if after - first > MONTHS:
            raise SvangrumError("need.too-long", field="until", months=MONTHS)


def _amount(text: str, measure: Measure) -> int | None:
    return read_amount(text, measure) if text.strip() else None
