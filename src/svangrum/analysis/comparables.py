"""The published purchases most like one: why they are like it, and what they got.

The order is by points (``analysis.likeness``), then the latest first, then by source and number: the same facts give
the same list. One procurement counts once, with its lots together. Only what was published before ``as_of`` is read.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from svangrum.analysis.judge import Judge, Judged, speaks_of_reservation
from svangrum.analysis.likeness import LEAST_VALUE, REASONS, Reason, Wanted, likeness, reasons
from svangrum.competition.reservation import GENUINE, MISSED, UNCLEAR
from svangrum.core.money import Money
from svangrum.facts.store import held_identity
from svangrum.matching.cpv_words import suggest_cpv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from svangrum.facts.manifest import Manifest

__all__ = ["NOT_ASKED", "Comparable", "Comparables", "Loaded", "Wanted", "comparables"]

NOTICE = "https://ted.europa.eu/en/notice/-/detail/{number}"
"""Where a notice of TED can be read by anyone."""

_NUMBER_IN_TED = re.compile(r"CAN-[A-Z]{2}-(?P<year>\d{4})/S\d{3}-0*(?P<number>\d{1,6})-")
"""How an id of the Swedish statistics states the number that the result has in the OJ S."""

PERHAPS_A_PERSON = frozenset({"sole-trader", "unknown"})
"""Kinds of winner that are, or may be, a natural person. What such a one won for is that person's income."""

RESERVED_FIRST = 3
"""Reserved purchases that stand before the others, when the purchase may be reserved."""

STATISTICS, TED = "statistics", "lots"
DATASETS = (STATISTICS, TED)
_GUESSES = 2
_ORDER = [
    ("points", "descending"),
    ("day", "descending"),
    *((name, "ascending") for name in ("dataset", "procurement", "lot", "notice")),
]
_SAME_PURCHASE_DAYS = 730
_STANDS_FIRST = (GENUINE, MISSED, UNCLEAR)
_Key: TypeAlias = tuple[str, str]
"""A procurement: its dataset and its id."""


@dataclass(frozen=True)
class Comparable:
    """One published procurement. ``tenders`` has the tenders of each of its lots that was compared, fewest first.

    ``winners`` are kinds, each once; nobody is named. ``value`` is what was contracted, in kronor at the month's rate.
    Where a winner is not told, or is or may be a natural person, ``winners`` is empty and ``value`` is None.
    ``address`` is where the notice can be read, ``database`` where it was advertised when there is no address.
    ``reserved`` is a verdict on its mark as reserved, or None when it has none.
    """

    dataset: str
    procurement: str
    title: str
    buyer: str | None
    country: str
    day: date
    cpv: str
    points: int
    reasons: tuple[Reason, ...]
    tenders: tuple[int, ...]
    tenders_kind: str
    winners: tuple[str, ...]
    value: Money | None
    address: str | None
    database: str | None
    reserved: str | None


class Loaded(NamedTuple):
    """A snapshot that was asked. ``identity`` names it for whoever wants to ask again."""

    dataset: str
    identity: str
    attribution: str
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True)
class Comparables:
    """The list, and which facts it was sought in. ``damaged``: datasets that are there and could not be read."""

    found: tuple[Comparable, ...]
    loaded: tuple[Loaded, ...]
    damaged: tuple[str, ...] = ()

    @property
    def snapshots(self) -> tuple[str, ...]:
        return tuple(f"{one.dataset}/{one.identity}" for one in self.loaded)


NOT_ASKED = Comparables((), ())
"""Where no store was pointed out."""


def comparables(store: Path, wanted: Wanted, *, as_of: date, limit: int = 10) -> Comparables:
    """The ``limit`` procurements in ``store`` most like ``wanted``, of those published before ``as_of``.

    A store that is absent or damaged gives an empty list that says so; nothing is raised.
    """
    with _LOCK:
        opened, damaged = _opened(store)
        try:
            found = tuple(_most_alike(store, opened, wanted, as_of, limit))
        except Exception:  # noqa: BLE001 - whatever an engine says of a file that was moved or cut while it read
            _OPENED.clear()
            opened, damaged = _opened(store)
            try:
                found = tuple(_most_alike(store, opened, wanted, as_of, limit))
            except Exception:  # noqa: BLE001 - it is no better when opened anew
                _OPENED.clear()
                return Comparables((), (), DATASETS)
    return Comparables(found, tuple(_loaded(source.dataset, source.manifest) for source in opened), damaged)


