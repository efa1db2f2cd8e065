"""What the published model leaves out, as ranges: who would have worked anyway, who leaves early, who is pushed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from svangrum.core.amounts import parse_kronor
from svangrum.core.errors import SvangrumError
from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.core.reading import FieldReader, decimal_number
from svangrum.guide.calculation.calculate import once
from svangrum.guide.calculation.flows import FLOWS, LEVELS, gives, level_of_buyer, wage_support, yearly
from svangrum.guide.calculation.inputs import Form, Inputs, Support

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from svangrum.guide.calculation.taxes import Number

UNCERTAIN = ("anyway", "displacement", "part_time", "served", "productivity", "premium")
ENDS = ("low", "likely", "high")
DRAWS = 10_000
MOST_DRAWS = 100_000
SEED = 1
_PARAMETERS = {name: f"calc-range-{name.replace('_', '-')}" for name in UNCERTAIN if name != "productivity"}
_SPREAD = "calc-range-productivity-spread"
_MOST = {"productivity": 200.0}
_NO_CONTRACT = Money.kronor(0)


@dataclass(frozen=True)
class Range:
    """Per cent. ``likely`` lies between the ends; a range of one value is a point."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True)
class Uncertain:
    """What is not known, each as a range in per cent.

    ``anyway``: would have found work without the requirement. ``displacement``: the job pushes out somebody else.
    ``part_time``: hours worked, of those agreed. ``served``: months worked, of those agreed. ``premium``: what a
    reserved contract costs more, of ``contract_value``. ``mix``: share of each wage support; empty for the stated one.
    """

    ranges: Mapping[str, Range]
    contract_value: Money = _NO_CONTRACT
    mix: tuple[tuple[Support, float], ...] = ()


@dataclass(frozen=True)
class Spread:
    """Kronor of one level: where nine draws of ten lie, and the share of draws above zero."""

    p5: float
    p50: float
    p95: float
    mean: float
    above_zero: float


@dataclass(frozen=True)
class Extended:
    """A spread for each level and for ``society``."""

    levels: Mapping[str, Spread]
    draws: int
    seed: int

    @property
    def society(self) -> Spread:
        return self.levels["society"]


def default_ranges(inputs: Inputs, *, as_of: date) -> dict[str, Range]:
    """The ranges that stand until somebody states others: from dated parameters, sourced or marked as assumptions."""
    found = {name: _range(parameters()[code].at(as_of)) for name, code in _PARAMETERS.items()}
    spread = _range(parameters()[_SPREAD].at(as_of)).likely
    likely = inputs.productivity
    return {**found, "productivity": Range(max(likely - spread, 0.0), likely, min(likely + spread, 200.0))}


def range_parameters() -> tuple[str, ...]:
    """Codes of the parameters behind the ranges."""
    return (*_PARAMETERS.values(), _SPREAD)


def _range(dated: object) -> Range:
    low, likely, high = (float(getattr(dated, end)) for end in ("low", "value", "high"))
    return Range(low, likely, high)


def range_field(name: str, end: str) -> str:
    """The name of the form's field: ``range_field("anyway", "low") == "anyway_low"``."""
    return f"{name}_{end}"


def mix_field(support: Support) -> str:
    return f"mix_{support}"


def read_uncertain(raw: Mapping[str, str], inputs: Inputs, *, as_of: date) -> Uncertain:
    """Read the ranges, contract value and mix of supports; what is not stated is the default.

    Raises ``InvalidFactsError`` for ends in the wrong order, numbers out of bounds, and a mix that is not 100 per cent.
    """
    reader = FieldReader(raw)
    stated = {}
    for name, default in default_ranges(inputs, as_of=as_of).items():
        ends = [_end(reader, name, end, default) for end in ENDS]
        stated[name] = Range(*ends)
        if not ends[0] <= ends[1] <= ends[2]:
            reader.errors.append(SvangrumError("calculation.range-order", field=range_field(name, "low")))
    value = reader.read("contract_value", lambda text: parse_kronor(text, field="contract_value"))
    mix = _mix(reader, inputs)
    reader.finish()
    return Uncertain(stated, value or _NO_CONTRACT, mix)


