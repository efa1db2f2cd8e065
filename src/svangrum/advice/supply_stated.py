"""What an officer may state of a purchase besides what the law asks for: what those who could deliver are held against.

The page and the command share these fields. Nothing the law says follows from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.competition.concentration import Seller
from svangrum.core.dates import FIRST_MEANT, LAST_MEANT, parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import FieldReader, positive_kronor, whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.core.money import Money

SUPPLY_FIELDS = ("start", "hours", "paid_from", "paid_to", "shares_small", "shares_other")
_MOST_HOURS = 1_000_000
_MOST_SELLERS = 20
_BETWEEN = re.compile(r"[,;]?\s+|;")
"""A comma between two figures is a decimal point, which shares do not have."""


@dataclass(frozen=True)
class SupplyStated:
    """``start`` is the first day of the contract, ``hours`` what is needed each month.

    ``paid_from``–``paid_to`` is what is paid for an hour of the same today, without VAT; both or neither.
    ``shares_small`` and ``shares_other`` are per cent of what is delivered today, one for each who does: small ones
    and the others.
    """

    start: date | None = None
    hours: int | None = None
    paid_from: Money | None = None
    paid_to: Money | None = None
    shares_small: tuple[int, ...] = ()
    shares_other: tuple[int, ...] = ()

    @property
    def sellers(self) -> tuple[Seller, ...]:
        """Those who deliver today, nobody named: told apart by their place in what was written."""
        minor = ((f"small-{place}", share, True) for place, share in enumerate(self.shares_small))
        other = ((f"other-{place}", share, False) for place, share in enumerate(self.shares_other))
        return tuple(Seller(key, share / 100, small) for key, share, small in (*other, *minor))


NOTHING_STATED = SupplyStated()


def read_supply(raw: Mapping[str, str]) -> SupplyStated:
    """Read the fields in ``SUPPLY_FIELDS``; an empty or absent one is not stated.

    Raises ``InvalidFactsError`` with every field that is at fault: ``supply.one-price`` when a price has no other end,
    ``supply.prices`` when the second is lower than the first, ``supply.far-off`` for a start a century away,
    ``supply.shares`` for what is no list of per cent, ``supply.shares-over`` for more than 100 together.
    """
    reader = FieldReader(raw)
    stated = SupplyStated(
        start=reader.read("start", _start),
        hours=reader.read("hours", lambda text: whole_number(text, "hours", least=1, most=_MOST_HOURS)),
        paid_from=reader.read("paid_from", lambda text: positive_kronor(text, "paid_from")),
        paid_to=reader.read("paid_to", lambda text: positive_kronor(text, "paid_to")),
        shares_small=reader.read("shares_small", lambda text: _shares(text, "shares_small")) or (),
        shares_other=reader.read("shares_other", lambda text: _shares(text, "shares_other")) or (),
    )
    if not reader.errors:
        reader.errors.extend(_faulty(stated))
    reader.finish()
    return stated


def _start(text: str) -> date:
    day = parse_day(text, field="start")
    if not FIRST_MEANT <= day <= LAST_MEANT:
        raise SvangrumError("supply.far-off", field="start")
    return day


def _shares(text: str, field: str) -> tuple[int, ...]:
    """Whole per cent, with spaces between."""
    parts = [part for part in _BETWEEN.split(text.replace("%", " ")) if part]
    if len(parts) > _MOST_SELLERS or not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        raise SvangrumError("supply.shares", field=field, most=_MOST_SELLERS)
    return tuple(int(part) for part in parts if int(part))


def _faulty(stated: SupplyStated) -> list[SvangrumError]:
    low, high = stated.paid_from, stated.paid_to
    if (low is None) != (high is None):
        return [SvangrumError("supply.one-price", field="paid_to" if high is None else "paid_from")]
    if low is not None and high is not None and high < low:
        return [SvangrumError("supply.prices", field="paid_to")]
    told = sum((*stated.shares_small, *stated.shares_other))
    if told > 100:
        return [SvangrumError("supply.shares-over", field="shares_other", told=told)]
    return []
