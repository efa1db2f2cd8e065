"""Income tax on a year's pay, simplified: municipal and regional tax, basic deduction, earned income tax credit.

The pension fee is credited in full and left out, and so is the public service fee. State income tax begins far above
the wages in question. Source: Inkomstskattelagen 63 kap. 3 § and 67 kap. 7 §, as jobbskatteavdrag.se and Björn Lundén
give them for 2019–2021. The credit has been raised since: that moves kronor between the person and the state and leaves
the sum as it is.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Number: TypeAlias = NDArray[np.float64]


def basic_deduction(income: Number, base: float) -> Number:
    """Grundavdrag: kronor a year for an ``income`` a year and the price base amount ``base``."""
    steps = [income <= 0.99 * base, income <= 2.72 * base, income <= 3.11 * base, income <= 7.88 * base]
    amounts = [
        np.full_like(income, 0.423 * base),
        0.225 * base + 0.2 * income,
        np.full_like(income, 0.77 * base),
        1.081 * base - 0.1 * income,
    ]
    return np.minimum(np.select(steps, amounts, default=0.293 * base), income)


def taxable(income: Number, base: float) -> Number:
    return income - basic_deduction(income, base)


def tax_credit_base(pay: Number, base: float) -> Number:
    """What the local tax rate is multiplied by to give the credit (jobbskatteavdrag) on a year's ``pay``."""
    low, middle, high = 0.91 * base, 3.24 * base, 8.08 * base
    special = np.select(
        [pay <= low, pay <= middle, pay <= high],
        [pay, low + 0.3405 * (pay - low), 1.703 * base + 0.128 * (pay - middle)],
        default=2.323 * base,
    )
    return np.maximum(special - basic_deduction(pay, base), 0.0)
