"""What an answer rests on: the acts it cites and how far they were read, the statistics, the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum import __version__
from svangrum.core.findings import Message
from svangrum.core.sources import acts
from svangrum.core.sources import sources as pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.advice.supply import Supply
    from svangrum.analysis.comparables import Comparables
    from svangrum.competition.tenders import Market
    from svangrum.core.findings import Value
    from svangrum.core.sources import Act
    from svangrum.law.assess import Assessment

_CPV_URL = "http://data.europa.eu/eli/reg/2008/213/oj"


@dataclass(frozen=True)
class Source:
    """Where something comes from, and its address when it has one."""

    message: Message
    url: str | None = None


def sources(
    assessment: Assessment,
    market: Market,
    comparables: Comparables | None = None,
    supply: Supply | None = None,
    *,
    as_of: date,
) -> Iterator[Source]:
    """The sources of one answer, in the order they are shown."""
    cited = dict.fromkeys(citation.act for finding in assessment.findings for citation in finding.citations)
    yield from (_act(acts()[code]) for code in cited)
    yield Source(Message("source.statistics", market.provenance.values))
    yield Source(Message("source.method", market.provenance.values))
    for loaded in comparables.loaded if comparables else ():
        values = {"attribution": loaded.attribution, "first": loaded.first_year, "last": loaded.last_year}
        yield Source(Message("source.comparables", values))
    if supply is not None:
        page = pages()["far-19-502-2"]
        yield Source(Message("source.two-suppliers", {"title": page.title, "entries": supply.entries}), page.url)
    yield Source(Message("source.cpv"), _CPV_URL)
    yield Source(Message("source.engine", {"version": __version__, "day": as_of}))


def _act(act: Act) -> Source:
    if act.consolidated_through is None:
        return Source(Message("source.act-unread", {"act": act, "number": act.number}), act.url)
    values: dict[str, Value] = {"act": act, "number": act.number, "day": act.consolidated_through}
    if act.last_amendment is None:
        return Source(Message("source.act-unamended", values), act.url)
    return Source(Message("source.act", values | {"amendment": act.last_amendment}), act.url)
