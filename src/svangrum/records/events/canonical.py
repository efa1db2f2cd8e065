"""One text for each value, and the digests and seals over them: what was written and what is read must agree."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = (
    "id",
    "kind",
    "thing",
    "number",
    "version",
    "organisation",
    "person",
    "instead_of",
    "token",
    "action",
    "as_of",
    "recorded_at",
    "payload_digest",
    "previous",
)
"""The columns of an event that its digest covers, in this order."""


def canonical(value: Any) -> str:  # noqa: ANN401 - whatever an action is given
    """A value as JSON: keys in order, no spaces, so that the same value always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value
    """What JSON does not know, in its terms; a file by its digest."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, AbstractSet):
        return sorted(value, key=canonical)
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    return str(value)


def text_of(value: Any) -> str | None:  # noqa: ANN401 - the value of any column
    """The value of a column as text, as SQLite keeps it; none for none."""
    match value:
        case None:
            return None
        case UUID():
            return value.hex
        case datetime():
            return str(value.astimezone(UTC).replace(tzinfo=None))
        case _:
            return str(value)


def digest_of_payload(text: str, salt: str) -> str:
    return _sha256(f"{salt}\n{text}")


def digest_of(header: Sequence[str | None]) -> str:
    """SHA-256 over the texts of ``HEADER``."""
    return _sha256(json.dumps(header))


def seal_of(kind: str, thing: str, length: str, head: str, *, secret: str) -> str:
    """What only the holder of the server's secret can write: who changes the tables cannot make the end fit."""
    text = json.dumps([kind, thing, length, head])
    return hmac.new(_sealing_key(secret), text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=16)
def _sealing_key(secret: str) -> bytes:
    """A key for seals alone, so that no seal says anything about what else the secret signs."""
    return hashlib.sha256(f"svangrum.records.events.seal\n{secret}".encode()).digest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
