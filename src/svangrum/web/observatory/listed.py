"""The procurements behind the figures: each with its verdict, the evidence in words, and any change by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.analysis.observatory.cells import UHM
from svangrum.analysis.reserved_errors import errors, label_of, read_labels
from svangrum.analysis.reserved_words import sign_words
from svangrum.competition.reservation import GENUINE, MIS_SET, MISSED, NOT_RESERVED, UNCLEAR
from svangrum.core.language import words, write_list, write_number
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

    ``tongue``: the language of the title, where it is known. ``reader``: what the project's reader concluded, or empty.
    """

    title: str
    tongue: str
    url: str
    about: str
    verdict: str
    evidence: str
    overridden: bool
    reader: str


@dataclass(frozen=True)
class Judged:
    """What was judged, and why: a procurement, or lots of it. ``changed`` tells of the override, or is empty.

    ``reader`` and ``reason``: what the project's reader concluded, and why in English, or empty.
    """

    code: str
    heading: str
    why: str
    chance: tuple[str, ...]
    reader: tuple[str, ...]
    reason: str
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
        verdict=_verdict(one, writer),
        evidence=" ".join(_evidence(each, writer) for each in _strongest(one.verdict.evidence)),
        overridden=one.override is not None,
        reader=" ".join(_reader(one, writer, "reader")),
    )


def detail(several: Sequence[Reviewed], writer: Writer) -> Detail:
    """All that was judged of one procurement; ``several`` is never empty."""
    first = several[0]
    differ = len({one.holds for one in several}) > 1
    return Detail(
        title=_title(first, writer),
        tongue=_tongue(first),
        headline=writer.words("observed.list.differ") if differ else _sentence(first, writer),
        about=_about(first, writer),
        notice=first.address or "",
        judged=tuple(_judged(one, place, writer, alone=len(several) == 1) for place, one in enumerate(several, 1)),
    )


def _judged(one: Reviewed, place: int, writer: Writer, *, alone: bool) -> Judged:
    label = label_of(one.source, one.procurement_id)
    lots = writer.words("observed.list.lots", lots=write_list(one.lots, writer.language))
    return Judged(
        code=f"skal-{place}",
        heading=writer.words("observed.list.evidence") if alone else lots,
        why=writer.words(f"observed.verdict-why.{one.holds}"),
        chance=tuple(_chance(one, writer)),
        reader=tuple(_reader(one, writer, "reader-says")),
        reason=label.reason if label else "",
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
        none=counts[NOT_RESERVED],
    )


def how_sure(writer: Writer) -> tuple[str, ...]:
    """That the verdicts are assessments, and how often those the signs are sure of were right."""
    found = errors([label for label in read_labels() if label.flagged])
    sure = found.bands[-1]
    told = {"n": found.n, "sure": sure.n, "reserved": sure.reserved, "unclear": sure.unclear}
    return (
        writer.words("observed.list.by-signs"),
        writer.words("observed.list.errors", **told),
        writer.words("observed.list.method"),
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
    return sign_words(one, writer.language)


def _verdict(one: Reviewed, writer: Writer) -> str:
    """A person's verdict stands as it is; that of the signs is only likely."""
    if one.override is None:
        return writer.words(f"observed.verdict.{one.holds}")
    return _as_decided(one.holds, writer).capitalize()


def _sentence(one: Reviewed, writer: Writer) -> str:
    if one.override is None:
        return writer.words(f"observed.verdict-sentence.{one.holds}")
    return writer.words("observed.decided", who=one.override.who, verdict=_as_decided(one.holds, writer))


def _as_decided(code: str, writer: Writer) -> str:
    return words(f"reservation.verdict.{code}", writer.language)


def _chance(one: Reviewed, writer: Writer) -> Iterator[str]:
    yield writer.words(
        "observed.list.chance", chance=write_number(round(100 * one.verdict.probability), writer.language)
    )
    if _by_title(one):
        yield writer.words("observed.list.by-title")


def _by_title(one: Reviewed) -> bool:
    """Whether nothing but the box and words of the title tells anything."""
    told = [sign for sign in one.verdict.evidence if sign.code != "base-rate" and not sign.code.startswith("flag-")]
    title = (one.title or "").lower()
    return bool(told) and all(sign.code.startswith("text-") and str(sign.value).lower() in title for sign in told)


def _reader(one: Reviewed, writer: Writer, code: str) -> Iterator[str]:
    """What the project's reader concluded of it, and whether the signs say otherwise; nothing where nobody read it."""
    label = label_of(one.source, one.procurement_id)
    if label is None:
        return
    yield writer.words(f"observed.list.{code}", label=_as_decided(label.label, writer))
    if label.label != one.verdict.code:
        yield writer.words("observed.list.reader-differs")


def _changed(one: Reviewed, writer: Writer) -> tuple[str, ...]:
    if one.override is None:
        return ()
    machine = writer.words(f"observed.verdict.{one.verdict.code}")
    told = writer.words("observed.list.changed", who=one.override.who, day=one.override.day, machine=machine)
    return told, one.override.reason
