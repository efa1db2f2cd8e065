"""The published example, worked by hand: plain arithmetic on the published inputs and the rates of November 2019.

Nothing here asks the code for a number but the ones that are compared. The claims are those of
Upphandlingsmyndigheten: society gains more than 200,000 kronor for a person and year, and every level gains. The
rates were frozen before the first comparison; docs/methods/calculator.md tells what came out.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from svangrum.core.money import Money
from svangrum.guide.calculation.calculate import calculate
from svangrum.guide.calculation.flows import LEVELS
from svangrum.guide.calculation.inputs import EXAMPLE

PUBLISHED = date(2019, 11, 7)
IN_2021 = date(2021, 12, 31)

# The job: 20,500 kronor a month, full time, twelve months, productivity 80 per cent.
PAY = 20_500 * 12  # 246,000
CONTRIBUTIONS = 0.3142 * PAY  # 77,293.20
PRODUCED = 0.80 * (PAY + CONTRIBUTIONS)  # 258,634.56
INDIRECT_TAX = 0.21 * PRODUCED  # 54,313.26
SUPERVISION = 0.10 * 12 * 30_000 * 1.3142  # 47,311.20
ADMINISTRATION, PROCUREMENT = 10_000, 40_000
# New-start job, newly arrived: two and a half times the contributions on 20,000 kronor a month.
SUPPORT = 2.5 * 0.3142 * 20_000 * 12  # 188,520

# Tax on the pay; price base amount 46,500.
DEDUCTION = 1.081 * 46_500 - 0.1 * PAY  # 25,666.50, for pay between 3.11 and 7.88 base amounts
TAXABLE = PAY - DEDUCTION  # 220,333.50
MUNICIPAL_TAX = 0.2070 * TAXABLE  # 45,609.03
REGIONAL_TAX = 0.1149 * TAXABLE  # 25,316.32
CREDIT_BASE = 1.703 * 46_500 + 0.128 * (PAY - 3.24 * 46_500) - DEDUCTION  # 65,726.52
TAX_CREDIT = 0.3219 * CREDIT_BASE  # 21,157.37

# Before the job: establishment benefit, housing allowance, and income support up to the norm and rent.
BENEFIT = 308 * 260  # 80,080
HOUSING = 1_300 * 12  # 15,600
ASSISTANCE = 12 * (4_080 + 6_300) - BENEFIT - HOUSING  # 28,880

BY_HAND = {
    "person": PAY - MUNICIPAL_TAX - REGIONAL_TAX + TAX_CREDIT - BENEFIT - HOUSING - ASSISTANCE,
    "municipality": ASSISTANCE + MUNICIPAL_TAX - PROCUREMENT,
    "region": REGIONAL_TAX,
    "state": CONTRIBUTIONS + INDIRECT_TAX + BENEFIT + HOUSING - SUPPORT - TAX_CREDIT,
    "employer": PRODUCED + SUPPORT - PAY - CONTRIBUTIONS - SUPERVISION - ADMINISTRATION,
}
IN_KRONOR = {"person": 71_672, "municipality": 34_489, "region": 25_316, "state": 17_609, "employer": 66_550}


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_as_worked_by_hand(level: str) -> None:
    assert round(BY_HAND[level]) == IN_KRONOR[level]
    assert calculate(EXAMPLE, as_of=PUBLISHED).level(level) == pytest.approx(BY_HAND[level], abs=0.5)


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_gains_as_published(level: str) -> None:
    assert calculate(EXAMPLE, as_of=PUBLISHED).level(level) > 0


def test_society_gains_more_than_two_hundred_thousand_as_published() -> None:
    by_hand = PRODUCED + INDIRECT_TAX - SUPERVISION - ADMINISTRATION - PROCUREMENT

    assert calculate(EXAMPLE, as_of=PUBLISHED).society == pytest.approx(by_hand, abs=0.5)
    assert round(by_hand) == 215_637


def test_goteborg_2021_comes_within_two_per_cent() -> None:
    """75 people, above 16 million kronor: about 213,000 each. What their inputs were is not published."""
    seventy_five = replace(EXAMPLE, positions=75, procurement_cost=Money.kronor(75 * 40_000))
    found = calculate(seventy_five, as_of=IN_2021)

    assert found.society == pytest.approx(16_000_000, rel=0.02)
    assert found.society > 16_000_000
