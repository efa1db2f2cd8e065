"""``svangrum calculate``: the socio-economic calculation on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import stated_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words, write_money
from svangrum.core.money import Money
from svangrum.guide.calculation.calculate import calculate as work_out
from svangrum.guide.calculation.extended import (
    DRAWS,
    ENDS,
    MOST_DRAWS,
    SEED,
    UNCERTAIN,
    extend,
    mix_field,
    range_field,
    read_uncertain,
)
from svangrum.guide.calculation.flows import FLOWS, LEVELS
from svangrum.guide.calculation.inputs import Support
from svangrum.guide.calculation.rates import rates
from svangrum.guide.calculation.read import FIELDS, read_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.cli.context import Context
    from svangrum.guide.calculation.calculate import Calculation
    from svangrum.guide.calculation.extended import Extended

_RANGES = tuple(range_field(name, end) for name in UNCERTAIN for end in ENDS)
_KNOWN = (*FIELDS, *_RANGES, "contract_value", *(mix_field(one) for one in Support))


@click.command("calculate")
@click.argument("stated", nargs=-1)
@click.option("--as-of", default="")
@click.option("--draws", type=int, default=DRAWS)
@click.option("--seed", type=click.IntRange(min=0), default=SEED)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def calculate(context: Context, stated: Sequence[str], as_of: str, draws: int, seed: int, *, as_json: bool) -> None:
    if not 1 <= draws <= MOST_DRAWS:
        raise SvangrumError("calculation.draws", most=MOST_DRAWS)
    day, raw = stated_day(as_of), pairs(stated)
    inputs = read_inputs(raw)
    found = work_out(inputs, as_of=day)
    extended = extend(inputs, read_uncertain(raw, inputs, as_of=day), as_of=day, draws=draws, seed=seed)
    if as_json:
        click.echo(json.dumps(as_data(found, extended), ensure_ascii=False, indent=2))
    else:
        for line in as_lines(found, extended, context.language):
            click.echo(line)


def pairs(stated: Sequence[str]) -> dict[str, str]:
    """``("months=12",)`` as fields. Raises ``SvangrumError`` for what is no pair, or no field of the calculation."""
    found: dict[str, str] = {}
    for text in stated:
        name, equals, value = text.partition("=")
        if not equals:
            raise SvangrumError("calculation.not-a-pair", text=text)
        if name not in _KNOWN:
            raise SvangrumError("calculation.unknown-field", name=name, known=", ".join(_KNOWN))
        found[name] = value
    return found


def as_lines(found: Calculation, extended: Extended, language: str) -> Iterator[str]:
    for name in (*LEVELS, "society"):
        spread = extended.levels[name]
        amount = found.society if name == "society" else found.level(name)
        yield words(
            "cli.calculate.level",
            language,
            name=words(f"calculator.level.{name}", language),
            amount=_kronor(amount, language),
            low=_kronor(spread.p5, language),
            high=_kronor(spread.p95, language),
        )


def _kronor(amount: float, language: str) -> str:
    """Rounded to hundreds, as on the page: finer figures would say more than anybody knows."""
    return write_money(Money.kronor(round(amount / 100) * 100), language)


def as_data(found: Calculation, extended: Extended) -> dict[str, object]:
    """Codes and numbers: kronor by flow and level, the spread of each level, the rates used."""
    return {
        "as_of": found.as_of.isoformat(),
        "flows": {code: round(amount, 2) for code, amount in found.amounts.items() if code in FLOWS},
        "levels": {name: round(found.level(name), 2) for name in LEVELS},
        "society": round(found.society, 2),
        "per_person_year": round(found.per_person_year, 2),
        "extended": {
            name: {key: round(value, 4) for key, value in vars(spread).items()}
            for name, spread in extended.levels.items()
        },
        "draws": extended.draws,
        "seed": extended.seed,
        "rates": dict(rates(found.as_of)),
    }
