"""The observatory of this server: the store's own tables where there are any, else the figures that are shipped."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from svangrum.analysis.observatory.cells import open_observatory

if TYPE_CHECKING:
    from pathlib import Path

    from svangrum.analysis.observatory.cells import Observatory

_CURRENT = "current/observatory"


def observatory() -> Observatory:
    """Kept between requests until the store's tables are built anew."""
    store = settings.STORE
    return _opened(store, _identity(store))


def _identity(store: Path) -> str:
    pointer = store / _CURRENT
    return pointer.read_text("utf-8") if pointer.is_file() else ""


@lru_cache(maxsize=2)
def _opened(store: Path, identity: str) -> Observatory:
    return open_observatory(store if identity else None)
