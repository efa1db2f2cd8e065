"""Files written whole or not at all: aside, to the disk, then renamed into place."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ASIDE = ".part"
"""The end of the name of a file that is being written."""


def write_whole(path: Path, content: bytes, *, replacing: bool = True) -> None:
    """Readable by its owner alone. A file that is there already stands, unless ``replacing``."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}{ASIDE}")
    try:
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 - with its mode
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if replacing:
            aside.replace(path)
        else:
            with suppress(FileExistsError):
                path.hardlink_to(aside)
    finally:
        aside.unlink(missing_ok=True)
    to_disk(path.parent)


def to_disk(folder: Path) -> None:
    """Let the names in the folder outlive a power cut; not every system can be told to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
