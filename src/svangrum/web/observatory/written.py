"""What is counted, in the words of one language: shares with their intervals, years, names of members."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from svangrum.analysis.observatory.cells import SEVERAL, UNKNOWN, WINNER
from svangrum.competition.shares import interval
from svangrum.competition.winner_kinds import KINDS
from svangrum.core.codes import cpv_table, municipalities
from svangrum.core.language import has_words, words, write_country, write_list, write_money, write_number
from svangrum.core.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from svangrum.core.findings import Value
    from svangrum.web.observatory.asking import Asked

NOT_TOLD = "–"
FEW = 20
"""A per cent of fewer would be finer than they are: they are told as counts."""
_LAST_LETTERS = str.maketrans({"å": "z1", "ä": "z2", "ö": "z3"})
WINNERS = (*KINDS[:-1], SEVERAL, UNKNOWN)


@dataclass(frozen=True)
class Writer:
    language: str

    def words(self, code: str, /, **values: Value) -> str:
        return words(code, self.language, **values)

    def number(self, number: int | None) -> str:
        return NOT_TOLD if number is None else write_number(number, self.language)

    def share(self, hits: int, of: int) -> str:
        """``6,1 %``: the smaller the share, the more decimals; a dash for a share of nothing."""
        return self.percent(hits / of) if of else NOT_TOLD

    def part(self, hits: int, of: int) -> str:
        """A share; ``1 av 5`` where they are few."""
        return self.words("observed.of-few", hits=hits, of=of) if 0 < of < FEW else self.share(hits, of)

    def within(self, hits: int, of: int) -> str:
        """The interval of a share; ``5–9 av 10`` where they are few."""
        if not 0 < of < FEW:
            return self.between(hits, of)
        low, high = (round(end * of) for end in interval(hits, of))
        return self.words("observed.within-few", low=low, high=high, of=of)

    def one_in(self, hits: int, of: int) -> int:
        """How many there are to each hit, with two significant digits, or one where the hits are few."""
        return int(float(f"{of / hits:.{1 if hits < FEW else 2}g}"))

    def percent(self, share: float) -> str:
        return self.words("observed.percent", number=self._per_cent(share, _decimals(share)))

    def _per_cent(self, share: float, decimals: int) -> str:
        return write_number(share * 100, self.language, decimals=decimals)

    def between(self, hits: int, of: int) -> str:
        """The interval of a share, ``3,1–8,2 %``; a dash for a share of nothing."""
        if not of:
            return NOT_TOLD
        low, high = interval(hits, of)
        decimals = _decimals(high)
        return self.words("observed.between", low=self._per_cent(low, decimals), high=self._per_cent(high, decimals))

    def money(self, values: Mapping[str, int]) -> str:
        """Amounts with four significant digits, each currency by itself."""
        written = [write_money(Money(_rounded(minor), currency), self.language) for currency, minor in values.items()]
        return write_list(written, self.language) if written else NOT_TOLD

    def country(self, code: str) -> str:
        return self.words("observed.unknown") if code == UNKNOWN else write_country(code, self.language)

    def period(self, years: Sequence[int]) -> str:
        """``2021`` or ``2019–2024``."""
        first, last = min(years), max(years)
        return str(first) if first == last else self.words("observed.years", first=str(first), last=str(last))

    def asked(self, asked: Asked) -> dict[str, Value]:
        """What a sentence says of the choice: which country, which years, what is counted."""
        return {
            "country": self.country(asked.country),
            "period": self.period(asked.years),
            "what": self.words(f"observed.source.{asked.source}.what"),
            "held": self.words(f"observed.source.{asked.source}.held"),
        }

    def member(self, dimension: str, member: str) -> str:
        """The name of what a cell counts: a CPV division, a kind of buyer or winner, a place."""
        if member == UNKNOWN and dimension != WINNER:
            return self.words("observed.unknown")
        match dimension:
            case "cpv":
                return self._division(member)
            case "municipality":
                return _municipality_names().get(member, member)
            case "region":
                return _county_names().get(member, member)
            case _:
                code = f"observed.{dimension}.{member}"
                return self.words(code) if has_words(code) else member

    def _division(self, member: str) -> str:
        known = cpv_table().get(f"{member}000000")
        return self.words("observed.division", code=member, label=known.label(self.language)) if known else member


def _rounded(minor: int) -> int:
    """Whole units, and no more than four digits that count: the sums hold values that are wrong."""
    return round(minor, -max(2, len(str(abs(minor))) - 4))


def _decimals(share: float) -> int:
    return 0 if share >= 0.1 or not share else 1 if share >= 0.01 else 2


def by_name(name: str) -> str:
    """What names are sorted by: å, ä and ö come last, in that order."""
    return name.lower().translate(_LAST_LETTERS)


@cache
def _municipality_names() -> dict[str, str]:
    return {one.code: one.short for one in municipalities() if not one.fictional}


@cache
def _county_names() -> dict[str, str]:
    return {one.county_code: one.county for one in municipalities() if one.county_code and one.county}
