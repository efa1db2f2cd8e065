"""Files read side by side, each in a process of its own; what comes back is in the order it was asked for."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.files import read_file
from svangrum.ingest.readings import FileReading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Told = Callable[[str, int, int], None]

READER = (sys.executable, "-P", "-m", "svangrum.ingest.reader")


def read_files(paths: Sequence[Path], *, workers: int, told: Told) -> list[FileReading]:
    """Read every file. One worker reads in this process.

    ``told`` hears the name of each file as it is done, how many are done, and how many there are.
    Raises ``SvangrumError`` ``ingest.worker-died`` with the file whose process was ended, for want of memory say.
    """
    if workers <= 1 or len(paths) <= 1:
        return [_read_here(path, number, len(paths), told) for number, path in enumerate(paths, start=1)]
    largest_first = sorted(paths, key=lambda path: -path.stat().st_size)
    with ThreadPoolExecutor(min(workers, len(paths))) as pool:
        waiting = {pool.submit(_read_apart, path): path for path in largest_first}
        try:
            for number, future in enumerate(as_completed(waiting), start=1):
                future.result()
                told(waiting[future].name, number, len(paths))
        except BaseException:
            # What has not begun, when one fails or somebody interrupts, never begins
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    done = {path: future.result() for future, path in waiting.items()}
    return [done[path] for path in paths]


def _read_here(path: Path, number: int, count: int, told: Told) -> FileReading:
    reading = read_file(path)
    told(path.name, number, count)
    return reading


def _read_apart(path: Path) -> FileReading:
    # When this process is killed the reader's pipe breaks, and the reader ends too
    ended = subprocess.run([*READER, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - our own reader
    if ended.returncode != 0:
        raise SvangrumError("ingest.worker-died", field="path", path=path.name)
    reading = pickle.loads(ended.stdout)  # noqa: S301 - written by our own reader
    if isinstance(reading, FileReading):
        return reading
    raise reading
