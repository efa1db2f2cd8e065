"""What *Pröva ett köp* hands on to the calendar: what is bought, under which act, and in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.advice.read import read_purchase
from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.law.assess import assess
from svangrum.law.timetable.facts import Route

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_WAYS: Mapping[str, Route] = {
    "direct": Route.DIRECT,
    "national": Route.NATIONAL,
    "national-if-advertised": Route.NATIONAL,
    "either-way": Route.OPEN,
    "directive": Route.OPEN,
    "concession-direct": Route.DIRECT,
    "concession-below": Route.NATIONAL,
    "concession-if-advertised": Route.NATIONAL,
    "concession-either-way": Route.CONCESSION,
    "concession-above": Route.CONCESSION,
}
"""The way to buy by what the rule on standstill answers; where that is not settled, the stricter."""


def handed_on(query: Mapping[str, str], *, today: date) -> dict[str, str]:
    """The fields that follow from a purchase in the address, by the law of the day it states, else of ``today``.

    None when it has no value or cannot be read, and none when the address says itself how the purchase is made.
    """
    if not query.get("value", "").strip() or "route" in query:
        return {}
    try:
        purchase, day = read_purchase(query), query.get("as_of", "").strip()
        found = assess(purchase, as_of=parse_day(day) if day else today).instrument("standstill")
    except SvangrumError:
        return {}
    route = _WAYS.get(found.code) if found is not None else None
    return {"act": purchase.under.value} | ({"route": route.value} if route else {})
