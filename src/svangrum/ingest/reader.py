"""``python -m svangrum.ingest.reader FILE``: read one file in a process of its own, for ``ingest.workers``.

The parser sets memory aside as the file bids it: what it may do to a process it does to this one alone.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.files import read_file

if TYPE_CHECKING:
    from svangrum.ingest.readings import FileReading


def main() -> None:
    """Write the pickled ``FileReading``, or the ``SvangrumError``, to standard output."""
    pickle.dump(_read(Path(sys.argv[1])), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)


def _read(path: Path) -> FileReading | SvangrumError:
    try:
        return read_file(path)
    except SvangrumError as error:
        return error


if __name__ == "__main__":
    main()
