"""The procurements behind the figures: each with its verdict, the evidence in words, and any change by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.analysis.observatory.cells import UHM
from svangrum.competition.reservation import GENUINE, MIS_SET, MISSED, NOT_RESERVED, UNCLEAR
from svangrum.core.language import words, write_list
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from svangrum.analysis.reserved_review import Reviewed
    from svangrum.competition.reservation import Evidence
    from svangrum.web.observatory.asking import Asked
    from svangrum.web.observatory.written import Writer

VERDICTS = (GENUINE, MISSED, UNCLEAR, MIS_SET, NOT_RESERVED)
A_PAGE = 50
"""So many procurements stand on a page."""
_SHOWN = 3
"""So many signs stand in the list; all of them on the procurement's own page."""


@dataclass(frozen=True)
class Listed:
    """One procurement of the list. ``verdict`` is the one that holds, ``overridden`` says that a person changed it.

    ``tongue``: the language of the title, where it is known.
    """

    title: str
    tongue: str
    url: str
    about: str
    verdict: str
    evidence: str
    overridden: bool


@dataclass(frozen=True)
class Judged:
    """What was judged, and why: a procurement, or lots of it. ``changed`` tells of the override, or is empty."""

    code: str
    heading: str
    why: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Detail:
    """One procurement by itself; in TED its lots may be judged apart."""

    title: str
    tongue: str
    headline: str
    about: str
    notice: str
    judged: tuple[Judged, ...]


def in_order(reviewed: Iterable[Reviewed]) -> list[Reviewed]:
    """By verdict, then the newest first, then by title."""
    order = {code: place for place, code in enumerate(VERDICTS)}
    return sorted(
        reviewed, key=lambda one: (order[one.holds], -one.year, one.title or "", one.procurement_id, one.lots)
    )


def listed(one: Reviewed, writer: Writer) -> Listed:
    return Listed(
        title=_title(one, writer),
        tongue=_tongue(one),
        url=detail_address(one, writer.language),
        about=_about(one, writer),
        verdict=writer.words(f"observed.verdict.{one.holds}"),
        evidence=" ".join(_evidence(each, writer) for each in _strongest(one.verdict.evidence)),
        overridden=one.override is not None,
    )


def detail(several: Sequence[Reviewed], writer: Writer) -> Detail:
    """All that was judged of one procurement; ``several`` is never empty."""
    first = several[0]
    verdicts = {one.holds for one in several}
    code = f"observed.verdict-sentence.{first.holds}" if len(verdicts) == 1 else "observed.list.differ"
    return Detail(
        title=_title(first, writer),
        tongue=_tongue(first),
        headline=writer.words(code),
        about=_about(first, writer),
        notice=first.address or "",
        judged=tuple(_judged(one, place, writer, alone=len(several) == 1) for place, one in enumerate(several, 1)),
    )


def _judged(one: Reviewed, place: int, writer: Writer, *, alone: bool) -> Judged:
    lots = writer.words("observed.list.lots", lots=write_list(one.lots, writer.language))
    return Judged(
        code=f"skal-{place}",
        heading=writer.words("observed.list.evidence") if alone else lots,
        why=writer.words(f"observed.verdict-why.{one.holds}"),
        speaks_for=tuple(_evidence(each, writer) for each in one.verdict.evidence if each.speaks > 0),
        speaks_against=tuple(_evidence(each, writer) for each in one.verdict.evidence if each.speaks < 0),
        changed=_changed(one, writer),
    )


def detail_address(one: Reviewed, language: str) -> str:
    return address("observatory-procurement", language, source=one.source, procurement=one.procurement_id)


def counted(reviewed: Sequence[Reviewed], writer: Writer) -> str:
    """How many of each verdict: what the list opens with."""
    counts = {code: sum(one.holds == code for one in reviewed) for code in VERDICTS}
    return writer.words(
        "observed.list.counts",
        genuine=counts[GENUINE],
        missed=counts[MISSED],
        unclear=counts[UNCLEAR],
        misset=counts[MIS_SET],
    )


def headline(count: int, asked: Asked, writer: Writer) -> str:
    if not count:
        return writer.words("observed.list.headline-none", **writer.asked(asked))
    return writer.words("observed.list.headline", count=count, **writer.asked(asked))


def _title(one: Reviewed, writer: Writer) -> str:
    return one.title or writer.words("observed.list.untitled", id=one.procurement_id)


def _tongue(one: Reviewed) -> str:
    return "sv" if one.source == UHM and one.title else ""


def _about(one: Reviewed, writer: Writer) -> str:
    buyer = one.buyer or writer.words("observed.list.no-buyer")
    return writer.words("observed.list.about", buyer=buyer, country=writer.country(one.country), year=str(one.year))


def _strongest(evidence: Sequence[Evidence]) -> list[Evidence]:
    """What weighs most, without the base rate, which is the same for all."""
    return sorted((one for one in evidence if one.code != "base-rate"), key=lambda one: -one.weight)[:_SHOWN]


def _evidence(one: Evidence, writer: Writer) -> str:
    return words(f"reservation.evidence.{one.code}", writer.language, value=one.value)


def _changed(one: Reviewed, writer: Writer) -> tuple[str, ...]:
    if one.override is None:
        return ()
    machine = writer.words(f"observed.verdict.{one.verdict.code}")
    told = writer.words("observed.list.changed", who=one.override.who, day=one.override.day, machine=machine)
    return told, one.override.reason
