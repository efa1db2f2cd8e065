"""What those who could deliver are held against: the purchase as so much each month, from a day to another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from svangrum.advice.read import read_purchase
from svangrum.advice.supply_stated import read_supply
from svangrum.core.codes import find_municipality
from svangrum.core.dates import LAST_MEANT
from svangrum.core.parameters import number
from svangrum.core.reading import InvalidFactsError
from svangrum.matching.capacity import last_day_known
from svangrum.matching.suppliers import Measure, Need

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from svangrum.advice.supply_stated import SupplyStated
    from svangrum.law.purchase import Purchase


def missing_for(purchase: Purchase, stated: SupplyStated) -> Iterator[str]:
    """What must be stated before anybody can be held against the purchase: codes of ``supply.missing``."""
    if purchase.cpv is None or not purchase.cpv_confirmed:
        yield "cpv"
    if purchase.municipality is None:
        yield "municipality"
    if purchase.months is None:
        yield "months"
    if stated.hours is None and purchase.value is None:
        yield "size"


def need_of(purchase: Purchase, stated: SupplyStated, as_of: date) -> Need:
    """By the hours that are stated, else by what the value comes to each month; at most the months that are known."""
    assert purchase.cpv and purchase.municipality and purchase.months  # noqa: S101, PT018 - nothing is missing
    since = stated.start or _months_on(min(as_of, LAST_MEANT), round(number("register-start-months", as_of)))
    until = min(last_day_of(since, purchase.months), last_day_known(since))
    measure, per_month = Measure.HOURS, stated.hours
    if per_month is None:
        assert purchase.value is not None  # noqa: S101 - nothing is missing
        measure, per_month = Measure.KRONOR, max(1, -(-purchase.value.minor // (100 * purchase.months)))
    return Need(purchase.cpv, find_municipality(purchase.municipality).code, since, until, measure, per_month)


def need_in(facts: Mapping[str, str], as_of: date) -> Need | None:
    """What facts come to as they were written; none while something is missing, or reads as nothing any more."""
    try:
        purchase, stated = read_purchase(facts), read_supply(facts)
    except InvalidFactsError:
        return None
    return None if any(missing_for(purchase, stated)) else need_of(purchase, stated, as_of)


def _months_on(day: date, months: int) -> date:
    """The first of the month so many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def last_day_of(since: date, months: int) -> date:
    """The last of so many months from a day on."""
    end = _months_on(since, months)
    return min(end + timedelta(days=since.day - 2), _months_on(end, 1) - timedelta(days=1))
