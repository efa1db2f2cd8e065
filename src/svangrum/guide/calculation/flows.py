"""The kronor that move when somebody goes from unemployment to a job: who pays, who receives, how much.

A flow with payer and receiver is a transfer: it cancels in the sum. One without a payer is something produced, one
without a receiver is something used up. So the sum of the levels is what society gains.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from svangrum.guide.calculation.inputs import Age, Form, Inputs, Support, Unemployed
from svangrum.guide.calculation.rates import rates
from svangrum.guide.calculation.taxes import Number, tax_credit_base, taxable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.core.money import Money

LEVELS = ("person", "municipality", "region", "state", "employer")
BUYER = "buyer"
_LEVEL_OF_BUYER = {"kommun": "municipality", "region": "region", "stat": "state"}
_FACTORS = {
    Unemployed.UNDER_12: "calc-new-start-12",
    Unemployed.FROM_12: "calc-new-start-12",
    Unemployed.FROM_24: "calc-new-start-24",
    Unemployed.FROM_36: "calc-new-start-36",
}


@dataclass(frozen=True)
class Flow:
    """``payer`` and ``receiver`` are levels, or ``buyer``, or None. ``follows`` says what its size follows.

    ``job`` (there is one job more because of the requirement), ``months`` (somebody works there, whoever it is) or
    ``once`` (it is paid in any case). ``rates`` are the codes of the parameters used.
    """

    payer: str | None
    receiver: str | None
    follows: str
    rates: tuple[str, ...] = ()

    def side(self, level: str, buyer: str) -> int:
        """1 when ``level`` receives, −1 when it pays, 0 when it has no part. ``buyer`` is an input's value."""
        return (_own(self.receiver, buyer) == level) - (_own(self.payer, buyer) == level)

    @property
    def real(self) -> int:
        """1 for what is produced, −1 for what is used up, 0 for a transfer."""
        return (self.payer is None) - (self.receiver is None)


def level_of_buyer(buyer: str) -> str:
    """The level that an input's ``buyer`` belongs to."""
    return _LEVEL_OF_BUYER[buyer]


def _own(level: str | None, buyer: str) -> str | None:
    return level_of_buyer(buyer) if level == BUYER else level


_TAXES = ("calc-price-base-amount",)
_NORM = ("calc-subsistence-norm", "calc-rent")
_SUPPORT = ("calc-employer-contributions", "calc-new-start-wage-cap")
_DAYS = ("calc-benefit-days",)
FLOWS: Mapping[str, Flow] = {
    "production": Flow(None, "employer", "job", ("calc-employer-contributions",)),
    "indirect-tax": Flow(None, "state", "job", ("calc-indirect-tax",)),
    "wage": Flow("employer", "person", "job"),
    "contributions": Flow("employer", "state", "job", ("calc-employer-contributions",)),
    "municipal-tax": Flow("person", "municipality", "job", ("calc-municipal-tax", *_TAXES)),
    "regional-tax": Flow("person", "region", "job", ("calc-regional-tax", *_TAXES)),
    "tax-credit": Flow("state", "person", "job", ("calc-municipal-tax", "calc-regional-tax", *_TAXES)),
    "benefit": Flow("person", "state", "job", ("calc-establishment-benefit", "calc-unemployment-benefit", *_DAYS)),
    "housing": Flow("person", "state", "job", ("calc-housing-allowance",)),
    "assistance": Flow("person", "municipality", "job", _NORM),
    "support": Flow("state", "employer", "months", _SUPPORT),
    "supervision": Flow("employer", None, "months", ("calc-employer-contributions",)),
    "bonus": Flow(BUYER, "employer", "months"),
    "administration": Flow("employer", None, "once"),
    "procurement": Flow(BUYER, None, "once"),
}


def yearly(inputs: Inputs, extent: Number, productivity: Number, *, as_of: date) -> dict[str, Number]:
    """Kronor a year and position for every flow that follows the job or the months.

    ``extent`` and ``productivity`` are shares (1.0 is full time, a colleague's pace), one value or many.
    """
    rate = rates(as_of)
    if inputs.form is Form.PLACEMENT:
        return _placement(inputs, extent, rate)
    pay = 12 * _kronor(inputs.wage) * extent
    contributions = pay * rate["calc-employer-contributions"] / 100
    produced = (pay + contributions) * productivity
    before = _before(inputs, rate)
    after = taxable(pay, rate["calc-price-base-amount"])
    local = {"municipal-tax": "calc-municipal-tax", "regional-tax": "calc-regional-tax"}
    credit = tax_credit_base(pay, rate["calc-price-base-amount"]) * sum(rate[code] for code in local.values()) / 100
    return {
        "production": produced,
        "indirect-tax": produced * rate["calc-indirect-tax"] / 100,
        "wage": pay,
        "contributions": contributions,
        **{flow: (after - before["taxable"]) * rate[code] / 100 for flow, code in local.items()},
        "tax-credit": credit,
        "benefit": np.full_like(pay, before["benefit"]),
        "housing": np.full_like(pay, before["housing"]),
        "assistance": before["assistance"] - _assistance_after(pay, credit, after, rate),
        "support": wage_support(inputs, inputs.support, extent, productivity, as_of=as_of),
        **_workplace(inputs, extent, rate),
    }


