"""The nineteen inputs of the national model, as a person states them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from svangrum.core.money import Money


class Buyer(StrEnum):
    """Who buys, and so bears the cost of the procurement and pays the bonus."""

    MUNICIPALITY = "kommun"
    REGION = "region"
    STATE = "stat"


class Form(StrEnum):
    EMPLOYMENT = "anstallning"
    APPRENTICE = "larling"
    PLACEMENT = "praktik"


class Support(StrEnum):
    """Wage support: what the state pays the employer."""

    NONE = "inget"
    NEW_START = "nystartsjobb"
    INTRODUCTION = "introduktionsjobb"
    WAGE_SUBSIDY = "lonebidrag"


class Age(StrEnum):
    YOUNG = "20-24"
    ADULT = "25-"


class Unemployed(StrEnum):
    """Months without work when the job begins."""

    UNDER_12 = "0-11"
    FROM_12 = "12-23"
    FROM_24 = "24-35"
    FROM_36 = "36-"


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """One requirement. Wages are a month at full time; shares are per cent.

    ``extent`` is of full time; ``productivity`` is of an experienced colleague's; ``production_value`` a month is used
    for a placement; ``supervision`` is the share of the supervisor's time; ``administration`` is the employer's, for
    each position; ``procurement_cost`` is the buyer's, for the whole; ``bonus`` is a month and position.
    """

    buyer: Buyer
    form: Form
    months: int
    positions: int
    extent: float
    wage: Money
    support: Support
    productivity: float
    production_value: Money
    age: Age
    unemployed: Unemployed
    newly_arrived: bool
    unemployment_benefit: bool
    housing_allowance: bool
    supervisor_wage: Money
    supervision: float
    administration: Money
    procurement_cost: Money
    bonus: Money


EXAMPLE = Inputs(
    buyer=Buyer.MUNICIPALITY,
    form=Form.EMPLOYMENT,
    months=12,
    positions=1,
    extent=100,
    wage=Money.kronor(20_500),
    support=Support.NEW_START,
    productivity=80,
    production_value=Money.kronor(0),
    age=Age.ADULT,
    unemployed=Unemployed.FROM_12,
    newly_arrived=True,
    unemployment_benefit=False,
    housing_allowance=True,
    supervisor_wage=Money.kronor(30_000),
    supervision=10,
    administration=Money.kronor(10_000),
    procurement_cost=Money.kronor(40_000),
    bonus=Money.kronor(0),
)
"""The published example. Source: Upphandlingsmyndigheten, *Beräkningsexempel* (2019)."""
