"""Which published procurements are truly reserved: each with its verdict, its evidence and what people have decided.

Only what carries a flag is judged, what says in words that it is reserved, and what someone has decided on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from svangrum.analysis.reserved_facts import gather
from svangrum.analysis.reserved_overrides import SOURCES, Override, read_overrides
from svangrum.competition.reservation import Verdict, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from svangrum.analysis.reserved_facts import Gathered
    from svangrum.competition.reservation import ReservationFacts


@dataclass(frozen=True)
class Reviewed:
    """One procurement that was judged; of TED, the lots of one notice that are marked alike.

    ``source``: ``uhm``, ``ted`` or ``decp``. ``procurement_id``: the statistics' id, TED's notice, the French contract.
    ``lots``: the lots it is about, where the source's flag belongs to a lot. ``kind``: TED's kind of notice. ``flags``:
    those that are ticked, of ``participation``, ``execution`` and ``mission``.
    """

    source: str
    country: str
    year: int
    procurement_id: str
    title: str | None
    buyer: str | None
    address: str | None
    verdict: Verdict
    override: Override | None = None
    lots: tuple[str, ...] = ()
    kind: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def holds(self) -> str:
        """The verdict that holds: a person's where there is one."""
        return self.override.verdict if self.override else self.verdict.code


def review(store: Path, dataset: str, *, only: str | None = None) -> tuple[Reviewed, ...]:
    """Judge a dataset (``SOURCES``); with ``only`` that procurement alone, whether it says anything or not.

    In the order of procurement and lots. Raises ``SvangrumError`` ``facts.none`` when the dataset is not there and
    ``reserved.overrides-damaged``; ``KeyError`` for another name.
    """
    source = SOURCES[dataset]
    decided = {id_: one for (where, id_), one in read_overrides(store).items() if where == source}
    wanted = set(decided) if only is None else {only}
    judged = [_judged(one, source) for one in gather(store, dataset, wanted, alone=only is not None)]
    held = tuple(_decided(judged, decided))
    return tuple(one for one in held if only or one.override or one.verdict.instrument)


def _decided(judged: Iterable[Reviewed], decided: Mapping[str, Override]) -> Iterator[Reviewed]:
    """A decision holds for the lots that claim a reservation; for all of a procurement where none does."""
    for _, group in groupby(judged, key=lambda one: one.procurement_id):
        parts = list(group)
        claimed = [one for one in parts if one.verdict.instrument] or parts
        override = decided.get(parts[0].procurement_id)
        yield from (replace(one, override=override) if one in claimed else one for one in parts)


def _judged(one: Gathered, source: str) -> Reviewed:
    return Reviewed(
        source=source,
        country=one.facts.country,
        year=one.year,
        procurement_id=one.procurement_id,
        title=one.title,
        buyer=one.facts.buyer_name,
        address=one.address,
        verdict=verdict(one.facts),
        lots=one.lots,
        kind=one.kind,
        flags=_ticked(one.facts),
    )


def _ticked(facts: ReservationFacts) -> tuple[str, ...]:
    boxes = {
        "participation": facts.flag_participation,
        "execution": facts.flag_execution,
        "mission": facts.flag_mission,
    }
    return tuple(name for name, ticked in boxes.items() if ticked)
