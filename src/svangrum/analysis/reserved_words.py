"""A sign of a reserved purchase in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.competition.reservation import Evidence


def sign_words(sign: Evidence, language: str) -> str:
    """What was met, as a sentence: counts as ``27 av 18 421``, a buyer's name with a capital."""
    return words(f"reservation.evidence.{sign.code}", language, value=_value(sign, language))


def _value(sign: Evidence, language: str) -> str:
    hits, slash, of = sign.value.partition("/")
    if sign.code == "base-rate" and slash and hits.isdigit() and of.isdigit():
        return words("reservation.of", language, hits=int(hits), of=int(of))
    return sign.value.capitalize() if sign.code == "buyer-defence" else sign.value
