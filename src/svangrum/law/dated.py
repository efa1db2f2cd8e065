"""The law on one day: its limits, and on which side of a limit a purchase lies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from svangrum.core.language import words, write_list
from svangrum.core.money import Money
from svangrum.core.parameters import Parameter, Status, parameters
from svangrum.core.sources import Citation
from svangrum.law.purchase import Act

if TYPE_CHECKING:
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.core.sources import Source


class Side(StrEnum):
    """Where a purchase lies against a limit."""

    BELOW = "below"
    TOGETHER = "below, but not together with what else is bought of the same kind"
    NEAR = "between the lowest and the highest amount the limit can have"
    UNREAD = "the limit has not been read"
    OVER = "at or over"


@dataclass(frozen=True)
class Limit:
    """An amount that divides purchases on one day. ``low`` and ``high`` differ where only a range is known.

    All three are None where the value has not been read.
    """

    code: str
    value: Money | None
    low: Money | None
    high: Money | None
    status: Status
    citation: Citation

    def side(self, own: Money, counted: Money) -> Side:
        """``own`` is the purchase's value, ``counted`` the same with what else is bought of the same kind."""
        if self.low is None or self.high is None:
            return Side.UNREAD
        if own >= self.high:
            return Side.OVER
        if own >= self.low:
            return Side.NEAR
        return Side.TOGETHER if counted >= self.low else Side.BELOW

    def values(self, name: str) -> dict[str, Value]:
        """What is known of the limit, for the words: ``name``, ``name-low`` and ``name-high``."""
        known = {name: self.value, f"{name}-low": self.low, f"{name}-high": self.high}
        return {key: value for key, value in known.items() if value is not None}


@dataclass(frozen=True)
class Named:
    """A parameter as it is called in each language."""

    code: str

    def label(self, language: str) -> str:
        return words(f"parameter.{self.code}", language)


@dataclass(frozen=True)
class ReadThrough:
    """Acts, each with the day that its text has been read through, as one sentence names them."""

    days: tuple[tuple[str, date], ...]

    @property
    def code(self) -> str:
        return ", ".join(f"{act} {day.isoformat()}" for act, day in self.days)

    def label(self, language: str) -> str:
        return "; ".join(self._of(day, language) for day in sorted({day for _, day in self.days}))

    def _of(self, through: date, language: str) -> str:
        acts = write_list([act for act, day in self.days if day == through], language)
        return words("law.read-through", language, acts=acts, date=through)


@dataclass(frozen=True, eq=False)
class LawAt:
    """The parameters as they stand on ``day`` under one act. ``law_at`` gives one for each, the same every time.

    A value that differs between acts has a parameter for each: ``direct-award-limit`` and ``direct-award-limit-luf``.
    Rules and words ask for the first, and get the act's own.
    """

    day: date
    act: Act = Act.LOU

    def limit(self, code: str) -> Limit:
        """An amount of money that divides purchases. Raises ``TypeError`` for a parameter that is not money."""
        return _limit(code, self.day, self.act)

    def number(self, code: str) -> int:
        """A known number: days, months, years or percent."""
        value = self.value(code)
        if not isinstance(value, int):
            message = f"{code} is not a known number on {self.day}"
            raise TypeError(message)
        return value

    def unverified(self, code: str) -> bool:
        """Whether the value has not been read in statute or on an official page."""
        return self._own(code).at(self.day).status is Status.TO_VERIFY

    def value(self, code: str) -> Value:
        """The value as it is written out; None when it has not been read."""
        return self._own(code).at(self.day).value

    def _own(self, code: str) -> Parameter:
        return parameters()[own_code(code, self.act)]


@lru_cache(maxsize=256)
def law_at(day: date, act: Act = Act.LOU) -> LawAt:
    return LawAt(day, act)


def own_code(code: str, act: Act) -> str:
    """The parameter that holds the value of ``code`` under ``act``."""
    own = f"{code}-{act}"
    return own if own in parameters() else code


def unverified(day: date) -> list[Parameter]:
    """Parameters whose value on ``day`` has not been read in statute or on an official page."""
    in_force = [one for one in parameters().values() if one.values[0].since <= day]
    return [one for one in in_force if one.at(day).status is Status.TO_VERIFY]


def overdue(day: date) -> list[Parameter]:
    """Parameters whose next review was to be made before ``day``."""
    return [one for one in parameters().values() if one.review.next_review < day]


@lru_cache(maxsize=1024)
def _limit(code: str, day: date, act: Act) -> Limit:
    dated = parameters()[own_code(code, act)].at(day)
    bounds = (dated.low, dated.high) if dated.value is None else (dated.value, dated.value)
    return Limit(
        code=code,
        value=_money(code, dated.value),
        low=_money(code, bounds[0]),
        high=_money(code, bounds[1]),
        status=dated.status,
        citation=_place(code, dated.citation),
    )


def _money(code: str, value: Value) -> Money | None:
    if value is None or isinstance(value, Money):
        return value
    message = f"{code} is not an amount of money"
    raise TypeError(message)


def _place(code: str, citation: Citation | Source) -> Citation:
    if isinstance(citation, Citation):
        return citation
    message = f"{code} rests on no act"
    raise TypeError(message)