def _placement(inputs: Inputs, extent: Number, rate: Mapping[str, float]) -> dict[str, Number]:
    """No wage and no support; the benefits go on."""
    produced = 12 * _kronor(inputs.production_value) * extent
    nothing = {code: np.zeros_like(extent) for code, flow in FLOWS.items() if flow.follows != "once"}
    made = {"production": produced, "indirect-tax": produced * rate["calc-indirect-tax"] / 100}
    return {**nothing, **made, **_workplace(inputs, extent, rate)}


def _workplace(inputs: Inputs, extent: Number, rate: Mapping[str, float]) -> dict[str, Number]:
    cost = 12 * _kronor(inputs.supervisor_wage) * (1 + rate["calc-employer-contributions"] / 100)
    return {
        "supervision": cost * inputs.supervision / 100 * np.ones_like(extent),
        "bonus": 12 * _kronor(inputs.bonus) * np.ones_like(extent),
    }


def _before(inputs: Inputs, rate: Mapping[str, float]) -> dict[str, float]:
    """What the person lives on in a year without the job. Establishment benefit is not taxed."""
    taxed = rate["calc-unemployment-benefit"] * rate["calc-benefit-days"] if inputs.unemployment_benefit else 0.0
    untaxed = rate["calc-establishment-benefit"] * rate["calc-benefit-days"] if _in_programme(inputs) else 0.0
    housing = 12 * rate["calc-housing-allowance"] if inputs.housing_allowance else 0.0
    base = float(taxable(np.array(taxed), rate["calc-price-base-amount"]))
    tax = base * (rate["calc-municipal-tax"] + rate["calc-regional-tax"]) / 100
    needed = 12 * (rate["calc-subsistence-norm"] + rate["calc-rent"])
    left = needed - (taxed - tax) - untaxed - housing
    return {"benefit": taxed + untaxed, "housing": housing, "taxable": base, "assistance": max(left, 0.0)}


def _in_programme(inputs: Inputs) -> bool:
    """The establishment programme lasts 24 months, and unemployment insurance goes before it."""
    early = inputs.unemployed in {Unemployed.UNDER_12, Unemployed.FROM_12}
    return inputs.newly_arrived and early and not inputs.unemployment_benefit


def _assistance_after(pay: Number, credit: Number, base: Number, rate: Mapping[str, float]) -> Number:
    """Income support that a small wage still leaves a need for."""
    net = pay - base * (rate["calc-municipal-tax"] + rate["calc-regional-tax"]) / 100 + credit
    return np.maximum(12 * (rate["calc-subsistence-norm"] + rate["calc-rent"]) - net, 0.0)


def wage_support(inputs: Inputs, support: Support, extent: Number, productivity: Number, *, as_of: date) -> Number:
    """Kronor a year. New-start jobs: SFS 2018:43 11–17 §§; the others as their parameters say."""
    rate = rates(as_of)
    counted = 12 * min(_kronor(inputs.wage), rate["calc-new-start-wage-cap"]) * extent
    contributions = rate["calc-employer-contributions"] / 100
    match support:
        case Support.NEW_START:
            return counted * contributions * _new_start_factor(inputs, rate)
        case Support.INTRODUCTION:
            return counted * (1 + contributions) * rate["calc-introduction-share"] / 100
        case Support.WAGE_SUBSIDY:
            lacking = np.clip(1 - productivity, 0.0, 1.0)
            return counted * (1 + contributions) * lacking + 12 * rate["calc-wage-subsidy-supplement"] * extent
        case Support.NONE:
            return np.zeros_like(extent)


def gives(support: Support, inputs: Inputs) -> bool:
    """Whether the support can be had at all: a new-start job asks for time without work, unless young or newly arrived.

    A placement has no wage to support. Source: SFS 2018:43 5–9 §§.
    """
    too_early = inputs.unemployed is Unemployed.UNDER_12 and inputs.age is Age.ADULT and not inputs.newly_arrived
    return support is not Support.NEW_START or inputs.form is Form.PLACEMENT or not too_early


def _new_start_factor(inputs: Inputs, rate: Mapping[str, float]) -> float:
    if inputs.newly_arrived:
        return rate["calc-new-start-newly"]
    if not gives(Support.NEW_START, inputs):
        return 0.0
    return rate[_FACTORS[inputs.unemployed]]


def _kronor(amount: Money) -> float:
    return amount.minor / 100
