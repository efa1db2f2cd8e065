"""Reference rates of the euro: the mean of each calendar month, from the European Central Bank."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyarrow as pa

from svangrum.core.data import data_path

SOURCE = "European Central Bank, euro foreign exchange reference rates, monthly means"


@cache
def euro_rates() -> Any:  # noqa: ANN401 - pyarrow ships no types
    """``month`` (``2024-01``), ``currency`` and ``per_euro`` (units of the currency for one euro), as Arrow.

    The euro itself stands there too, at one.
    """
    lines = data_path("codes/euro_rates.tsv").read_text("utf-8").splitlines()[1:]
    stated = [(month, currency, float(rate)) for month, currency, rate in (line.split("\t") for line in lines)]
    own = [(month, "EUR", 1.0) for month in sorted({month for month, _, _ in stated})]
    months, currencies, rates = zip(*stated, *own, strict=True)
    return pa.table({"month": months, "currency": currencies, "per_euro": rates})
