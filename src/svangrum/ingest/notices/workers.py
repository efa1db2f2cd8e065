"""Batches read side by side, with no more of them in memory than there are hands."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.notices.parts import write_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from svangrum.ingest.notices.batches import Batch
    from svangrum.ingest.notices.parts import Part

_WAITING = 1
"""Batches that lie ready beside those that are being read."""


def write_parts(batches: Iterable[Batch], parts: Path, *, workers: int) -> Iterator[Part]:
    """A part for each batch, as they come to be done. One worker reads in this process.

    Raises ``SvangrumError`` ``ingest.worker-died`` when a worker was ended from outside, for want of memory say.
    """
    if workers <= 1:
        for batch in batches:
            yield write_part(batch, parts)
        return
    try:
        yield from _side_by_side(batches, parts, workers)
    except BrokenProcessPool as error:
        raise SvangrumError("ingest.worker-died", field="path", path=str(parts)) from error


def _side_by_side(batches: Iterable[Batch], parts: Path, workers: int) -> Iterator[Part]:
    pool = ProcessPoolExecutor(workers, mp_context=_context())
    running: set[Future[Part]] = set()
    try:
        for batch in batches:
            running.add(pool.submit(write_part, batch, parts))
            if len(running) >= workers + _WAITING:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        # What has not begun, when one fails or somebody interrupts, never begins
        pool.shutdown(wait=True, cancel_futures=True)


def _context() -> multiprocessing.context.BaseContext:
    """Processes forked from a clean one, where there is such a thing: this one has threads of its own."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["svangrum.ingest.notices.parts"])
    return context
