"""Pages that ask nothing: about, accessibility, the error pages, and the municipality's own mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from svangrum.competition.tenders import load_market
from svangrum.records.actors import PUBLIC
from svangrum.web.brand import brand_css
from svangrum.web.pages import address, language_of, other_language
from svangrum.web.reference import reference_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

_DAY = 24 * 60 * 60


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html", {"market": load_market().provenance.values, "contact": settings.CONTACT})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that the Act (2018:1937) on accessibility of digital public services asks for."""
    context = {
        "contact": settings.CONTACT,
        "supervisor": settings.SUPERVISOR,
        "supervisor_url": settings.SUPERVISOR_URL,
    }
    return render(request, "accessibility.html", context)


@require_safe
@cache_control(max_age=_DAY, public=True)
def brand_stylesheet(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(brand_css(settings.BRAND), content_type="text/css; charset=utf-8")


@require_safe
@cache_control(max_age=_DAY, public=True)
def brand_logo(_request: HttpRequest) -> HttpResponseBase:
    if settings.BRAND.logo is None:
        raise Http404
    return FileResponse(settings.BRAND.logo.open("rb"), content_type=settings.BRAND.logo_type)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Answers and documents are made anew for each question: nothing to index, and slow to walk."""
    closed = ("/svar", "/underlag/", "/en/answer", "/en/documents/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    return _wrong(request, "403")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    return _wrong(request, "404")


def failed(request: HttpRequest) -> HttpResponse:
    """Shown to whoever it is as to a stranger: the database that tells may be what failed.

    Nothing that was asked is repeated; the reference is what the log calls the request.
    """
    request.actor = PUBLIC  # type: ignore[attr-defined]
    language = language_of(request)
    context = {
        "messages": (),
        "other_url": address("start", other_language(language)),
        "sign_in_url": address("account_login", language),
        "reference": reference_of(request),
    }
    return _wrong(request, "500", **context)


def _wrong(request: HttpRequest, status: str, **more: object) -> HttpResponse:
    context = {"title": f"wrong.{status}.title", "says": f"wrong.{status}.says", "reference": "", **more}
    return render(request, "wrong.html", context, status=int(status))
