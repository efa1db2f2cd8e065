"""What is told of a test, as it is kept. Faults come one by one; who calls gathers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.passports.lasting import MONTHS, last_day
from svangrum.records.passports.models import Basis

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

LONGEST_TEXT = 2000
LONGEST_PROCUREMENT = 200
LONGEST_REVIEWER = 200


def stated_basis(basis: str, *, statement: str, file: UUID | None) -> Basis:
    """Raises ``SvangrumError`` ``passport.basis``, and ``passport.no-document`` where nothing tells of a document."""
    if basis not in Basis.values:
        raise SvangrumError("passport.basis", field="basis")
    if basis == Basis.DOCUMENTED and file is None and not statement.strip():
        raise SvangrumError("passport.no-document", field="statement")
    return Basis(basis)


def stated_reviewer(basis: str, reviewer: str, *, file: UUID | None) -> str:
    """The firm that has audited it; nothing on any other basis.

    Raises ``InvalidFactsError`` with ``passport.no-reviewer``, ``passport.line-long`` and ``passport.no-report``:
    that somebody outside has looked at it is told only with what they wrote.
    """
    if basis != Basis.AUDITED:
        return ""
    problems: list[SvangrumError] = []
    firm = gather(lambda: _one_line(reviewer, "reviewer", LONGEST_REVIEWER, "passport.no-reviewer"), problems)
    if file is None:
        problems.append(SvangrumError("passport.no-report", field="file"))
    if problems or firm is None:
        raise InvalidFactsError(tuple(problems))
    return firm


def stated_day(counted_on: date, *, today: date) -> date:
    """Raises ``SvangrumError`` ``passport.future``."""
    if counted_on > today:
        raise SvangrumError("passport.future", field="counted_on", today=today)
    return counted_on


def stated_expiry(test: str, expires: date | None, *, counted_on: date, today: date) -> date:
    """The last day; without one our own choice (``lasting``).

    Raises ``SvangrumError`` ``passport.expiry-before`` for one before the day it is about, ``passport.expiry-late``,
    and ``passport.expired`` for evidence that is out of date when it is told.
    """
    latest = last_day(test, counted_on)
    stated = expires or latest
    if stated < counted_on:
        raise SvangrumError("passport.expiry-before", field="expires", counted_on=counted_on)
    if stated > latest:
        raise SvangrumError("passport.expiry-late", field="expires", months=MONTHS[test], latest=latest)
    if stated < today:
        raise SvangrumError("passport.expired", field="expires" if expires else "counted_on", expires=stated)
    return stated


def stated_text(text: str, *, field: str, missing: str = "") -> str:
    """Raises ``SvangrumError`` ``passport.text-long``, and with the code ``missing`` for nothing where one is given."""
    stripped = text.strip().replace("\r\n", "\n")
    if missing and not stripped:
        raise SvangrumError(missing, field=field)
    if len(stripped) > LONGEST_TEXT:
        raise SvangrumError("passport.text-long", field=field, longest=LONGEST_TEXT)
    return stripped


def stated_procurement(text: str) -> str:
    """On one line. Raises ``SvangrumError`` ``passport.no-procurement`` and ``passport.line-long``."""
    return _one_line(text, "procurement", LONGEST_PROCUREMENT, "passport.no-procurement")


def _one_line(text: str, field: str, longest: int, missing: str) -> str:
    """Raises ``SvangrumError`` with the code ``missing``, and ``passport.line-long``."""
    line = " ".join(text.split())
    if not line:
        raise SvangrumError(missing, field=field)
    if len(line) > longest:
        raise SvangrumError("passport.line-long", field=field, longest=longest)
    return line
