"""How far each procurement is trusted to be reserved, and the counted lots of other sources, for the posterior."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.analysis.reserved_abroad import Abroad, Known, lot_of
from svangrum.analysis.reserved_errors import read_labels, trust
from svangrum.analysis.reserved_facts import statistics_of
from svangrum.analysis.reserved_overrides import read_overrides
from svangrum.analysis.reserved_review import review
from svangrum.analysis.zero_tenders import WITH_A_CALL
from svangrum.competition.reservation import GENUINE, INTEGRATION, MISSED, UNCLEAR, verdict
from svangrum.facts.engine import open_store
from svangrum.facts.store import current

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from svangrum.analysis.lots import Lot
    from svangrum.analysis.reserved_review import Reviewed
    from svangrum.facts.engine import Facts

LEAST_OPEN = 200
"""A country with fewer counted open lots is left out: there is nothing to hold its reserved lots against."""

MOST_OPEN = 20_000
_DECIDED = {GENUINE: 1.0, MISSED: 1.0, UNCLEAR: 0.5}
_NO_CALL = "sans"
_KEYS = ("procedure_id", "linked_competition_notice_id", "notice_id")


def all_that_is_known(facts: Facts, store: Path) -> Known:
    """Everything in a data directory that updates the reserved answer, what people have decided among it."""
    years = facts.table("procurements").select("year").distinct().to_pyarrow().column("year").to_pylist()
    return Known(statistics_trust(facts, store), abroad(store, set(years)))


def statistics_trust(facts: Facts, store: Path | None = None) -> dict[str, float]:
    """Procurement → chance that it is reserved, for those with a flag or that say so in words.

    By the verdict of the signs, and by what people have decided where there is a ``store`` to look in.
    """
    known = trust(read_labels())
    judged = ((one.procurement_id, verdict(one.facts)) for one in statistics_of(facts))
    found = {id_: known[one.code] for id_, one in judged if one.instrument == INTEGRATION}
    for (source, id_), decided in read_overrides(store).items() if store else ():
        if source == "uhm":
            found[id_] = _DECIDED.get(decided.verdict, 0.0)
    return dict(sorted(found.items()))


def abroad(store: Path, years: Collection[int]) -> tuple[Abroad, ...]:
    """Every source and country but the statistics with reserved lots to count and open ones to hold them against.

    ``years``: of the statistics, whose purchases are not counted again among Sweden's notices.
    """
    contracts = _contracts(store) if current(store, "decp") else []
    notices = list(_notices(store, years)) if current(store, "lots") else []
    counted_twice = {one.country for one in contracts}
    return (*contracts, *(one for one in notices if one.country not in counted_twice))


def _trusted(one: Reviewed, known: Mapping[str, float]) -> float:
    return _DECIDED.get(one.override.verdict, 0.0) if one.override else known[one.verdict.code]


def _counts(one: Reviewed) -> bool:
    return one.override is not None or one.verdict.instrument == INTEGRATION


def _largest(chances: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Procurement → the chance of its lot that is trusted most: its lots are taken to be reserved together."""
    held: dict[str, float] = {}
    for procurement, chance in chances:
        held[procurement] = max(chance, held.get(procurement, 0.0))
    return held


def _notices(store: Path, years: Collection[int]) -> Iterator[Abroad]:
    """TED's results with an exact count, by country; a result carries its own marks or its competition's."""
    known = trust(read_labels())
    lots = open_store(store).lots()
    counted = lots.filter(lots.notice_kind == "result", lots.tenders_kind == "exact", lots.procedure.isin(WITH_A_CALL))
    judged = {
        (one.procurement_id, lot): _trusted(one, known)
        for one in review(store, "lots")
        if one.kind == "result" and _counts(one)
        for lot in one.lots
    }
    marked = counted.filter(counted.notice_id.isin(sorted({notice for notice, _ in judged})))
    rows = [row for row in _read(marked) if (row["notice_id"], row["lot_id"]) in judged]
    for country in sorted({row["country"] for row in rows if row["country"]}):
        own = [row for row in rows if row["country"] == country and not (country == "SE" and row["year"] in years)]
        open_rows = _open_notices(counted, country, {row["notice_id"] for row in rows})
        if own and len(open_rows) >= LEAST_OPEN:
            chances = _largest((_procurement(row), judged[row["notice_id"], row["lot_id"]]) for row in own)
            yield Abroad("ted", country, _lots(open_rows), _lots(own, reserved=True), chances)


