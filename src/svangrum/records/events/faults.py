"""What ``verify`` finds: a code, the thing it concerns, and which event."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    """What can be wrong, each with words of its own (``verify.fault.<code>``)."""

    CHANGED = "changed"
    PAYLOAD = "payload"
    ERASED = "erased"
    GAP = "gap"
    ORDER = "order"
    VERSION_SKIPPED = "version-skipped"
    ENDS_EARLY = "ends-early"
    HEAD = "head"
    SEAL = "seal"
    NO_CHAIN = "no-chain"
    EMPTY_CHAIN = "empty-chain"
    THING_VERSION = "thing-version"
    THING_UNTOLD = "thing-untold"
    THING_GONE = "thing-gone"
    ANCHOR_GONE = "anchor-gone"
    ANCHOR_SHORTER = "anchor-shorter"
    ANCHOR_OTHER = "anchor-other"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. ``kind`` and ``thing`` are as the table has them, and may themselves be forged."""

    wrong: Wrong
    kind: str
    thing: str
    number: str = ""
