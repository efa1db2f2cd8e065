"""Why two answers differ. The old question is asked again, step by step, from the old answer to the new one.

First as the program answers today for the old day, then on each day when the law changed, then on the new day, and
last with the new facts. What differs between two steps differs because of what was changed between them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.advice.compared import SUPPLIERS, Key, Kind, changed
from svangrum.advice.restored import purchase_in
from svangrum.core.errors import NotInForceError
from svangrum.law.diff import days_of_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from svangrum.advice.json_values import Json
    from svangrum.law.purchase import Purchase

    Ask = Callable[[Purchase, date], Json]


class Cause(StrEnum):
    """Why something differs: other facts, another law, a newer program, newer data about the market."""

    FACTS = "facts"
    LAW = "law"
    PROGRAM = "program"
    DATA = "data"


@dataclass(frozen=True)
class Because:
    """One cause. ``day``: from when the law is another."""

    cause: Cause
    day: date | None = None


def causes(then: Json, now: Json, ask: Ask) -> Mapping[Key, tuple[Because, ...]]:
    """Why each thing differs, for what can be told. ``ask`` answers a purchase on a day as the program does now."""
    found: dict[Key, list[Because]] = defaultdict(list)
    before = then
    for because, after in _steps(then, now, ask):
        for one in changed(before, after):
            found[one.key].append(because)
        before = after
    told = {one.key: found[one.key] for one in changed(then, now)}
    return {
        key: (Because(Cause.DATA),) if key.kind is Kind.SNAPSHOT or _of_the_register(key, then, now) else tuple(why)
        for key, why in told.items()
    }


def _of_the_register(key: Key, then: Json, now: Json) -> bool:
    """Whether it is said of those who could deliver, held against the same need: then the register is another."""
    if key != SUPPLIERS:
        return False
    one, other = (dict(told["two_suppliers"]["need"] or {}, since=None, until=None) for told in (then, now))
    return one == other


def _steps(then: Json, now: Json, ask: Ask) -> Iterator[tuple[Because, Json]]:
    """Each step's cause and the answer after it. Nothing is known when the program no longer answers for the day."""
    purchase, first, last = stated_in(then), date.fromisoformat(then["as_of"]), date.fromisoformat(now["as_of"])
    try:
        yield Because(Cause.PROGRAM), ask(purchase, first)
    except NotInForceError:
        return
    for day, asked in _days(first, last):
        yield Because(Cause.LAW, day), ask(purchase, asked)
    yield Because(Cause.FACTS), now


def _days(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days on which the law changed on the way, and the day to ask for; the way may lead backwards."""
    if first <= last:
        yield from ((day, day) for day in days_of_change() if first < day <= last)
    else:
        yield from ((day, day - timedelta(days=1)) for day in reversed(days_of_change()) if last < day <= first)


def stated_in(told: Json) -> Purchase:
    """The purchase as it was stated: a code that nobody confirmed was guessed."""
    purchase = purchase_in(told)
    return purchase if purchase.cpv_confirmed else replace(purchase, cpv=None)