def _end(reader: FieldReader, name: str, end: str, default: Range) -> float:
    field = range_field(name, end)
    most = _MOST.get(name, 100.0)
    read = reader.read(field, lambda text: decimal_number(text, field, least=0, most=most))
    return float(getattr(default, end)) if read is None else read


def _mix(reader: FieldReader, inputs: Inputs) -> tuple[tuple[Support, float], ...]:
    read = {one: reader.read(mix_field(one), _share(mix_field(one))) for one in Support}
    mix = tuple((one, share) for one, share in read.items() if share)
    if mix and abs(sum(share for _, share in mix) - 100) > 0.01:
        reader.errors.append(SvangrumError("calculation.mix-sum", field=mix_field(Support.NONE)))
    reader.errors.extend(
        SvangrumError("calculation.new-start-too-early", field=mix_field(one))
        for one, _ in mix
        if not gives(one, inputs)
    )
    return mix


def _share(field: str) -> Callable[[str], float]:
    return lambda text: decimal_number(text, field, least=0, most=100)


def extend(inputs: Inputs, uncertain: Uncertain, *, as_of: date, draws: int = DRAWS, seed: int = SEED) -> Extended:
    """Draw each uncertain thing from a triangle between its ends, and work the sum for every draw.

    The same seed gives the same draws on every machine (PCG64).
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    drawn = {name: _drawn(generator, uncertain.ranges[name], draws) for name in UNCERTAIN}
    levels = levels_of(inputs, uncertain, drawn, as_of=as_of)
    return Extended({name: _spread(kronor) for name, kronor in levels.items()}, draws, seed)


def _drawn(generator: np.random.Generator, one: Range, draws: int) -> Number:
    """Shares. A point is drawn too, so that widening one range leaves the draws of the others as they were."""
    uniform = generator.random(draws)
    width = one.high - one.low
    if not width:
        return np.full(draws, one.likely / 100)
    turn = (one.likely - one.low) / width
    rising = one.low + np.sqrt(uniform * width * (one.likely - one.low))
    falling = one.high - np.sqrt((1 - uniform) * width * (one.high - one.likely))
    return np.where(uniform < turn, rising, falling) / 100


def levels_of(inputs: Inputs, uncertain: Uncertain, shares: Mapping[str, Number], *, as_of: date) -> dict[str, Number]:
    """Kronor of each level and of society for the shares given (0–1), one value or many.

    A person who would have worked anyway, and a job that pushes out somebody else, bring nothing new; the support,
    the supervision and the bonus are paid all the same.
    """
    extent = inputs.extent / 100 * shares["part_time"]
    productivity = np.ones_like(extent) if inputs.form is Form.PLACEMENT else shares["productivity"]
    year = yearly(inputs, extent, productivity, as_of=as_of)
    if uncertain.mix and inputs.form is not Form.PLACEMENT:
        year["support"] = sum(
            (
                share / 100 * wage_support(inputs, one, extent, productivity, as_of=as_of)
                for one, share in uncertain.mix
            ),
            start=np.zeros_like(extent),
        )
    months = inputs.positions * inputs.months / 12 * shares["served"]
    new = (1 - shares["anyway"]) * (1 - shares["displacement"])
    follows = {"job": months * new, "months": months}
    amounts = {code: kronor * follows[FLOWS[code].follows] for code, kronor in year.items()} | once(inputs)
    return _summed(inputs, amounts, uncertain.contract_value.minor / 100 * shares["premium"])


def _summed(inputs: Inputs, amounts: Mapping[str, Number | float], premium: Number) -> dict[str, Number]:
    levels = {level: np.zeros_like(premium) for level in LEVELS}
    for code, kronor in amounts.items():
        for level in LEVELS:
            levels[level] = levels[level] + FLOWS[code].side(level, inputs.buyer) * np.asarray(kronor)
    payer = level_of_buyer(inputs.buyer)
    levels[payer] = levels[payer] - premium
    return {**levels, "society": np.sum(list(levels.values()), axis=0)}


def _spread(kronor: Number) -> Spread:
    p5, p50, p95 = (float(one) for one in np.percentile(kronor, [5, 50, 95]))
    return Spread(p5, p50, p95, float(kronor.mean()), float((kronor > 0).mean()))
