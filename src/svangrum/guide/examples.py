"""Documented Swedish practice as cases that can be compared, from ``data/guide/examples``: one file a case.

What a source says stands in every field but ``lesson``, which is ours. What no source tells is None or empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.codes import Cpv, Municipality, find_municipality, parse_cpv
from svangrum.core.data import read_yaml, yaml_files
from svangrum.core.money import Money
from svangrum.core.prose import Prose, read_all, read_prose
from svangrum.core.sources import Citation, Source, cite
from svangrum.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FOLDER = "guide/examples"


class Instrument(StrEnum):
    DIRECT_AWARD = "direct-award"
    RESERVED_WHOLE = "reserved-whole"
    RESERVED_LOT = "reserved-lot"
    DIALOGUE = "dialogue"
    REQUIREMENT = "requirement"
    BONUS = "bonus"
    SPIN_OFF = "spin-off"
    PARTNERSHIP = "partnership"


class Bought(StrEnum):
    """What is bought, as *Pröva ett köp* calls it."""

    GOODS = "varor"
    SERVICES = "tjanster"
    WORKS = "byggentreprenad"


class Buyer(StrEnum):
    """Who buys; the first three as *Pröva ett köp* calls them."""

    MUNICIPALITY = "kommun"
    COMPANY = "kommunalt-bolag"
    STATE = "stat"
    SEVERAL = "flera-kommuner"


class Unit(StrEnum):
    """What a figure counts. Figures of different units do not belong on one axis, and often not those of one."""

    PEOPLE = "people"
    PLACES = "places"
    CONTRACTS = "contracts"
    SUPPLIERS = "suppliers"
    TENDERS = "tenders"
    KRONOR = "kronor"
    OTHER = "other"


class Condition(StrEnum):
    """What was in place when it began."""

    DECISION = "decision"
    MATCHING = "matching"
    DIALOGUE = "dialogue"
    MARKET = "market"


@dataclass(frozen=True)
class Years:
    """``first`` None: began we do not know when. ``last`` None: still goes on, as far as the source tells."""

    first: int | None
    last: int | None


@dataclass(frozen=True)
class Figure:
    """A number and what it counts. ``low`` and ``high`` are the same for an exact one; None has no bound told.

    ``about`` is a number that the source calls approximate. ``year`` is as the source states it, or empty.
    """

    unit: Unit
    what: Prose
    low: int | None
    high: int | None
    about: bool
    year: str
    source: Source | Citation

    @property
    def secondhand(self) -> bool:
        """Whether we know the number only through another account of its source."""
        return isinstance(self.source, Source) and self.source.extent == "secondhand"

    def bound(self, number: int) -> int | Money:
        """A bound as it is written: kronor as money."""
        return Money(number * 100) if self.unit is Unit.KRONOR else number


@dataclass(frozen=True)
class Example:
    """One case. ``area`` names its place where that is not one municipality. ``court``: it was tried in court."""

    code: str
    order: int
    name: Prose
    municipality: Municipality | None
    area: Prose | None
    buyer: Buyer
    years: Years | None
    court: bool
    purpose: Prose
    conditions: Mapping[Condition, Prose | None]
    instruments: tuple[Instrument, ...]
    way: Prose
    bought: Prose
    kinds: tuple[Bought, ...]
    cpv: tuple[Cpv, ...]
    figures: tuple[Figure, ...]
    tenders: Figure | None
    result: Prose
    outcome: tuple[Prose, ...]
    lesson: tuple[Prose, ...]
    law: tuple[Citation | Source, ...]
    unknown: tuple[Prose, ...]
    sources: tuple[Source, ...]
    also: tuple[Prose, ...]
    similar: Prose | None

    def counted(self, *units: Unit) -> tuple[Figure, ...]:
        """The figures that count any of these, the number of tenders among them."""
        every = (*self.figures, *((self.tenders,) if self.tenders else ()))
        return tuple(figure for figure in every if figure.unit in units)


@cache
def examples() -> Mapping[str, Example]:
    """Every case by code, in the order they are shown."""
    read = [_example(path.rpartition("/")[2].removesuffix(".yaml"), read_yaml(path)) for path in yaml_files(_FOLDER)]
    return {example.code: example for example in sorted(read, key=lambda one: one.order)}


def entries() -> Iterator[Entry]:
    """Each case as something to find."""
    for code, one in examples().items():
        conditions = (text for text in one.conditions.values() if text)
        told = (one.result, one.purpose, *conditions, one.way, one.bought, *one.outcome, *one.lesson, *one.unknown)
        yield Entry("example", code, one.name, told, one.also)


def _example(code: str, raw: Mapping[str, Any]) -> Example:
    bought = raw["bought"]
    return Example(
        code=code,
        order=raw["order"],
        municipality=find_municipality(raw["place"]) if "place" in raw else None,
        buyer=Buyer(raw["buyer"]),
        years=Years(raw["years"].get("from"), raw["years"].get("to")) if "years" in raw else None,
        court=raw.get("court", False),
        conditions={one: _maybe(raw["conditions"][one]) for one in Condition},
        instruments=tuple(Instrument(one) for one in raw["instruments"]),
        bought=read_prose(bought["what"]),
        kinds=tuple(Bought(one) for one in bought["kinds"]),
        cpv=tuple(parse_cpv(one) for one in bought.get("cpv", ())),
        figures=tuple(_figure(one) for one in raw["figures"]),
        tenders=_figure(raw["tenders"]) if "tenders" in raw else None,
        law=tuple(cite(place) for place in raw["law"]),
        sources=tuple(_source(place) for place in raw["sources"]),
        area=_maybe(raw.get("area")),
        similar=_maybe(raw.get("try")),
        name=read_prose(raw["name"]),
        purpose=read_prose(raw["purpose"]),
        way=read_prose(raw["way"]),
        result=read_prose(raw["result"]),
        outcome=read_all(raw["outcome"]),
        lesson=read_all(raw["lesson"]),
        unknown=read_all(raw["unknown"]),
        also=read_all(raw["also"]),
    )


def _maybe(raw: Mapping[str, Any] | None) -> Prose | None:
    return read_prose(raw) if raw else None


def _figure(raw: Mapping[str, Any]) -> Figure:
    exact = raw.get("number")
    return Figure(
        unit=Unit(raw["unit"]),
        what=read_prose(raw["what"]),
        low=raw.get("low", raw.get("least", exact)),
        high=raw.get("high", raw.get("most", exact)),
        about=raw.get("about", False),
        year=raw["year"],
        source=cite(raw["source"]),
    )


def _source(place: str) -> Source:
    found = cite(place)
    if not isinstance(found, Source):
        message = f"an example rests on pages and reports, not on {place}"
        raise TypeError(message)
    return found
