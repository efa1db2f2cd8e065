"""The limits that an organisation sets for itself. They stand beside the law's, and never above them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from svangrum.core.amounts import parse_kronor
from svangrum.core.data import read_yaml
from svangrum.core.errors import SvangrumError
from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.core.reading import FieldReader
from svangrum.records.profiles.models import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from svangrum.core.parameters import DatedValue


@dataclass(frozen=True)
class OwnLimit:
    """A kind of limit. ``most`` is the code of the law's own, which may not be exceeded; empty where there is none."""

    code: str
    most: str = ""

    def law(self, on: date) -> DatedValue | None:
        """The law's own limit on a day, with its citation."""
        return parameters()[self.most].at(on) if self.most else None


@dataclass(frozen=True)
class Limit:
    """What an organisation has set. ``reached`` tells whether a purchase is of that value or more; None: not known."""

    code: str
    amount: Money
    reached: bool | None = None


@cache
def own_limits() -> tuple[OwnLimit, ...]:
    """Every kind of limit, in the order of a purchase (``data/guide/own_limits.yaml``)."""
    return tuple(OwnLimit(**one) for one in read_yaml("guide/own_limits.yaml"))


def limits_for(organisation: UUID, value: Money | None = None) -> list[Limit]:
    """What the organisation has set, each with whether a purchase of ``value`` reaches it."""
    profile = Profile.objects.filter(organisation=organisation).first()
    kept: Mapping[str, int] = profile.limits if profile else {}
    amounts = [(one.code, Money.kronor(kept[one.code])) for one in own_limits() if one.code in kept]
    return [Limit(code, amount, None if value is None else value >= amount) for code, amount in amounts]


def read_limits(written: Mapping[str, str], *, on: date) -> dict[str, int]:
    """Whole kronor by code; what is empty is left out.

    Raises ``InvalidFactsError`` with every field at fault: ``money.…`` for no amount, ``limit.not-whole`` for öre and
    ``limit.above-law`` for more than the law's own limit on the day.
    """
    reader = FieldReader(written)
    read = {one.code: reader.read(one.code, partial(_kronor, limit=one, on=on)) for one in own_limits()}
    reader.finish()
    return {code: kronor for code, kronor in read.items() if kronor is not None}


def _kronor(text: str, limit: OwnLimit, on: date) -> int:
    amount = parse_kronor(text, field=limit.code)
    if amount.minor % 100:
        raise SvangrumError("limit.not-whole", field=limit.code)
    law = limit.law(on)
    if law is not None and isinstance(law.value, Money) and amount > law.value:
        raise SvangrumError("limit.above-law", field=limit.code, amount=amount, most=law.value, cited=law.citation)
    return amount.minor // 100
