"""Typed tables of what was published, their immutable snapshots, and the engine that reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from svangrum.facts.engine import Store


def open_store(path: Path | str) -> Store:
    """The data directory at ``path``, open for questions: ``open_store(path).lots()`` is an Ibis table."""
    # The engine takes its time to load, and most of what imports this package does without it
    from svangrum.facts.engine import open_store as opened  # noqa: PLC0415 - said above

    return opened(path)
