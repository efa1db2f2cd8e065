"""The signs of ``data/market/reserved_signs.yaml``, checked as they are read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS = "market/reserved_signs.yaml"


@dataclass(frozen=True)
class TextSign:
    """Words that speak. What a sign that ``hides`` has met is not read by the signs after it."""

    code: str
    phrases: tuple[str, ...]
    speaks: int
    weight: float
    hides: bool


@dataclass(frozen=True)
class BasisSign:
    """Acts that speak against, by their names in the facts."""

    code: str
    acts: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Signs:
    """``base``: the log odds that every purchase begins at. ``cpv`` and ``winners``: signed weights."""

    base: float
    base_rate: str
    high: float
    low: float
    flags: Mapping[str, float]
    texts: tuple[TextSign, ...]
    buyers: tuple[TextSign, ...]
    cpv: Mapping[str, float]
    winners: Mapping[str, float]
    bases: tuple[BasisSign, ...]


@cache
def load_signs() -> Signs:
    """The signs as shipped."""
    raw = read_yaml(SIGNS)
    rate, limits = raw["base_rate"], raw["thresholds"]
    return Signs(
        base=round(math.log(rate["flagged"] / (rate["of"] - rate["flagged"])), 2),
        base_rate=f"{rate['flagged']}/{rate['of']}",
        high=limits["high"],
        low=limits["low"],
        flags={one["code"]: one["weight"] for one in raw["flags"]},
        texts=tuple(_text(one) for one in raw["texts"]),
        buyers=tuple(_text(one) for one in raw["buyers"]),
        cpv={one["prefix"]: one["weight"] for one in raw["cpv"]},
        winners={one["kind"]: one["weight"] for one in raw["winners"]},
        bases=tuple(BasisSign(one["code"], tuple(one["acts"]), one["weight"]) for one in raw["bases"]),
    )


@cache
def reserving_stems() -> tuple[str, ...]:
    """What a purchase without a flag must hold to be a candidate: every phrase that reserves holds one of them."""
    return tuple(read_yaml(SIGNS)["stems"])


def _text(raw: Mapping[str, Any]) -> TextSign:
    phrases = tuple(phrase for language in raw["phrases"].values() for phrase in language)
    return TextSign(raw["code"], phrases, raw["speaks"], raw["weight"], hides=raw.get("hides", False))
