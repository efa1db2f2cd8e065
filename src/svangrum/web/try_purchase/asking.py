"""From a page's query to the answer: read, advise, explain. Nothing is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings

from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.advice.lawbook.entries import law_entries
from svangrum.advice.read import read_purchase
from svangrum.advice.supply_stated import read_supply
from svangrum.core.dates import parse_day
from svangrum.core.language import LANGUAGES
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.guide.search import search
from svangrum.web.clock import today
from svangrum.web.fields import stated
from svangrum.web.try_purchase.forms import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from svangrum.advice.answer import Answer
    from svangrum.advice.supply_known import KnownSuppliers
    from svangrum.core.errors import SvangrumError

    T = TypeVar("T")


def stated_facts(query: Mapping[str, str]) -> dict[str, str]:
    """The fields that hold something, in the form's order. Without a date, today in Sweden."""
    found = stated(query, FIELDS)
    return {**found, "as_of": found.get("as_of") or today().isoformat()}


def answer_to(stated: Mapping[str, str], *, language: str, known: KnownSuppliers | None = None) -> Answer:
    """The answer to what was stated, with published purchases like it when there are facts in the store.

    ``known`` is the register, for who may ask who could deliver. Raises ``InvalidFactsError`` with every field at
    fault, the date among them.
    """
    problems: list[SvangrumError] = []
    purchase = gather(lambda: read_purchase(stated), problems)
    day = gather(lambda: parse_day(stated["as_of"]), problems)
    supply = gather(lambda: read_supply(stated), problems)
    if purchase is None or day is None or supply is None:
        raise InvalidFactsError(tuple(problems))
    asked = partial(advise, purchase, as_of=day, store=settings.STORE, known=known, stated=supply)
    advice = gather(asked, problems)
    if advice is None:
        raise InvalidFactsError(tuple(problems))
    return explain(advice, language=language)


def prepare() -> None:
    """Answer one question and search once, so that what every page needs is loaded before the first visitor asks."""
    answer_to(stated_facts({"what": "lokalvård"}), language="sv")
    for language in LANGUAGES:
        search("lokalvård", language=language)
        search("lokalvård", language=language, held=law_entries)
