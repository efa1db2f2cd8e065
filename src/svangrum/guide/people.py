"""How many people and months stand in proportion to a contract: a formula shown in full, beside what others do.

Hours = value × labour share × share for the target group ÷ hourly cost: French practice for social clauses.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.parameters import number
from svangrum.core.prose import read_all, read_prose
from svangrum.core.reading import FieldReader, decimal_number, one_of, positive_kronor, whole_number
from svangrum.guide.entry import Entry
from svangrum.guide.suitability import Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from svangrum.core.money import Money
    from svangrum.core.prose import Prose

_FILE = "guide/people.yaml"
_LONGEST_TERM = 600
_PLACE_MONTHS = 12
FIELDS = ("value", "months", "kind", "labour_share", "group_share", "hourly_cost", "workers")


@dataclass(frozen=True, kw_only=True)
class Contract:
    """Shares are per cent, ``hourly_cost`` is what an hour costs the supplier."""

    value: Money
    months: int
    labour_share: float
    group_share: float
    hourly_cost: Money
    kind: Work | None = None
    workers: int | None = None


@dataclass(frozen=True)
class Proportion:
    """``hours`` for the target group; ``person_months`` at full time.

    ``persons`` for ``months`` each. ``warnings`` are codes. ``trafikverket`` is the number of places by
    Trafikverket's practice, None where its limits leave the contract out.
    """

    hours: float
    person_months: float
    persons: int
    months: int
    warnings: tuple[str, ...]
    trafikverket: int | None
    goteborg: bool | None


def insertion_hours(value: float, labour_share: float, group_share: float, hourly_cost: float) -> float:
    """The formula, with shares as 0–1: 1,000,000 × 0.50 × 0.05 ÷ 30 = 833 hours."""
    return value * labour_share * group_share / hourly_cost


def proportion(contract: Contract, *, as_of: date) -> Proportion:
    """People and months in proportion to ``contract``. Raises ``NotInForceError`` for a day before the practice."""
    value, cost = contract.value.minor / 100, contract.hourly_cost.minor / 100
    hours = insertion_hours(value, contract.labour_share / 100, contract.group_share / 100, cost)
    person_months = hours / (number("practice-year-hours", as_of) / 12)
    months = min(contract.months, _PLACE_MONTHS)
    persons = int(person_months / months)
    warnings = tuple(_warnings(contract, persons))
    if contract.workers is not None:
        persons = min(persons, contract.workers)
    return Proportion(
        hours, person_months, persons, months, warnings, _trafikverket(contract, as_of), _goteborg(contract, as_of)
    )


def _warnings(contract: Contract, persons: int) -> Iterator[str]:
    if persons == 0:
        yield "none"
    if contract.workers is not None and persons > contract.workers:
        yield "more-than-workers"
    if contract.months > _PLACE_MONTHS:
        yield "term-longer"


def _trafikverket(contract: Contract, as_of: date) -> int | None:
    """One place for each sum of works or services; short and small contracts and goods are left out."""
    sums = {Work.WORKS: "practice-trafikverket-works", Work.SERVICES: "practice-trafikverket-services"}
    small = contract.workers is not None and contract.workers < number("practice-trafikverket-workers", as_of)
    if contract.kind not in sums or contract.months < number("practice-trafikverket-months", as_of) or small:
        return None
    return int(contract.value.minor / 100 / number(sums[contract.kind], as_of))


def _goteborg(contract: Contract, as_of: date) -> bool | None:
    """Whether Göteborg would set a clause at all; None while it hangs on a number of workers that is not stated."""
    if contract.months < number("practice-goteborg-months", as_of):
        return False
    return None if contract.workers is None else contract.workers >= number("practice-goteborg-workers", as_of)


def defaults(as_of: date) -> dict[str, str]:
    """What stands in the form until somebody states something else, as it would be typed."""
    codes = {"group_share": "practice-insertion-share", "hourly_cost": "practice-hourly-cost"}
    return {name: f"{number(code, as_of):g}" for name, code in codes.items()}


def read_contract(raw: Mapping[str, str], *, as_of: date) -> Contract | None:
    """Read the fields in ``FIELDS``; None while value, term or labour share is missing.

    Raises ``InvalidFactsError`` with every fault.
    """
    reader = FieldReader({**defaults(as_of), **{name: text for name, text in raw.items() if text}})
    value = reader.read("value", lambda text: positive_kronor(text, "value"))
    months = reader.read("months", lambda text: whole_number(text, "months", least=1, most=_LONGEST_TERM))
    labour = reader.read("labour_share", lambda text: decimal_number(text, "labour_share", least=0, most=100))
    group = reader.read("group_share", lambda text: decimal_number(text, "group_share", least=0, most=100))
    cost = reader.read("hourly_cost", lambda text: positive_kronor(text, "hourly_cost"))
    kind = reader.read("kind", lambda text: one_of(Work, text, "kind"))
    workers = reader.read("workers", lambda text: whole_number(text, "workers", least=1, most=100_000))
    reader.finish()
    if value is None or months is None or labour is None or group is None or cost is None:
        return None
    return Contract(
        value=value,
        months=months,
        labour_share=labour,
        group_share=group,
        hourly_cost=cost,
        kind=kind,
        workers=workers,
    )


def text(code: str) -> Prose:
    """A warning or an explanation in words."""
    return read_prose(_content()["texts"][code])


def texts() -> Mapping[str, Prose]:
    """Every warning and explanation by code."""
    return {code: read_prose(raw) for code, raw in sorted(_content()["texts"].items())}


def entries() -> Iterator[Entry]:
    """The page as something that can be found."""
    body = tuple(read_prose(raw) for raw in _content()["texts"].values())
    yield Entry("page", "people", read_prose(_content()["title"]), body, read_all(_content()["also"]))


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_FILE)
    return content
