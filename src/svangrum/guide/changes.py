"""What has changed in the guide, and when: each version with the digest of the whole content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.data import read_yaml
from svangrum.core.prose import Prose, read_all

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Change:
    """``version`` is year and number. ``digest`` is the content's SHA-256 as ``svangrum guide digest`` gives it."""

    version: str
    day: date
    says: tuple[Prose, ...]
    digest: str


@cache
def changes() -> tuple[Change, ...]:
    """Every version, the newest first."""
    return tuple(
        Change(str(raw["version"]), raw["day"], read_all(raw["says"]), raw["digest"])
        for raw in read_yaml("guide/changes.yaml")
    )