_OPENED: dict[tuple[str, str], tuple[str, Any]] = {}
"""What is open, by store and dataset: the snapshot's identity, and the source. A newer snapshot takes its place."""

_LOCK = threading.Lock()
"""One question at a time: a connection to the engine serves one."""


def _opened(store: Path) -> tuple[list[Any], tuple[str, ...]]:
    """The sources that hold facts, and the datasets that cannot be read."""
    sources, damaged = [], []
    for dataset in DATASETS:
        try:
            source = _open(store, dataset)
        except Exception:  # noqa: BLE001 - whatever an engine says of a file that is not whole
            damaged.append(dataset)
            continue
        if source is not None:
            sources.append(source)
    return sources, tuple(damaged)


def _open(store: Path, dataset: str) -> Any:  # noqa: ANN401 - one of published.SOURCES
    key = (str(store.absolute()), dataset)
    identity = held_identity(store, dataset)
    if identity is None:
        _OPENED.pop(key, None)
        return None
    if _OPENED.get(key, ("", None))[0] != identity:
        # The engine takes its time to load, and where there are no facts it is not needed
        from svangrum.analysis.published import SOURCES  # noqa: PLC0415 - said above

        _OPENED[key] = identity, SOURCES[dataset](store)
    return _OPENED[key][1]


def _loaded(dataset: str, manifest: Manifest) -> Loaded:
    return Loaded(dataset, manifest.identity, manifest.attribution, manifest.first_year, manifest.last_year)


def _most_alike(store: Path, opened: Sequence[Any], wanted: Wanted, as_of: date, limit: int) -> Iterator[Comparable]:
    if not opened:
        return
    prefixes = (wanted.cpv,) if wanted.cpv else _guessed(wanted.what)
    procurements = _Procurements(_ranked(_candidates(opened, prefixes, wanted, as_of), wanted, as_of))
    judge = Judge(store, {source.dataset: source for source in opened})
    first = _reserved_first(procurements, judge) if wanted.reserved else ()
    for lots in _chosen(dict.fromkeys((*first, *procurements)), procurements, limit):
        yield _comparable(lots, judge.judge(lots), wanted)


def _guessed(what: str) -> tuple[str, ...]:
    """Where to look when no code is stated: beneath the procurements that fit the words best."""
    return tuple(dict.fromkeys(one.code[:3] for one in suggest_cpv(what, limit=_GUESSES, reasons=False)))


def _candidates(opened: Sequence[Any], prefixes: Sequence[str], wanted: Wanted, as_of: date) -> Any:  # noqa: ANN401
    """Each source's lots where such a purchase is to be found, and what is marked as reserved wherever it is."""
    found = [source.candidates(prefixes, wanted.country, as_of) for source in opened]
    marked = [source.reserved(as_of) for source in opened] if wanted.reserved else []
    return pa.concat_tables([*found, *marked])


def _ranked(rows: Any, wanted: Wanted, as_of: date) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """The rows that share a CPV division or a word with what is wanted, the most alike first, with their points."""
    points = likeness(rows, wanted, as_of=as_of)
    for name in REASONS:
        rows = rows.append_column(f"points.{name}", pa.array(points[name]))
    rows = rows.append_column("points", pa.array(np.sum(list(points.values()), axis=0)))
    alike = rows.filter(pa.array((points["cpv"] > 0) | (points["words"] > 0)))
    return alike.take(pc.sort_indices(alike, sort_keys=_ORDER))


