"""Courage: how often the reserved are taken to court, beside all others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from svangrum.analysis.observatory.sums import grouped, in_groups, total
from svangrum.competition.reservation import GENUINE, MISSED
from svangrum.competition.shares import interval
from svangrum.documents.estimates import Estimate, estimate_chart
from svangrum.web.observatory.figures import Figure, Table, Told, charts
from svangrum.web.observatory.written import FEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.analysis.observatory.cells import Cell, Observatory
    from svangrum.analysis.observatory.sums import Sum
    from svangrum.web.observatory.asking import Asked
    from svangrum.web.observatory.written import Writer


def reviews(observatory: Observatory, asked: Asked, writer: Writer) -> Told:
    cells = observatory.cells(asked.source, asked.country, asked.years, "all")
    buyers = observatory.cells(asked.source, asked.country, asked.years, "buyer")
    groups = {name: found for name, found in in_groups(cells).items() if found.review_known or name == "reserved"}
    known = any(found.review_known for found in groups.values())
    return Told(
        headline=_headline(groups, asked, writer),
        lead=tuple(_lead(groups, cells, writer)) if known else (writer.words("observed.reviews.elsewhere"),),
        figures=(_beside(groups, asked, writer), _buyers(buyers, writer)) if known else (),
        method=(
            writer.words(f"observed.source.{asked.source}.limits"),
            writer.words("observed.reviews.method"),
            writer.words("observed.method.interval"),
            writer.words("observed.method.verdict"),
        ),
        dimensions=("all", "buyer"),
    )


def _headline(groups: dict[str, Sum], asked: Asked, writer: Writer) -> str:
    if "other" not in groups:
        return writer.words("observed.reviews.headline-unknown", **writer.asked(asked))
    reserved, other = groups["reserved"], groups["other"]
    if not reserved.review_known:
        share = writer.share(other.reviewed, other.review_known)
        return writer.words("observed.reviews.headline-others", share=share, **writer.asked(asked))
    told = {"of": reserved.review_known, "others": other.reviewed, "of_others": other.review_known}
    if not reserved.reviewed:
        return writer.words("observed.reviews.headline-none", **told)
    return writer.words("observed.reviews.headline", reviewed=reserved.reviewed, **told)


def _lead(groups: dict[str, Sum], cells: Sequence[Cell], writer: Writer) -> Iterator[str]:
    yield writer.words("observed.reviews.courage")
    reserved, other = groups["reserved"], groups.get("other")
    if not reserved.review_known or other is None:
        return
    low, high = interval(reserved.reviewed, reserved.review_known)
    if reserved.review_known < FEW:
        yield _boxes(cells, writer)
    yield writer.words("observed.reviews.wide", between=writer.between(reserved.reviewed, reserved.review_known))
    inside = other.review_known and low <= other.reviewed / other.review_known <= high
    yield writer.words("observed.reviews.says-nothing" if inside else "observed.reviews.outside")


def _boxes(cells: Sequence[Cell], writer: Writer) -> str:
    """Those with the box ticked and those without, apart."""
    ticked, empty = (total([one for one in cells if one.status == status]) for status in (GENUINE, MISSED))
    return writer.words(
        "observed.reviews.boxes",
        ticked=ticked.reviewed,
        of_ticked=ticked.review_known,
        empty=empty.reviewed,
        of_empty=empty.review_known,
    )


def _beside(groups: dict[str, Sum], asked: Asked, writer: Writer) -> Figure:
    bars = [
        _estimate(writer.words(f"observed.group.{name}"), found, writer, hollow=name == "other")
        for name, found in groups.items()
    ]
    title = writer.words("observed.reviews.chart-title", **writer.asked(asked))
    rows = tuple((writer.words(f"observed.group.{name}"), *_row(found, writer)) for name, found in groups.items())
    return Figure(
        code="domstol",
        heading=writer.words("observed.reviews.beside"),
        charts=charts(
            partial(estimate_chart, bars), "reviews", title, " ".join(f"{one.name}: {one.says}" for one in bars)
        ),
        caption=writer.words("observed.reviews.caption"),
        tables=(Table(title, _head(writer, "group"), rows),),
    )


def _estimate(name: str, found: Sum, writer: Writer, *, hollow: bool) -> Estimate:
    if not found.review_known:
        return Estimate(name, writer.words("observed.none-counted"), None)
    low, high = interval(found.reviewed, found.review_known)
    says = writer.words(
        "observed.reviews.bar",
        share=writer.share(found.reviewed, found.review_known),
        between=writer.between(found.reviewed, found.review_known),
        reviewed=found.reviewed,
        of=found.review_known,
    )
    return Estimate(name, says, found.reviewed / found.review_known, low, high, hollow)


def _row(found: Sum, writer: Writer) -> tuple[str, ...]:
    return (
        writer.number(found.review_known),
        writer.number(found.reviewed),
        writer.part(found.reviewed, found.review_known),
        writer.within(found.reviewed, found.review_known),
    )


def _buyers(cells: Sequence[Cell], writer: Writer) -> Figure:
    """All procurements by who buys: of the reserved there are too few to part."""
    found = {str(buyer): total(several) for buyer, several in grouped(cells, lambda one: one.member).items()}
    shown = {buyer: one for buyer, one in found.items() if one.review_known}
    bars = [_estimate(writer.member("buyer", buyer), one, writer, hollow=True) for buyer, one in shown.items()]
    title = writer.words("observed.reviews.buyers-title")
    rows = tuple((writer.member("buyer", buyer), *_row(one, writer)) for buyer, one in shown.items())
    return Figure(
        code="kopare",
        heading=writer.words("observed.reviews.buyers"),
        says=(writer.words("observed.reviews.buyers-says"),),
        charts=charts(
            partial(estimate_chart, bars), "buyers", title, " ".join(f"{one.name}: {one.says}" for one in bars)
        ),
        tables=(Table(title, _head(writer, "buyer"), rows),),
    )


def _head(writer: Writer, first: str) -> tuple[str, ...]:
    columns = (first, "review-known", "reviewed", "share", "between")
    return tuple(writer.words(f"observed.column.{one}") for one in columns)
