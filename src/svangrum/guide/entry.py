"""One thing of the guide that can be found: what the search looks in and the site map lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svangrum.core.prose import Prose


@dataclass(frozen=True)
class Entry:
    """``kind`` is ``cell``, ``clause``, ``question``, ``example``, ``term`` or ``page``; ``code`` is unique within it.

    ``body`` is what the reader sees there. ``also`` are other words that a reader may look for it by.
    """

    kind: str
    code: str
    title: Prose
    body: tuple[Prose, ...]
    also: tuple[Prose, ...] = ()
