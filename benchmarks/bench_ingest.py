"""Reading the statistics into a snapshot, beside the bare parser reading the same cells, in one run.

    python -m benchmarks.bench_ingest [FOLDER]

FOLDER holds Upphandlingsmyndigheten's workbooks; without it ../shared/data/uhm-2021 is read. Each is measured three
times; the fastest counts. Processor time is told too: on a busy machine it is the steadier figure.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

from svangrum.ingest.statistics import ingest_statistics, read_statistics

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
HERE = Path(__file__).resolve().parent.parent
FOLDER = HERE.parent / "shared" / "data" / "uhm-2021"


def bare(folder: Path) -> None:
    for file in sorted(folder.glob("*.xlsx")):
        workbook = CalamineWorkbook.from_path(file)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def to_store(folder: Path, workers: int) -> None:
    with tempfile.TemporaryDirectory() as store:
        ingest_statistics([folder], store=Path(store), retrieved_at="", workers=workers)


def again(folder: Path, store: Path) -> None:
    ingest_statistics([folder], store=store, retrieved_at="")


def processor() -> float:
    """Seconds of this process and the ones it started."""
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def fastest(call: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of the fastest round by each."""
    rounds = []
    for _ in range(ROUNDS):
        clock, used = time.perf_counter(), processor()
        call()
        rounds.append((time.perf_counter() - clock, processor() - used))
    return min(clock for clock, _ in rounds), min(used for _, used in rounds)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not folder.is_dir():
        print(f"not measured: {folder.name} is not there")
        return
    rows = sum(file.rows for file in read_statistics([folder]).files)
    print(f"{rows} rows, {os.cpu_count()} processors; seconds by the clock | of the processor")
    with tempfile.TemporaryDirectory() as store:
        again(folder, Path(store))
        measured = {
            "bare parser": lambda: bare(folder),
            "ingest, 1 worker": lambda: to_store(folder, 1),
            "ingest, 2 workers": lambda: to_store(folder, 2),
            "ingest again, nothing new": lambda: again(folder, Path(store)),
        }
        for what, call in measured.items():
            clock, used = fastest(call)
            print(f"{what:28} {clock:7.2f} | {used:6.2f}")


if __name__ == "__main__":
    main()
