"""A kept answer beside the one that the program gives today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum import __version__
from svangrum.advice.because import causes, stated_in
from svangrum.advice.compared import changed
from svangrum.advice.compared_told import told_differences
from svangrum.advice.supply_stated import read_supply
from svangrum.law.diff import days_of_change
from svangrum.records.purchases.given import told_now

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from svangrum.advice.compared_told import ToldGroup
    from svangrum.advice.json_values import Json
    from svangrum.advice.supply_known import KnownSuppliers
    from svangrum.law.purchase import Purchase
    from svangrum.records.purchases.models import GivenAdvice


def day_to_ask(answer: GivenAdvice, *, on: date) -> date:
    """Today; the day that the answer is about, when that has not come."""
    return max(answer.as_of, on)


def differs_today(answer: GivenAdvice, *, on: date) -> bool:
    """Whether the same facts give another answer today, published purchases aside.

    By the same program under the same law they do not: then nothing is worked out.
    """
    day = day_to_ask(answer, on=on)
    if answer.package_version == __version__ and not any(answer.as_of < one <= day for one in days_of_change()):
        return False
    then = answer.advice["sv"]
    return bool(changed(then, told_now(stated_in(then), day, language="sv")))


def told_today(
    answer: GivenAdvice,
    *,
    on: date,
    language: str,
    store: Path | None = None,
    known: KnownSuppliers | None = None,
) -> tuple[ToldGroup, ...]:
    """What is another today, in words, and why; of those who could deliver too, for who may ask the register."""
    then, stated = answer.advice[language], read_supply(answer.facts)
    day = day_to_ask(answer, on=on)
    now = told_now(stated_in(then), day, language=language, store=store, known=known, stated=stated)
    return told_between(then, now)


def told_between(then: Json, now: Json) -> tuple[ToldGroup, ...]:
    """What differs between two answers in the same language, and why where that can be told."""

    def ask(purchase: Purchase, day: date) -> Json:
        return told_now(purchase, day, language=now["language"])

    return told_differences(then, now, changed(then, now), causes(then, now, ask))
