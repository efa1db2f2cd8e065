"""The procurements behind the figures: each with its verdict, the evidence in words, and any change by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.web.observatory.sums import DOUBTED, RESERVED
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from svangrum.analysis.reserved_review import Reviewed
    from svangrum.competition.reservation import Evidence
    from svangrum.web.observatory.written import Writer

VERDICTS = (*RESERVED, *DOUBTED)
A_PAGE = 50
"""So many procurements stand on a page."""


@dataclass(frozen=True)
class Listed:
    """One procurement of the list. ``verdict`` is the one that holds, ``overridden`` says that a person changed it."""

    title: str
    url: str
    about: str
    verdict: str
    evidence: str
    overridden: bool


@dataclass(frozen=True)
class Detail:
    """One procurement by itself. ``changed`` tells of the override, or is empty."""

    title: str
    headline: str
    about: str
    why: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    changed: tuple[str, ...]
    notice: str


def holding(one: Reviewed) -> str:
    """The verdict that holds: a person's where there is one, else the machine's."""
    return one.override.verdict if one.override else one.verdict.code


def in_order(reviewed: Iterable[Reviewed]) -> list[Reviewed]:
    """By verdict, then the newest first, then by title."""
    order = {code: place for place, code in enumerate(VERDICTS)}
    return sorted(
        reviewed, key=lambda one: (order.get(holding(one), len(order)), -one.year, one.title or "", one.procurement_id)
    )


def listed(one: Reviewed, writer: Writer) -> Listed:
    return Listed(
        title=_title(one, writer),
        url=detail_address(one, writer.language),
        about=_about(one, writer),
        verdict=writer.words(f"observed.verdict.{holding(one)}"),
        evidence=" ".join(_evidence(each, writer) for each in _strongest(one.verdict.evidence)),
        overridden=one.override is not None,
    )


def detail(one: Reviewed, writer: Writer) -> Detail:
    return Detail(
        title=_title(one, writer),
        headline=writer.words(f"observed.verdict-sentence.{holding(one)}"),
        about=_about(one, writer),
        why=writer.words(f"observed.verdict-why.{holding(one)}"),
        speaks_for=tuple(_evidence(each, writer) for each in one.verdict.evidence if each.speaks > 0),
        speaks_against=tuple(_evidence(each, writer) for each in one.verdict.evidence if each.speaks < 0),
        changed=_changed(one, writer),
        notice=one.address or "",
    )


def detail_address(one: Reviewed, language: str) -> str:
    return address("observatory-procurement", language, source=one.source, procurement=one.procurement_id)


def counted(reviewed: Sequence[Reviewed], writer: Writer) -> str:
    """How many of each verdict: what the list opens with."""
    counts = {code: sum(holding(one) == code for one in reviewed) for code in VERDICTS}
    return writer.words(
        "observed.list.counts",
        genuine=counts["genuine"],
        missed=counts["missed"],
        unclear=counts["unclear"],
        misset=counts["mis-set"],
    )


def _title(one: Reviewed, writer: Writer) -> str:
    return one.title or writer.words("observed.list.untitled", id=one.procurement_id)


def _about(one: Reviewed, writer: Writer) -> str:
    buyer = one.buyer or writer.words("observed.list.no-buyer")
    return writer.words("observed.list.about", buyer=buyer, country=writer.country(one.country), year=str(one.year))


def _strongest(evidence: Sequence[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda each: -abs(each.weight))[:3]


def _evidence(one: Evidence, writer: Writer) -> str:
    return words(f"reservation.evidence.{one.code}", writer.language, value=one.value)


def _changed(one: Reviewed, writer: Writer) -> tuple[str, ...]:
    if one.override is None:
        return ()
    machine = writer.words(f"observed.verdict.{one.verdict.code}")
    told = writer.words("observed.list.changed", who=one.override.who, day=one.override.day, machine=machine)
    return told, one.override.reason
