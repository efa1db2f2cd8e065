"""From a test of a passport to what ``matching`` asks for: one proof, and the days on which it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.matching.suppliers import Proof
from svangrum.records.passports.passport import Why

if TYPE_CHECKING:
    from svangrum.records.passports.passport import Examined


def proof_of(found: Examined) -> Proof | None:
    """None where nothing is told, or where what is told was set aside."""
    told = found.current
    if told is None or found.why is Why.SET_ASIDE:
        return None
    return Proof(told.holds, told.counted_on, told.expires, under_review=found.review_since is not None)
