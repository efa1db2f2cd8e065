"""*Köp*: what one has kept, what others share, what is closed; sought, sorted and leafed through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.dates import day_at_home
from svangrum.core.language import words
from svangrum.records.purchases.queries import Shelf, headlines, last_answers, matching, on_shelf
from svangrum.records.purchases.today import differs_today
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.pages import address, language_of
from svangrum.web.purchases.found import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.actors import Actor
    from svangrum.records.purchases.models import GivenAdvice, Purchase

PAGE = 20
_OLDEST = "oldest"


@dataclass(frozen=True)
class Row:
    """A purchase with the headline of its latest answer; ``differs`` tells that today's answer is another."""

    purchase: Purchase
    day: date
    headline: str
    answer: GivenAdvice
    differs: bool


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


@require_safe
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    actor, language = actor_of(request), language_of(request)
    shelf, sought = _shelf(request.GET.get("shelf", "")), plain(request.GET.get("q", ""))
    oldest = request.GET.get("sort") == _OLDEST
    found = matching(on_shelf(actor, shelf, on=today()), sought)
    page = Paginator(found.order_by("kept_at" if oldest else "-kept_at", "pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": _tabs(actor, shelf, language),
        "shelf": shelf,
        "sought": sought,
        "rows": _rows(page.object_list, language),
        "page_of": page,
        "oldest": oldest,
        "turned": _query(shelf, sought, oldest=not oldest),
        "query": _query(shelf, sought, oldest=oldest),
    }
    return render(request, "purchases/list.html", context)


def _shelf(written: str) -> Shelf:
    return Shelf(written) if written in set(Shelf) else Shelf.MINE


def _tabs(actor: Actor, shelf: Shelf, language: str) -> list[Tab]:
    """Every shelf; that of what others left only when something lies there."""
    shown = [one for one in Shelf if one is not Shelf.LEFT or on_shelf(actor, one, on=today()).exists()]
    url = address("purchases", language)
    return [
        Tab(words(f"purchases.shelf.{one}", language), f"{url}?{_query(one, '', oldest=False)}", one is shelf)
        for one in shown
    ]


def _rows(purchases: Iterable[Purchase], language: str) -> list[Row]:
    several = list(purchases)
    answers = last_answers(several)
    said = headlines(answers.values(), language)
    return [_row(one, answers[one.pk], said) for one in several]


def _row(purchase: Purchase, answer: GivenAdvice, said: Mapping[UUID, str]) -> Row:
    differs = differs_today(answer, on=today())
    return Row(purchase, day_at_home(purchase.kept_at), said[answer.pk], answer, differs)


def _query(shelf: Shelf, sought: str, *, oldest: bool) -> str:
    stated = {"shelf": shelf, "q": sought, "sort": _OLDEST if oldest else ""}
    return urlencode({name: value for name, value in stated.items() if value})
