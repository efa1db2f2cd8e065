"""What follow-up records: counts, yes or no, a document seen, a day, a sum. Never a person.

From ``data/texts/bank/evidence.yaml``. A text of the bank names its fields by code; the record of a contract keeps them
under the same codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.data import read_yaml
from svangrum.core.prose import Prose, read_prose

if TYPE_CHECKING:
    from collections.abc import Mapping


class EvidenceKind(StrEnum):
    """How it is recorded. ``SEEN`` is a note that a document was shown, not the document."""

    COUNT = "count"
    YES_NO = "yes-no"
    SEEN = "seen"
    DAY = "day"
    AMOUNT = "amount"


class Teller(StrEnum):
    """Who states it, or confirms it."""

    SUPPLIER = "supplier"
    MATCHER = "matcher"
    BUYER = "buyer"


@dataclass(frozen=True)
class Evidence:
    """One field of the follow-up. ``confirmed_by`` is whoever states the same from the other side; None: nobody."""

    code: str
    kind: EvidenceKind
    label: Prose
    told_by: Teller
    confirmed_by: Teller | None


@cache
def evidence() -> Mapping[str, Evidence]:
    """Every field by code."""
    return {
        code: Evidence(
            code,
            EvidenceKind(raw["kind"]),
            read_prose(raw["label"]),
            Teller(raw["told_by"]),
            Teller(raw["confirmed_by"]) if "confirmed_by" in raw else None,
        )
        for code, raw in read_yaml("texts/bank/evidence.yaml").items()
    }
