"""Build ``src/svangrum/data/codes/euro_rates.tsv`` from the European Central Bank's reference rates.

    python scripts/build_rates.py eurofxref-hist.zip

The archive is the ECB's own, ``https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip``: one line a day, units of
each currency for one euro. Kept is the mean of each calendar month from 2006. The same archive gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).resolve().parent.parent / "src/svangrum/data/codes/euro_rates.tsv"
FIRST_MONTH = "2006-01"


def daily(archive: Path) -> Iterator[tuple[str, str, float]]:
    """Month, currency and rate of every day and currency that has one."""
    with zipfile.ZipFile(archive) as opened:
        (name,) = opened.namelist()
        text = opened.read(name).decode("utf-8")
    for line in csv.DictReader(io.StringIO(text)):
        month = line["Date"][:7]
        for currency, rate in line.items():
            if currency and currency.strip() and currency != "Date" and rate and rate.strip() not in {"", "N/A"}:
                yield month, currency.strip(), float(rate)


def monthly(archive: Path) -> list[str]:
    """A line for each month and currency: the mean of its days with six significant digits."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for month, currency, rate in daily(archive):
        if month >= FIRST_MONTH:
            found[month, currency].append(rate)
    return [f"{month}\t{currency}\t{sum(rates) / len(rates):.6g}" for (month, currency), rates in sorted(found.items())]


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    lines = ["month\tcurrency\tper_euro", *monthly(Path(arguments[0]))]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
