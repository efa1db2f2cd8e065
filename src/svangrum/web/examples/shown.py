"""What the pages of the examples show: texts and addresses ready for a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.guide.compare import compare
from svangrum.guide.examples import Instrument, Unit
from svangrum.web.examples.written import NOT_TOLD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from svangrum.advice.answer import Cited
    from svangrum.core.sources import Source
    from svangrum.guide.examples import Example, Figure
    from svangrum.web.examples.written import Writer

_IN_CONTRACTS = {Instrument.DIALOGUE, Instrument.REQUIREMENT, Instrument.BONUS}


@dataclass(frozen=True)
class Listed:
    """One case of the list. ``field`` is the id of its box; ``chosen`` says whether it is ticked."""

    code: str
    name: str
    result: str
    tags: tuple[str, ...]
    field: str
    chosen: bool


@dataclass(frozen=True)
class Counted:
    """A figure as a row. ``secondhand`` is a remark, or empty."""

    what: str
    number: str
    source: tuple[Cited, ...]
    secondhand: str


@dataclass(frozen=True)
class Known:
    """A text with what it is about. ``told`` is False where it says that nothing is told."""

    label: str
    text: str
    told: bool


@dataclass(frozen=True)
class Read:
    """A source, and how much of it we have read."""

    cited: tuple[Cited, ...]
    extent: str


@dataclass(frozen=True)
class Case:
    name: str
    kicker: str
    result: str
    purpose: str
    facts: tuple[Known, ...]
    conditions: tuple[Known, ...]
    way: str
    bought: str
    cpv: tuple[str, ...]
    figures: tuple[Counted, ...]
    outcome: tuple[str, ...]
    lesson: tuple[str, ...]
    law: tuple[Cited, ...]
    unknown: tuple[str, ...]
    sources: tuple[Read, ...]
    similar: dict[str, str]
    has_clauses: bool
    court: bool


@dataclass(frozen=True)
class Column:
    code: str
    name: str


@dataclass(frozen=True)
class Compared:
    """A row of the comparison: for each case the texts of its cell."""

    label: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Measured:
    """How many people a case tells of, beside its name."""

    code: str
    name: str
    figure: Counted


def listed(cases: Iterable[Example], chosen: tuple[str, ...], writer: Writer) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            code=one.code,
            name=writer.text(one.name),
            result=writer.text(one.result),
            tags=_tags(one, writer),
            field="val" if place == 0 else f"val-{one.code}",
            chosen=one.code in chosen,
        )
        for place, one in enumerate(cases)
    )


def measured(cases: Iterable[Example], writer: Writer) -> tuple[Measured, ...]:
    """Every figure that counts people or places. They count different things over different years."""
    return tuple(
        Measured(one.code, writer.text(one.name), _counted(figure, writer))
        for one in cases
        for figure in one.counted(Unit.PEOPLE, Unit.PLACES)
    )


def case(one: Example, writer: Writer) -> Case:
    figures = (*one.figures, *((one.tenders,) if one.tenders else ()))
    return Case(
        name=writer.text(one.name),
        kicker=writer.text(one.name),
        result=writer.text(one.result),
        purpose=writer.text(one.purpose),
        facts=_facts(one, writer),
        conditions=tuple(
            _known(f"examples.row.condition-{condition}", writer.text(text) if text else "", writer)
            for condition, text in one.conditions.items()
        ),
        way=writer.text(one.way),
        bought=writer.text(one.bought),
        cpv=tuple(f"{cpv.code} {writer.told(cpv)}" for cpv in one.cpv),
        figures=tuple(_counted(figure, writer) for figure in figures),
        outcome=tuple(writer.text(text) for text in one.outcome),
        lesson=tuple(writer.text(text) for text in one.lesson),
        law=writer.cited(one.law),
        unknown=tuple(writer.text(text) for text in one.unknown),
        sources=tuple(_read(source, writer) for source in one.sources),
        similar=_similar(one, writer),
        has_clauses=bool(_IN_CONTRACTS.intersection(one.instruments)),
        court=one.court,
    )


def compared(cases: tuple[Example, ...], writer: Writer) -> tuple[Compared, ...]:
    """The rows of the comparison. Raises ``SvangrumError`` for too few cases or too many."""
    return tuple(
        Compared(
            writer.words(f"examples.row.{row.code}"),
            tuple(tuple(writer.told(one) for one in cell) or (writer.words(NOT_TOLD),) for cell in row.cells),
        )
        for row in compare(cases)
    )


def columns(cases: tuple[Example, ...], writer: Writer) -> tuple[Column, ...]:
    return tuple(Column(one.code, writer.text(one.name)) for one in cases)


def _tags(one: Example, writer: Writer) -> tuple[str, ...]:
    years = (writer.years(one.years),) if one.years else ()
    court = (writer.words("examples.court"),) if one.court else ()
    return (*(writer.told(instrument) for instrument in one.instruments), *years, *court)


def _facts(one: Example, writer: Writer) -> tuple[Known, ...]:
    place = one.municipality.short if one.municipality else writer.text(one.area) if one.area else ""
    told = {
        "place": place,
        "buyer": writer.told(one.buyer),
        "years": writer.years(one.years) if one.years else "",
        "instrument": _listed(writer.told(instrument) for instrument in one.instruments),
        "kind": _listed(writer.told(kind) for kind in one.kinds),
    }
    return tuple(_known(f"examples.row.{code}", text, writer) for code, text in told.items())


def _listed(texts: Iterable[str]) -> str:
    """With commas; only the first keeps its capital."""
    return ", ".join(text[:1].lower() + text[1:] if place else text for place, text in enumerate(texts))


def _known(label: str, text: str, writer: Writer) -> Known:
    return Known(writer.words(label), text or writer.words(NOT_TOLD), bool(text))


def _counted(figure: Figure, writer: Writer) -> Counted:
    remark = writer.words("examples.secondhand") if figure.secondhand else ""
    return Counted(writer.counted(figure), writer.number(figure), writer.cited((figure.source,)), remark)


def _read(source: Source, writer: Writer) -> Read:
    return Read(writer.cited((source,)), writer.words(f"examples.extent.{source.extent}"))


def _similar(one: Example, writer: Writer) -> dict[str, str]:
    """The question for *Pröva ett köp*: what is bought, and its kind where there is only one."""
    what = {"what": writer.text(one.similar)} if one.similar else {}
    return {**what, "kind": one.kinds[0]} if what and len(one.kinds) == 1 else what
