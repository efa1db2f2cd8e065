"""A list between two steps: it lies in the page, signed, and nowhere else; no person is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core import signing

from svangrum.core.errors import SvangrumError
from svangrum.ingest.register.lists import EnterpriseList

if TYPE_CHECKING:
    from svangrum.records.actors import Actor

LASTS_SECONDS = 24 * 60 * 60
LARGEST = 2_000_000
"""Characters; what a form may hold lies above it (``DATA_UPLOAD_MAX_MEMORY_SIZE``)."""


@dataclass(frozen=True)
class Draft:
    """The list, and what its reader calls it."""

    source: str
    list: EnterpriseList


def packed(draft: Draft, by: Actor) -> str:
    """As a hidden field holds it. Raises ``SvangrumError`` ``list.too-much``."""
    found = draft.list
    kept = [draft.source, found.path, found.header, found.rows, found.refused]
    signed = signing.dumps(kept, salt=_salt(by), compress=True)
    if len(signed) > LARGEST:
        raise SvangrumError("list.too-much", field="file")
    return signed


def unpacked(text: str, by: Actor) -> Draft:
    """Raises ``SvangrumError`` ``list.draft`` for one that is old, changed, or was handed to somebody else."""
    try:
        source, path, header, rows, refused = signing.loads(text, salt=_salt(by), max_age=LASTS_SECONDS)
    except signing.BadSignature as error:
        raise SvangrumError("list.draft", field="file") from error
    return Draft(source, EnterpriseList(path, tuple(header), _rows(rows), tuple(map(_pair, refused))))


def _rows(rows: list[Any]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((number, tuple(cells)) for number, cells in rows)


def _pair(told: list[Any]) -> tuple[int, str]:
    row, reason = told
    return row, reason


def _salt(by: Actor) -> str:
    return f"svangrum.enterprise-list/{by.organisation}/{by.person}"
