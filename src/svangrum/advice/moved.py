"""What moves the forecast of a purchase, in one language's words: the few facts that move it most."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.codes import cpv_table
from svangrum.core.data import read_yaml
from svangrum.core.language import has_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.advice.json_values import Json
    from svangrum.competition.factors import Factor

MOST = 4
LEAST = 0.02
"""A fact that moves less than this share of the distribution is not told."""


LEAST_OF_A_WORD = 0.01
"""A word that changes the chance of a single tender by less than this is not told."""


def moved_in_words(factors: Iterable[Factor], language: str) -> tuple[str, ...]:
    """A sentence for each of the facts that move the forecast most, the strongest first."""
    told = [(factor, name) for factor in factors if factor.effect.moved >= LEAST for name in _named(factor, language)]
    return tuple(_sentence(factor, name, language) for factor, name in told[:MOST])


def _named(factor: Factor, language: str) -> Iterator[str]:
    """What a fact is called; nothing for one that has no words here."""
    if factor.code == "cpv":
        yield words("moved.cpv", language, cpv=cpv_table()[factor.values["node"].ljust(8, "0")])
    elif factor.code == "word":
        if _says_something(factor):
            yield words("moved.word", language, word=factor.values["word"])
    elif has_words(f"moved.{factor.code}.{factor.values['value']}"):
        yield words(f"moved.{factor.code}.{factor.values['value']}", language)


def _says_something(factor: Factor) -> bool:
    word = factor.values["word"].lower()
    return abs(factor.effect.p_one) >= LEAST_OF_A_WORD and not word.isnumeric() and word not in _empty_words()


@cache
def _empty_words() -> frozenset[str]:
    """Numerals and function words: they may move the forecast, and tell a reader nothing."""
    return frozenset((*read_yaml("guide/common_words.yaml"), *read_yaml("market/numerals.yaml")))


def _sentence(factor: Factor, name: str, language: str) -> str:
    points = round(100 * factor.effect.p_one)
    if points == 0:
        return words(f"moved.{factor.effect.tenders}", language, name=name)
    side = "higher" if points > 0 else "lower"
    code = f"moved.one-{side}" if abs(points) == 1 else f"moved.risk-{side}"
    return words(code, language, name=name, points=abs(points))


def factor_object(factor: Factor) -> Json:
    """A factor as JSON has it. ``p_one`` and ``median`` are changes, ``moved`` a share of the distribution."""
    return {
        "code": factor.code,
        "values": dict(factor.values),
        "effect": {
            "p_one": round(factor.effect.p_one, 6),
            "median": factor.effect.median,
            "tenders": factor.effect.tenders,
            "moved": round(factor.effect.moved, 6),
        },
    }
