"""From a page's query to the answer: read, advise, explain. Nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.advice.read import read_purchase
from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES
from svangrum.core.reading import InvalidFactsError
from svangrum.guide.search import search
from svangrum.web.clock import today
from svangrum.web.try_purchase.forms import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from svangrum.advice.answer import Answer

    T = TypeVar("T")


def stated_facts(query: Mapping[str, str]) -> dict[str, str]:
    """The fields that hold something, in the form's order. Without a date, today in Sweden."""
    stated = {name: query[name].strip() for name in FIELDS if query.get(name, "").strip()}
    return {**stated, "as_of": stated.get("as_of") or today().isoformat()}


def answer_to(stated: Mapping[str, str], *, language: str) -> Answer:
    """The answer to what was stated.

    Raises ``InvalidFactsError`` with every field at fault, the date among them.
    """
    problems: list[SvangrumError] = []
    purchase = _gather(lambda: read_purchase(stated), problems)
    day = _gather(lambda: parse_day(stated["as_of"]), problems)
    if purchase is None or day is None:
        raise InvalidFactsError(tuple(problems))
    advice = _gather(lambda: advise(purchase, as_of=day), problems)
    if advice is None:
        raise InvalidFactsError(tuple(problems))
    return explain(advice, language=language)


def prepare() -> None:
    """Answer one question and search once, so that what every page needs is loaded before the first visitor asks."""
    answer_to(stated_facts({"what": "lokalvård"}), language="sv")
    for language in LANGUAGES:
        search("lokalvård", language=language)


def _gather(read: Callable[[], T], problems: list[SvangrumError]) -> T | None:
    try:
        return read()
    except InvalidFactsError as error:
        problems.extend(error.errors)
    except SvangrumError as error:
        problems.append(error)
    return None
