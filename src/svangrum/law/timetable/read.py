"""What a person wrote about a procurement's days, into facts; all that is wrong is told at once."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import FieldReader, one_of, whole_number, yes_no
from svangrum.law.purchase import Act
from svangrum.law.timetable.facts import FIRST_YEAR, LAST_YEAR, Facts, Route, Shortening
from svangrum.law.timetable.limits import OWN

if TYPE_CHECKING:
    from collections.abc import Mapping

YES_NO = ("electronic_tenders", "open_documents", "electronic_award", "voluntary_notice")
DAYS = ("tender_days", "application_days")
MOST_DAYS = 365
MOST_LETTERS = 300
"""As many as *Pröva ett köp* takes: it hands the name of the purchase on."""


def own_field(name: str) -> str:
    """The field that holds one of the buyer's own times: ``days_evaluation``."""
    return f"days_{name.replace('-', '_')}"


FIELDS = ("what", "start", "act", "route", "shortening", *YES_NO, *DAYS, *(own_field(name) for name in OWN))


def read_facts(raw: Mapping[str, str]) -> Facts:
    """The facts of ``raw``, field by field. Without a route, what is advertised below the threshold.

    Raises ``InvalidFactsError`` with every field at fault.
    """
    reader = FieldReader(raw)
    if not raw.get("start", "").strip():
        reader.errors.append(SvangrumError("timetable.no-start", field="start"))
    start = reader.read("start", _start)
    facts = Facts(
        start=start or date.max,
        what=reader.read("what", _what) or "",
        act=reader.read("act", partial(one_of, Act, field="act")) or Act.LOU,
        route=reader.read("route", partial(one_of, Route, field="route")) or Route.NATIONAL,
        shortening=reader.read("shortening", partial(one_of, Shortening, field="shortening")) or Shortening.NONE,
        electronic_tenders=_yes(reader, "electronic_tenders", otherwise=True),
        open_documents=_yes(reader, "open_documents", otherwise=True),
        electronic_award=_yes(reader, "electronic_award", otherwise=True),
        voluntary_notice=_yes(reader, "voluntary_notice", otherwise=False),
        tender_days=_days(reader, "tender_days", least=1),
        application_days=_days(reader, "application_days", least=1),
        own=_own(reader),
    )
    reader.finish()
    return facts


def _what(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise SvangrumError("what.too-long", field="what", longest=MOST_LETTERS)
    return text


def _start(text: str) -> date:
    day = parse_day(text, field="start")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise SvangrumError("timetable.far-away", field="start", first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return day


def _yes(reader: FieldReader, field: str, *, otherwise: bool) -> bool:
    told = reader.read(field, partial(yes_no, field=field))
    return otherwise if told is None else told


def _days(reader: FieldReader, field: str, *, least: int) -> int | None:
    return reader.read(field, partial(whole_number, field=field, least=least, most=MOST_DAYS))


def _own(reader: FieldReader) -> dict[str, int]:
    """A contract is signed on the day after the standstill at the earliest: that time is never nothing."""
    told = {name: _days(reader, own_field(name), least=1 if name == "signing" else 0) for name in OWN}
    return {name: number for name, number in told.items() if number is not None}
