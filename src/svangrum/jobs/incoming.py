"""The folder from which files are read in: only what lies there can be named by a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class Incoming:
    """A file or folder that lies there. ``size`` in bytes; None for a folder."""

    name: str
    size: int | None


def incoming_folder() -> Path:
    return settings.STORE / "incoming"


def incoming() -> list[Incoming]:
    """What lies there, by name; hidden things are left out."""
    folder = incoming_folder()
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [
        Incoming(one.name, None if one.is_dir() else one.stat().st_size)
        for one in found
        if not one.name.startswith(".") and not one.is_symlink()
    ]


def incoming_paths(names: Iterable[str]) -> list[Path]:
    """Where the named things lie. Raises ``SvangrumError``: ``incoming.none`` and ``incoming.missing``."""
    known = {one.name for one in incoming()}
    wanted = list(names)
    if not wanted:
        raise SvangrumError("incoming.none", field="names")
    for name in wanted:
        if name not in known:
            raise SvangrumError("incoming.missing", field="names", name=name)
    return [incoming_folder() / name for name in wanted]
