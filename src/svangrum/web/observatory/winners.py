"""Who wins: kinds of winners of the reserved and of all others, and what the contracts are worth."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from svangrum.analysis.observatory.cells import UHM, UNKNOWN
from svangrum.analysis.observatory.sums import in_groups
from svangrum.competition.reservation import GENUINE, MIS_SET, MISSED, UNCLEAR
from svangrum.documents.estimates import Estimate, estimate_chart
from svangrum.web.observatory.figures import Figure, Table, Told, charts
from svangrum.web.observatory.written import WINNERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from svangrum.analysis.observatory.cells import Cell, Observatory
    from svangrum.analysis.observatory.sums import Sum
    from svangrum.analysis.reserved_review import Reviewed
    from svangrum.web.observatory.asking import Asked
    from svangrum.web.observatory.written import Writer

_RESERVED = (GENUINE, MISSED)
_FLAGGED = (GENUINE, UNCLEAR, MIS_SET)
_SOCIAL_SIGNS = ("winner-social", "winner-association")


def winners(observatory: Observatory, asked: Asked, writer: Writer) -> Told:
    cells = observatory.cells(asked.source, asked.country, asked.years, "winner")
    every = observatory.cells(asked.source, asked.country, asked.years, "all")
    judged = observatory.reserved(asked.source, asked.country, asked.years)
    kinds = {kind: in_groups(one for one in cells if one.member == kind) for kind in WINNERS}
    kinds = {kind: found for kind, found in kinds.items() if any(one.procurements for one in found.values())}
    return Told(
        headline=_headline(kinds, _counted(cells, judged, _RESERVED), asked, writer),
        lead=tuple(_lead(cells, judged, writer)),
        figures=(_who(kinds, writer), _worth(kinds, in_groups(every), asked, writer)),
        method=(
            writer.words(f"observed.source.{asked.source}.limits"),
            writer.words("observed.winners.method"),
            writer.words("observed.method.verdict"),
        ),
        dimensions=("winner", "all"),
    )


def _won(kinds: Mapping[str, Mapping[str, Sum]], group: str) -> int:
    return sum(found[group].procurements for found in kinds.values())


def _headline(kinds: Mapping[str, Mapping[str, Sum]], won: dict[str, int], asked: Asked, writer: Writer) -> str:
    if not any(found["reserved"].procurements for kind, found in kinds.items() if kind != UNKNOWN):
        return writer.words("observed.winners.headline-none", **writer.asked(asked))
    return writer.words("observed.winners.headline", **won)


def _lead(cells: Sequence[Cell], judged: Sequence[Reviewed], writer: Writer) -> Iterator[str]:
    yield writer.words("observed.winners.a-sign")
    flagged = _counted(cells, judged, _FLAGGED)
    if flagged["of"]:
        yield writer.words("observed.winners.flagged", **flagged)
    yield writer.words("observed.competition.no-effect")
    yield writer.words("observed.winners.counted")
    yield writer.words("observed.winners.by-name")


def _counted(cells: Sequence[Cell], judged: Sequence[Reviewed], verdicts: Collection[str]) -> dict[str, int]:
    """Procurements with these verdicts by who won. Of mixed winners the signs tell whether a social one was there."""
    won = Counter[str]()
    for one in cells:
        if one.status in verdicts:
            won[one.member] += one.procurements
    social = {
        one.procurement_id
        for one in judged
        if one.holds in verdicts and any(sign.code in _SOCIAL_SIGNS for sign in one.verdict.evidence)
    }
    alone = won["association"] + won["social"]
    together = min(max(len(social) - alone, 0), won["several"])
    return {"of": won.total(), "samhall": won["samhall"], "social": alone + together, "unknown": won[UNKNOWN]}


def _who(kinds: Mapping[str, Mapping[str, Sum]], writer: Writer) -> Figure:
    of, of_other = _won(kinds, "reserved"), _won(kinds, "other")
    bars, rows = [], []
    for kind, found in sorted(kinds.items(), key=lambda item: -item[1]["reserved"].procurements):
        name, count, other = writer.member("winner", kind), found["reserved"].procurements, found["other"].procurements
        if count:
            says = writer.words("observed.winners.bar", count=count, of=of, share=writer.share(other, of_other))
            bars.append(Estimate(name, says, float(count)))
        rows.append(
            (
                name,
                writer.number(count),
                writer.part(count, of),
                writer.number(found["clause"].procurements),
                writer.number(other),
                writer.part(other, of_other),
            )
        )
    title = writer.words("observed.winners.who-title")
    head = ("winner", "reserved", "share", "clause", "other", "share")
    return Figure(
        code="vem",
        heading=writer.words("observed.winners.who"),
        charts=charts(
            partial(estimate_chart, bars), "winners", title, " ".join(f"{one.name}: {one.says}." for one in bars)
        ),
        caption=writer.words("observed.winners.caption", reserved=of, other=of_other),
        tables=(Table(title, _head(writer, head), tuple(rows)),),
    )


def _worth(kinds: Mapping[str, Mapping[str, Sum]], every: Mapping[str, Sum], asked: Asked, writer: Writer) -> Figure:
    title = writer.words("observed.winners.worth-title")
    groups = tuple(
        (
            writer.words(f"observed.group.{name}"),
            writer.number(found.procurements),
            writer.number(found.valued),
            writer.money(found.values),
        )
        for name, found in every.items()
        if found.procurements
    )
    by_kind = tuple(
        (
            writer.member("winner", kind),
            writer.number(found["reserved"].procurements),
            writer.number(found["reserved"].valued),
            writer.money(found["reserved"].values),
        )
        for kind, found in kinds.items()
        if found["reserved"].procurements
    )
    reserved = every["reserved"]
    return Figure(
        code="varde",
        heading=writer.words("observed.winners.worth"),
        says=(_worth_says(reserved, writer),),
        tables=(
            Table(title, _head(writer, ("group", "procurements", "valued", "value")), groups),
            Table(
                writer.words("observed.winners.worth-kinds"),
                _head(writer, ("winner", "reserved", "valued", "value")),
                by_kind,
            ),
        ),
        notes=(*_ceiling(asked, writer), writer.words("observed.winners.worth-note")),
    )


def _ceiling(asked: Asked, writer: Writer) -> tuple[str, ...]:
    """Only the Swedish statistics tell the ceiling; the others tell what was awarded."""
    return (writer.words("observed.winners.worth-ceiling"),) if asked.source == UHM else ()


def _worth_says(reserved: Sum, writer: Writer) -> str:
    if not reserved.values:
        return writer.words("observed.winners.worth-unknown")
    return writer.words(
        "observed.winners.worth-says",
        value=writer.money(reserved.values),
        valued=reserved.valued,
        of=reserved.procurements,
    )


def _head(writer: Writer, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(writer.words(f"observed.column.{one}") for one in columns)
