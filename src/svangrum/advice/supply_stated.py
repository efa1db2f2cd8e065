"""What an officer may state of a purchase besides what the law asks for: what those who could deliver are held against.

The page and the command share these fields. Nothing the law says follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import FieldReader, positive_kronor, whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.money import Money

SUPPLY_FIELDS = ("start", "hours", "paid_from", "paid_to")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
"""A start before or after these is a slip of the pen."""
_MOST_HOURS = 1_000_000


@dataclass(frozen=True)
class SupplyStated:
    """``start`` is the first day of the contract, ``hours`` what is needed each month.

    ``paid_from``–``paid_to`` is what is paid for an hour of the same today, without VAT; both or neither.
    """

    start: date | None = None
    hours: int | None = None
    paid_from: Money | None = None
    paid_to: Money | None = None


NOTHING_STATED = SupplyStated()


def read_supply(raw: Mapping[str, str]) -> SupplyStated:
    """Read the fields in ``SUPPLY_FIELDS``; an empty or absent one is not stated.

    Raises ``InvalidFactsError`` with every field that is at fault: ``supply.one-price`` when a price has no other end,
    ``supply.prices`` when the second is lower than the first, ``supply.far-off`` for a start a century away.
    """
    reader = FieldReader(raw)
    stated = SupplyStated(
        start=reader.read("start", _start),
        hours=reader.read("hours", lambda text: whole_number(text, "hours", least=1, most=_MOST_HOURS)),
        paid_from=reader.read("paid_from", lambda text: positive_kronor(text, "paid_from")),
        paid_to=reader.read("paid_to", lambda text: positive_kronor(text, "paid_to")),
    )
    if not reader.errors:
        reader.errors.extend(_faulty(stated))
    reader.finish()
    return stated


def _start(text: str) -> date:
    day = parse_day(text, field="start")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise SvangrumError("supply.far-off", field="start")
    return day


def _faulty(stated: SupplyStated) -> list[SvangrumError]:
    low, high = stated.paid_from, stated.paid_to
    if (low is None) != (high is None):
        return [SvangrumError("supply.one-price", field="paid_to" if high is None else "paid_from")]
    if low is not None and high is not None and high < low:
        return [SvangrumError("supply.prices", field="paid_to")]
    return []
