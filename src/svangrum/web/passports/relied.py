"""What the organisation has relied on: the list, one kept copy, and the copy as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.language import words
from svangrum.core.sources import cite
from svangrum.records.passports.kept import is_as_kept, shown_to
from svangrum.records.passports.permissions import can_see_relied_numbers
from svangrum.records.passports.queries import relied_for, relied_on_by
from svangrum.web.access import actor_of
from svangrum.web.pages import language_of
from svangrum.web.passports.files import saved
from svangrum.web.passports.found import paper_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

ON_A_PAGE = 50
_KEPT_BY = ("LOU 12:17", "LOU 19:23", "LOU 19 a:12")


@require_safe
@never_cache
def relied(request: HttpRequest) -> HttpResponse:
    """The latest first, a page at a time, with what the law says of keeping it."""
    page = Paginator(relied_on_by(actor_of(request)), ON_A_PAGE).get_page(request.GET.get("page"))
    language = language_of(request)
    law = [(place.url, place.label(language)) for place in map(cite, _KEPT_BY)]
    return render(request, "passports/relied.html", {"pages": page, "law": law})


@require_safe
@never_cache
def copy(request: HttpRequest, relied: UUID) -> HttpResponse:
    """As it was read, also when its link is revoked; the numbers for procurement officers alone."""
    actor = actor_of(request)
    found = relied_for(actor, relied)
    context = {
        "relied": found,
        "kept_by": found.kept_by.name or words("organisation.history.gone", language_of(request)),
        "paper": paper_of(request, shown_to(actor, found)),
        "changed": not is_as_kept(found),
        "numbers": found.kept["with_counts"],
        "sees_numbers": can_see_relied_numbers(actor, found),
    }
    return render(request, "passports/copy.html", context)


@require_safe
@never_cache
def copy_file(request: HttpRequest, relied: UUID, name: str) -> HttpResponse:
    actor = actor_of(request)
    return saved(request, shown_to(actor, relied_for(actor, relied)), name)
