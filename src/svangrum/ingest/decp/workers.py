"""Files read side by side, each in a process of its own."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.decp.files import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from svangrum.ingest.decp.files import ReadFile

    Told = Callable[[str, int, int], None]


def read_files(paths: Sequence[Path], staging: Path, key: bytes, *, workers: int, told: Told) -> list[ReadFile]:
    """Every file, in the order of ``paths``; its rows lie in ``staging``. One worker reads in this process.

    ``told`` hears the name of each file as it is done, how many are done, and how many there are.
    Raises ``SvangrumError`` ``ingest.worker-died`` when a process was ended, for want of memory say.
    """
    jobs = [(path, staging / f"{number}.parquet", key) for number, path in enumerate(paths)]
    if workers <= 1 or len(jobs) <= 1:
        return [_read_here(job, number, len(jobs), told) for number, job in enumerate(jobs, start=1)]
    # A process started anew: this one has threads of its own
    with ProcessPoolExecutor(min(workers, len(jobs)), mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = {pool.submit(read_file, *job): job[0] for job in jobs}
        try:
            for number, future in enumerate(as_completed(waiting), start=1):
                told(future.result().name, number, len(jobs))
        except BrokenProcessPool as error:
            raise SvangrumError("ingest.worker-died", field="path", path=str(paths[0])) from error
        finally:
            # What has not begun, when one fails or somebody interrupts, never begins
            pool.shutdown(wait=True, cancel_futures=True)
        return [future.result() for future in waiting]


def _read_here(job: tuple[Path, Path, bytes], number: int, count: int, told: Told) -> ReadFile:
    read = read_file(*job)
    told(read.name, number, count)
    return read
