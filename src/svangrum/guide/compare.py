"""Which examples fit, and several of them side by side: the same rows for each, empty where nothing is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.guide.examples import Bought, Buyer, Condition, Figure, Instrument, Unit, Years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from svangrum.core.codes import Cpv, Municipality
    from svangrum.core.prose import Prose
    from svangrum.guide.examples import Example

    Told = Prose | Figure | Years | Municipality | Cpv | Buyer | Instrument | Bought

LEAST = 2
MOST = 4


class Size(StrEnum):
    """What a case must tell a number of."""

    PEOPLE = "people"
    CONTRACTS = "contracts"
    MONEY = "money"
    TENDERS = "tenders"


_UNITS = {
    Size.PEOPLE: (Unit.PEOPLE, Unit.PLACES),
    Size.CONTRACTS: (Unit.CONTRACTS,),
    Size.MONEY: (Unit.KRONOR,),
    Size.TENDERS: (Unit.TENDERS,),
}


@dataclass(frozen=True)
class Filter:
    """What an example must have. None asks for nothing."""

    instrument: Instrument | None = None
    kind: Bought | None = None
    buyer: Buyer | None = None
    size: Size | None = None


@dataclass(frozen=True)
class Row:
    """One row of a comparison: ``cells`` has one for each case, in its order; an empty cell is not told."""

    code: str
    cells: tuple[tuple[Told, ...], ...]


def matching(examples: Iterable[Example], asked: Filter) -> tuple[Example, ...]:
    """The examples that have all that is asked, in their order."""
    return tuple(one for one in examples if _fits(one, asked))


def compare(cases: tuple[Example, ...]) -> tuple[Row, ...]:
    """The rows of a comparison. Raises ``SvangrumError`` ``examples.few`` or ``examples.many`` at field ``val``."""
    if len(cases) < LEAST:
        raise SvangrumError("examples.few", field="val", least=LEAST)
    if len(cases) > MOST:
        raise SvangrumError("examples.many", field="val", most=MOST, chosen=len(cases))
    return tuple(Row(code, tuple(told(one) for one in cases)) for code, told in _ROWS.items())


def _fits(one: Example, asked: Filter) -> bool:
    return (
        (asked.instrument is None or asked.instrument in one.instruments)
        and (asked.kind is None or asked.kind in one.kinds)
        and (asked.buyer in {None, one.buyer})
        and (asked.size is None or bool(one.counted(*_UNITS[asked.size])))
    )


def _place(one: Example) -> tuple[Told, ...]:
    return (one.municipality,) if one.municipality else tuple(text for text in (one.area,) if text)


def _condition(condition: Condition) -> Callable[[Example], tuple[Told, ...]]:
    return lambda one: tuple(text for text in (one.conditions[condition],) if text)


def _counted(*units: Unit) -> Callable[[Example], tuple[Told, ...]]:
    return lambda one: one.counted(*units)


_ROWS: dict[str, Callable[[Example], tuple[Told, ...]]] = {
    "result": lambda one: (one.result,),
    "place": _place,
    "buyer": lambda one: (one.buyer,),
    "years": lambda one: (one.years,) if one.years else (),
    "purpose": lambda one: (one.purpose,),
    "instrument": lambda one: one.instruments,
    "kind": lambda one: one.kinds,
    "bought": lambda one: (one.bought,),
    **{f"condition-{condition}": _condition(condition) for condition in Condition},
    "people": _counted(Unit.PEOPLE, Unit.PLACES),
    "contracts": _counted(Unit.CONTRACTS, Unit.SUPPLIERS),
    "tenders": _counted(Unit.TENDERS),
    "money": _counted(Unit.KRONOR),
    "lesson": lambda one: one.lesson,
}
