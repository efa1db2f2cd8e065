"""The dated rates and amounts that the calculation uses, on one day."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from svangrum.core.parameters import number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

RATES = (
    "calc-employer-contributions",
    "calc-municipal-tax",
    "calc-regional-tax",
    "calc-price-base-amount",
    "calc-new-start-wage-cap",
    "calc-new-start-12",
    "calc-new-start-24",
    "calc-new-start-36",
    "calc-new-start-newly",
    "calc-introduction-share",
    "calc-wage-subsidy-supplement",
    "calc-subsistence-norm",
    "calc-rent",
    "calc-establishment-benefit",
    "calc-unemployment-benefit",
    "calc-benefit-days",
    "calc-housing-allowance",
    "calc-indirect-tax",
)


@lru_cache(maxsize=32)
def rates(as_of: date) -> Mapping[str, float]:
    """Each rate by code: kronor for money, else the number as it stands (per cent, times, days).

    Raises ``NotInForceError`` for a day before the first of any of them.
    """
    return {code: number(code, as_of) for code in RATES}
