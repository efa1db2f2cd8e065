"""What the facts tell of procurements that are or may be reserved, in the form that the signs are weighed in.

Only what carries a flag is read, what may say in words that it is reserved, and what is asked for by name. The engine
finds it, so that ten million lots take seconds.
"""

from __future__ import annotations

import functools
import operator
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svangrum.competition.reservation import ReservationFacts
from svangrum.competition.reservation_signs import reserving_stems
from svangrum.competition.winner_kinds import SOLE_TRADER, winner_kind
from svangrum.facts.engine import STATISTICS, open_facts, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from svangrum.facts.engine import Facts

_PUBLICATION = re.compile(r"\d{1,8}-\d{4}")
_TED = "https://ted.europa.eu/en/notice/-/detail/{}"
_MARKS = ("reserved_participation", "reserved_execution")
_READ = (
    "notice_id",
    "notice_kind",
    "country",
    "published_on",
    "buyer_name",
    "lot_id",
    "title",
    "cpv_main",
    "performance_terms",
    "winner_names",
    "legal_basis",
    *_MARKS,
)


@dataclass(frozen=True)
class Gathered:
    """One procurement, or the lots of one notice that are marked alike, with the facts that the signs speak of."""

    procurement_id: str
    year: int
    facts: ReservationFacts
    address: str | None = None
    lots: tuple[str, ...] = ()
    kind: str | None = None

    @property
    def title(self) -> str | None:
        return next(iter(self.facts.titles), None)


def gather(store: Path, dataset: str, ids: Collection[str], *, alone: bool = False) -> tuple[Gathered, ...]:
    """What is flagged, what may say that it is reserved, and ``ids``; only ``ids`` where they are to be ``alone``.

    In the order of procurement and lots. Raises ``SvangrumError`` ``facts.none``; ``KeyError`` for another dataset.
    """
    found = _READERS[dataset](store, sorted(ids), alone=alone)
    return tuple(sorted(found, key=lambda one: (one.procurement_id, one.lots)))


def _says(*texts: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Whether any of the texts may hold a phrase that reserves: each phrase holds one of the stems."""
    folded = [text.lower() for text in texts]
    return functools.reduce(operator.or_, (text.contains(stem) for text in folded for stem in reserving_stems()))


def _statistics(store: Path, ids: Sequence[str], *, alone: bool) -> Iterable[Gathered]:
    return statistics_of(open_facts(store), ids, alone=alone)


def statistics_of(facts: Facts, ids: Sequence[str] = (), *, alone: bool = False) -> Iterator[Gathered]:
    """``gather`` for the statistics, from facts that are open already."""
    table = facts.table("procurements")
    named = table.procurement_id.isin(ids)
    flagged = table.reserved_participation | table.reserved_execution
    rows = table.filter(named if alone else named | flagged | _says(table.title)).to_pyarrow().to_pylist()
    won = facts.table("winners")
    winners = won.filter(won.procurement_id.isin([row["procurement_id"] for row in rows])).to_pyarrow().to_pylist()
    kinds: dict[str, set[str]] = {}
    for winner in winners:
        kinds.setdefault(winner["procurement_id"], set()).add(statistics_kind(winner))
    return (_statistics_row(row, kinds.get(row["procurement_id"], set())) for row in rows)


def statistics_kind(winner: Mapping[str, Any]) -> str:
    """The kind of a row of the statistics' winners: a natural person is in business alone."""
    if winner["natural_person"]:
        return SOLE_TRADER
    return winner_kind(winner["supplier_name"], legal_form=winner["supplier_legal_form"])


def _statistics_row(row: Mapping[str, Any], kinds: set[str]) -> Gathered:
    facts = ReservationFacts(
        country="SE",
        flag_participation=row["reserved_participation"],
        flag_execution=row["reserved_execution"],
        titles=(row["title"],) if row["title"] else (),
        cpv=row["cpv"],
        winners=tuple(sorted(kinds)),
        buyer_name=row["buyer_name"],
        legal_basis=row["legal_basis"],
    )
    return Gathered(row["procurement_id"], row["year"], facts)


def _notices(store: Path, ids: Sequence[str], *, alone: bool) -> Iterable[Gathered]:
    lots = open_store(store).lots()
    named = lots.notice_id.isin(ids)
    marked = lots.reserved_participation.isin(["res-ws", "res-pub-ser"]) | lots.reserved_execution
    speaks = marked | _says(lots.title, lots.performance_terms)
    chosen = lots.filter(lots.published_on.notnull(), named if alone else named | speaks)
    rows = chosen.select(*_READ).order_by("notice_id", "lot_id").to_pyarrow().to_pylist()
    alike: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        alike.setdefault((row["notice_id"], *(row[mark] for mark in _MARKS)), []).append(row)
    return (_notice_row(lots_) for lots_ in alike.values())


def _notice_row(lots: list[Mapping[str, Any]]) -> Gathered:
    first = lots[0]
    participation, country = first["reserved_participation"], first["country"] or ""
    titles = dict.fromkeys(lot["title"] for lot in lots if lot["title"])
    winners = {winner_kind(name, country=country) for lot in lots for name in lot["winner_names"] or () if name}
    facts = ReservationFacts(
        country=country,
        flag_participation=None if participation is None else participation == "res-ws",
        flag_execution=first["reserved_execution"],
        flag_mission=None if participation is None else participation == "res-pub-ser",
        titles=tuple(titles),
        terms=next((lot["performance_terms"] for lot in lots if lot["performance_terms"]), None),
        cpv=_commonest(lot["cpv_main"] for lot in lots),
        winners=tuple(sorted(winners)),
        buyer_name=first["buyer_name"],
        legal_basis=first["legal_basis"],
    )
    return Gathered(
        procurement_id=first["notice_id"],
        year=first["published_on"].year,
        facts=facts,
        address=_TED.format(first["notice_id"]) if _PUBLICATION.fullmatch(first["notice_id"]) else None,
        lots=tuple(lot["lot_id"] for lot in lots),
        kind=first["notice_kind"],
    )


def _commonest(codes: Iterable[str | None]) -> str | None:
    counted = Counter(code for code in codes if code)
    return min(counted, key=lambda code: (-counted[code], code), default=None)


def _contracts(store: Path, ids: Sequence[str], *, alone: bool) -> Iterable[Gathered]:
    contracts = open_store(store).contracts()
    named = contracts.contract_id.isin(ids)
    rows = contracts.filter(named if alone else named | contracts.reserved | _says(contracts.title))
    return (_contract_row(row) for row in rows.order_by("contract_id", "lot").to_pyarrow().to_pylist())


def _contract_row(row: Mapping[str, Any]) -> Gathered:
    facts = ReservationFacts(
        country="FR",
        flag_participation=row["reserved"],
        titles=(row["title"],) if row["title"] else (),
        cpv=row["cpv"],
        winners=tuple(sorted(_holder_kinds(row))),
        buyer_name=row["buyer_name"],
    )
    return Gathered(row["contract_id"], row["year"], facts, lots=(str(row["lot"]),))


def _holder_kinds(row: Mapping[str, Any]) -> set[str]:
    """Kinds of winners; a holder whose name was left out, and who may be no person, tells nothing."""
    holders = zip(row["holder_names"] or (), row["holder_kinds"] or (), strict=True)
    kinds = (SOLE_TRADER if kind == "person" else name and winner_kind(name, country="FR") for name, kind in holders)
    return {kind for kind in kinds if kind}


_READERS: Mapping[str, Callable[..., Iterable[Gathered]]] = {
    STATISTICS: _statistics,
    "lots": _notices,
    "decp": _contracts,
}