class _Procurements(dict[_Key, list[int]]):
    """The places of each procurement's rows among those that are ranked, the most alike first."""

    def __init__(self, ranked: Any) -> None:  # noqa: ANN401 - pyarrow ships no types
        super().__init__()
        self._ranked = ranked
        for place, key in enumerate(
            zip(*(ranked[name].to_pylist() for name in ("dataset", "procurement")), strict=True)
        ):
            self.setdefault(key, []).append(place)
        self.marked = {place for place, mark in enumerate(speaks_of_reservation(ranked).to_pylist()) if mark}

    def lots(self, key: _Key) -> list[dict[str, Any]]:
        """Each lot once: what is reserved is read twice, and a lot may have a later notice of the same result."""
        lots: dict[str, dict[str, Any]] = {}
        for row in self._ranked.take(self[key]).to_pylist():
            lots.setdefault(row["lot"], row)
        return list(lots.values())


def _reserved_first(procurements: _Procurements, judge: Judge) -> list[_Key]:
    """The reserved ones that stand before the others."""
    found: list[_Key] = []
    for key, places in procurements.items():
        if procurements.marked.isdisjoint(places):
            continue
        if judge.judge(procurements.lots(key)).reserved in _STANDS_FIRST:
            found.append(key)
        if len(found) == RESERVED_FIRST:
            break
    return found


def _chosen(order: Iterable[_Key], procurements: _Procurements, limit: int) -> list[list[dict[str, Any]]]:
    """The lots of the first procurements; what two sources tell of counts once."""
    chosen: list[list[dict[str, Any]]] = []
    alone: list[int] = []
    for key in order:
        if len(chosen) == limit:
            break
        lots = procurements.lots(key)
        twin = next((place for place in alone if _same_purchase(lots[0], chosen[place][0])), None)
        if twin is None:
            alone.append(len(chosen))
            chosen.append(lots)
            continue
        alone.remove(twin)
        if lots[0]["notice"]:
            chosen[twin] = lots
    return chosen


def _same_purchase(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether it is one procurement in two sources: the same buyer and title, within two years."""
    return (
        one["dataset"] != other["dataset"]
        and one["buyer_number"] is not None
        and one["buyer_number"] == other["buyer_number"]
        and one["title"].casefold().split() == other["title"].casefold().split()
        and abs((one["day"] - other["day"]).days) <= _SAME_PURCHASE_DAYS
    )


def _comparable(lots: list[dict[str, Any]], judged: Judged, wanted: Wanted) -> Comparable:
    best = lots[0]
    shown = bool(judged.winners) and PERHAPS_A_PERSON.isdisjoint(judged.winners)
    points = {name: best[f"points.{name}"] if shown or name != "value" else 0 for name in REASONS}
    return Comparable(
        dataset=best["dataset"],
        procurement=best["procurement"],
        title=best["title"],
        buyer=best["buyer"],
        country=best["country"],
        day=best["day"],
        cpv=best["cpv"],
        points=sum(points.values()),
        reasons=tuple(reasons(best, points, wanted)),
        tenders=tuple(sorted(lot["tenders"] for lot in lots)),
        tenders_kind="exact",
        winners=judged.winners if shown else (),
        value=_value(lots) if shown else None,
        address=_address(lots),
        database=best["database"],
        reserved=judged.reserved,
    )


def _address(lots: Sequence[dict[str, Any]]) -> str | None:
    """The notice in TED: its own number, or the one that the statistics state in the id of a lot."""
    if lots[0]["notice"]:
        return NOTICE.format(number=lots[0]["notice"])
    stated = next(filter(None, (_NUMBER_IN_TED.match(lot["lot"]) for lot in lots)), None)
    return NOTICE.format(number=f"{stated['number']}-{stated['year']}") if stated else None


def _value(rows: Sequence[dict[str, Any]]) -> Money | None:
    """What was contracted, whole kronor: of the statistics once for the procurement, of TED's lots added up."""
    told = rows[:1] if rows[0]["dataset"] == STATISTICS else rows
    total = sum(row["value_ore"] for row in told if (row["value_ore"] or 0) >= LEAST_VALUE)
    return Money.kronor(round(total / 100)) if total else None