def _open_notices(counted: Any, country: str, reserved: Collection[str]) -> list[dict[str, Any]]:  # noqa: ANN401
    """The latest of a country's lots that nothing marks as reserved."""
    unmarked = counted.reserved_participation.isnull() | (counted.reserved_participation == "none")
    not_executed = counted.reserved_execution.isnull() | ~counted.reserved_execution
    return [
        row
        for row in _read(counted.filter(counted.country == country, unmarked, not_executed), limit=MOST_OPEN)
        if row["notice_id"] not in reserved
    ]


def _read(table: Any, limit: int | None = None) -> list[dict[str, Any]]:  # noqa: ANN401 - ibis ships no types
    columns = ("lot_id", "country", "tenders_received", "cpv_main", *_KEYS)
    ordered = table.order_by(table.published_on.desc(), table.notice_id, table.lot_id)
    told = ordered.select(*columns, year=ordered.published_on.year())
    return list((told if limit is None else told.limit(limit)).to_pyarrow().to_pylist())


def _procurement(row: Mapping[str, Any]) -> str:
    return next(str(row[key]) for key in _KEYS if row[key])


def _lots(rows: list[dict[str, Any]], *, reserved: bool = False) -> tuple[Lot, ...]:
    lots = (
        lot_of(
            _procurement(row),
            f"{row['notice_id']} {row['lot_id']}",
            row["tenders_received"],
            row["year"],
            row["cpv_main"],
            reserved=reserved,
        )
        for row in rows
    )
    return tuple(sorted(lots, key=lambda lot: (lot.procurement_id, lot.lot_id)))


def _contracts(store: Path) -> list[Abroad]:
    """French contracts that were open to competition and tell how many offers came; call-offs are left out."""
    known = trust(read_labels())
    contracts = open_store(store).contracts()
    counted = contracts.filter(
        contracts.offers_received.notnull(),
        contracts.framework_id.isnull(),
        contracts.procedure.isnull() | ~contracts.procedure.contains(_NO_CALL),
    )
    judged = {(one.procurement_id, one.lots[0]): _trusted(one, known) for one in review(store, "decp") if _counts(one)}
    contract_ids = sorted({contract for contract, _ in judged})
    marked = counted.filter(counted.contract_id.isin(contract_ids))
    told = marked.order_by("contract_id", "lot").to_pyarrow().to_pylist()
    rows = [row for row in told if (row["contract_id"], str(row["lot"])) in judged]
    latest = counted.filter(~counted.reserved, counted.contract_id.notin(contract_ids)).order_by(
        counted.notified.desc(), counted.contract_id, counted.lot
    ).limit(MOST_OPEN)  # fmt: skip
    open_rows = latest.to_pyarrow().to_pylist()
    if not rows or len(open_rows) < LEAST_OPEN:
        return []
    chances = _largest((row["contract_id"], judged[row["contract_id"], str(row["lot"])]) for row in rows)
    return [Abroad("decp", "FR", _contract_lots(open_rows), _contract_lots(rows, reserved=True), chances)]


def _contract_lots(rows: list[dict[str, Any]], *, reserved: bool = False) -> tuple[Lot, ...]:
    lots = (
        lot_of(row["contract_id"], str(row["lot"]), row["offers_received"], row["year"], row["cpv"], reserved=reserved)
        for row in rows
    )
    return tuple(sorted(lots, key=lambda lot: (lot.procurement_id, lot.lot_id)))
