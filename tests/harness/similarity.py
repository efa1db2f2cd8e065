"""How alike two paragraphs of the procurement acts are, in the words they use."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Vector = Mapping[str, float]

_AMENDED = re.compile(r"\bLag \(\[[^)]*\)\.?")
_LINK = re.compile(r"\]\([^)]*\)")
_HEADING = re.compile(r"(?m)^#.*$")
_BUYER = re.compile(r"\b(myndighet\w* (?:eller|och) )?(?:enhet|myndighet)(en|er|erna)?s?\b")
_CONTRACT = re.compile(
    r"\b(?:tjänste|bygg)?koncession(?:en|er|erna|s|ens)?\b"
    r"|\bkontrakt(?:et|en|s|ets)?(?: eller (?:ett )?ramavtal(?:et|s|ets)?)?\b"
)
_HYPHEN = re.compile(r"(?<=[a-zåäö])- ?(?=[a-zåäö])")
_ALIASES = {"koncessionsdokument": "upphandlingsdokument", "koncessionshavare": "leverantör", "åren": "år"}
_SPELLED = "två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|tjugo"
_UNIT = "dagar|arbetsdagar|månader|år|kronor|procent|euro"


def plain(paragraph: str) -> str:
    """The words of a paragraph without heading, links and amending act. Terms that only name the act's own are one."""
    text = _HYPHEN.sub("", _HEADING.sub("", _LINK.sub("", _AMENDED.sub("", paragraph))).lower())
    for term, alias in _ALIASES.items():
        text = text.replace(term, alias)
    return _CONTRACT.sub("kontrakt", _BUYER.sub("köpare", text))


def quantities(paragraph: str) -> Counter[str]:
    """The amounts, times and shares in a paragraph, each with how often it stands there."""
    found = re.findall(rf"\b((?:\d[\d ]*|{_SPELLED})\s+(?:{_UNIT}))\b", plain(paragraph))
    return Counter(" ".join(one.split()) for one in found)


def points(paragraph: str) -> set[str]:
    """The numbers of a paragraph's points."""
    return set(re.findall(r"(?:^|\s)(\d{1,2})\. (?=[a-zåäö])", _LINK.sub("", paragraph)))


class Likeness:
    """Weighs words and pairs of words by how rare they are among all paragraphs given."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        terms = [set(_terms(one)) for one in paragraphs]
        self._among = len(terms)
        self._holding = Counter(term for one in terms for term in one)

    def vector(self, paragraph: str) -> Vector:
        """A paragraph as weights of length 1."""
        weights = {term: times * self._rarity(term) for term, times in _terms(paragraph).items()}
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}

    def _rarity(self, term: str) -> float:
        return math.log(1 + self._among / self._holding[term])


def alike(one: Vector, other: Vector) -> float:
    """From 0, no word in common, to 1, the same words."""
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def _terms(paragraph: str) -> Counter[str]:
    words = re.findall(r"[a-zåäö]+", plain(paragraph))
    return Counter(words) + Counter(f"{one} {two}" for one, two in pairwise(words))
