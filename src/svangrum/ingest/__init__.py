"""Sources in, facts out. What cannot be read is set aside with its place and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svangrum.ingest.notices.notice import Notice


def read_notice(content: bytes) -> Notice:
    """One notice, TED legacy XML or eForms: see ``notices.read.read_notice``."""
    # The XML parsers take their time to load, and other sources do without them
    from svangrum.ingest.notices.read import read_notice as read  # noqa: PLC0415 - said above

    return read(content)
