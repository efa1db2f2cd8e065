"""How long the official register of companies takes to read, and how much memory, beside plain ``csv`` in the same run.

python -m benchmarks.bench_companies [ROWS]

The file is made up, after the public descriptions of the real one: the same columns, about as many bytes a row, and
four rows in ten about people. Plain ``csv`` reads every row to fields, people's too, and keeps those asked for.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.ingest.register.bulk import bolagsverket, company
from tests.ingest.register.made import a_number

from svangrum.ingest.register.companies import bolagsverket_companies

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS, ASKED, SEED = 1_000_000, 400, 5
_WORDS = "Bolaget ska bedriva städning, kafé och catering samt förvalta fast egendom; och därmed förenlig verksamhet. "


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    draw = random.Random(SEED)  # noqa: S311 - no secret hangs on it
    wanted = {a_number(draw.randrange(rows)) for _ in range(ASKED)}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bulkfil.txt"
        _make(path, rows, draw)
        print(f"{rows} rows, {path.stat().st_size / 1e6:.0f} MB, {len(wanted)} asked for")
        with _timed("svangrum"):
            found = bolagsverket_companies(path, wanted, lambda _done, _total: None).found
        with _timed("csv.reader"):
            plain = _plain(path, wanted)
        print(f"found: svangrum {len(found)}, csv.reader {len(plain)}")


def _make(path: Path, rows: int, draw: random.Random) -> None:
    with path.open("wb") as file:
        for begun in range(0, rows, 10_000):
            made = (_row(place, draw) for place in range(begun, min(begun + 10_000, rows)))
            file.write(bolagsverket(made)[0 if begun == 0 else len(bolagsverket([])) :])


def _row(place: int, draw: random.Random) -> dict[str, str]:
    text = _WORDS * draw.randint(0, 3)
    if draw.random() < 0.02:
        text += 'Under namnet "Björken'
    kind = "PERSON-IDORG" if draw.random() < 0.4 else "ORGNR-IDORG"
    return company(a_number(place), f"Påhittade nr {place} AB", kind, verksamhetsbeskrivning=text)


def _plain(path: Path, wanted: set[str]) -> dict[str, list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = (row for row in csv.reader(file, delimiter=";") if row and "ORGNR" in row[0])
        return {number: row for row in rows if (number := row[0][:10]) in wanted}


@contextmanager
def _timed(name: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    took = time.perf_counter() - begun
    print(f"{name}: {took:.1f} s, at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB so far")


if __name__ == "__main__":
    main()
