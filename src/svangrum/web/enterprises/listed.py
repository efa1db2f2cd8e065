"""*Register över sociala företag*: searched and leafed through, by everyone who belongs to an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.codes import find_municipality, municipalities, parse_cpv
from svangrum.core.reading import gather
from svangrum.records.enterprises.lists import reads_in_lists
from svangrum.records.enterprises.models import EnterpriseKind
from svangrum.records.enterprises.permissions import can_list_enterprise, is_buyer, is_coordinator
from svangrum.records.enterprises.queries import Sought, assessments_of, enterprises_seen_by, matching
from svangrum.web.access import actor_of
from svangrum.web.enterprises.shown import cpv_in_words, place_names, places_in_words, warning
from svangrum.web.fields import Asking, fields
from svangrum.web.pages import language_of
from svangrum.web.purchases.found import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from svangrum.core.errors import SvangrumError
    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Assessment, Enterprise

PAGE = 20
MOST_OFFERS = 3
"""So many of an enterprise's offers stand in the list."""
_ASKED = {
    "q": Asking("text", "enterprises.filter.q", "enterprises.filter.q-hint"),
    "cpv": Asking("short", "enterprises.filter.cpv", "enterprises.filter.cpv-hint", digits=True),
    "municipality": Asking("municipality", "enterprises.filter.municipality", "enterprises.filter.municipality-hint"),
    "kind": Asking(
        "select",
        "enterprises.filter.kind",
        choices=(
            ("", "enterprises.filter.every-kind"),
            *((kind.value, f"enterprises.kind.{kind.value}") for kind in EnterpriseKind),
        ),
    ),
}


@dataclass(frozen=True)
class Row:
    """An enterprise in the list. ``counted`` is the own organisation's: ``yes``, ``no`` or empty.

    ``by_list`` is what the enterprise itself has not told, and the list that the own organisation read in says.
    """

    enterprise: Enterprise
    offers: tuple[str, ...]
    more: int
    places: str
    warning: str
    counted: str
    by_list: str


@require_safe
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    actor, language = actor_of(request), language_of(request)
    asked = {name: plain(request.GET.get(name, "")) for name in _ASKED}
    sought, problems = _sought(asked)
    found = matching(enterprises_seen_by(actor), sought, noted_by=actor.organisation)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    form = fields(_ASKED, asked, problems, language=language)
    context = {
        "filters": form.values(),
        "errors": [one for one in form.values() if one.error],
        "places": [place.short for place in municipalities()],
        "rows": _rows(actor, page.object_list, language),
        "page_of": page,
        "asked": any(asked.values()),
        "by_place": bool(sought.municipality),
        "may_have_list": is_buyer(actor) or is_coordinator(actor),
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "lists": can_list_enterprise(actor),
        "reads_in": reads_in_lists(actor),
    }
    return render(request, "enterprises/list.html", context, status=422 if problems else 200)


def _sought(asked: dict[str, str]) -> tuple[Sought, list[SvangrumError]]:
    """What is looked for, and what could not be read: that is left out of the search."""
    problems: list[SvangrumError] = []
    cpv, place = asked["cpv"], asked["municipality"]
    code = gather(lambda: parse_cpv(cpv), problems) if cpv else None
    municipality = gather(lambda: find_municipality(place), problems) if place else None
    sought = Sought(
        words=asked["q"],
        cpv=code.code if code else "",
        municipality=municipality.code if municipality else "",
        kind=asked["kind"] if asked["kind"] in EnterpriseKind.values else "",
    )
    return sought, problems


def _rows(actor: Actor, enterprises: Iterable[Enterprise], language: str) -> list[Row]:
    several = list(enterprises)
    noted = assessments_of(actor, several)
    return [_row(one, noted.get(one.pk), language) for one in several]


def _row(one: Enterprise, noted: Assessment | None, language: str) -> Row:
    return Row(
        enterprise=one,
        offers=tuple(offer["words"] for offer in one.offers[:MOST_OFFERS]),
        more=max(len(one.offers) - MOST_OFFERS, 0),
        places=places_in_words(one, language),
        warning=warning(one, language),
        counted={True: "yes", False: "no", None: ""}[noted.social if noted else None],
        by_list=_by_list(one, noted, language) if noted else "",
    )


def _by_list(one: Enterprise, noted: Assessment, language: str) -> str:
    told = {offer["cpv"] for offer in one.offers}
    offers = [
        offer["words"] or cpv_in_words(offer["cpv"], language) for offer in noted.offers if offer["cpv"] not in told
    ]
    places = [] if one.everywhere or one.places else place_names(noted.places)
    more = ["…"] if len(offers) > MOST_OFFERS else []
    return " · ".join([*offers[:MOST_OFFERS], *more, *([", ".join(places)] if places else [])])
