"""What the disk refuses, told in words of ours and not in the system's."""

from __future__ import annotations

from errno import EACCES, ENOSPC, EPERM, EROFS
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from pathlib import Path

_TOLD = {ENOSPC: "backup.full", EACCES: "backup.not-allowed", EPERM: "backup.not-allowed", EROFS: "backup.not-allowed"}


def unwritten(path: Path, error: OSError) -> SvangrumError:
    """``backup.full``, ``backup.not-allowed``, or ``backup.disk`` when it is something else."""
    return SvangrumError(_TOLD.get(error.errno or 0, "backup.disk"), path=str(path))
