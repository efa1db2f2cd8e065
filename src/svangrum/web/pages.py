"""One page, two addresses: Swedish from the root, English below ``/en/``. The address alone decides the language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import path, reverse

from svangrum.core.language import LANGUAGES
from svangrum.web.rules import anyone, nobody, open_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponseBase
    from django.urls import URLPattern

    from svangrum.records.actors import Actor

_PREFIX = {"sv": "", "en": "en/"}


@dataclass(frozen=True)
class Page:
    """A page by name, its address in each language, the view that answers, and who may open it (``web.access``)."""

    name: str
    sv: str
    en: str
    view: Callable[..., HttpResponseBase]
    who: Callable[[Actor], bool] = nobody


def routes(pages: Iterable[Page]) -> list[URLPattern]:
    """Every page in every language, named ``<page>.<language>``, open to those for whom it is."""
    return [
        path(route(page, language), open_to(page.who, page.view), name=f"{page.name}.{language}")
        for page in pages
        for language in LANGUAGES
    ]


def route(page: Page, language: str) -> str:
    """The address of a page in ``language`` as Django writes it, with its parts in angles."""
    return _PREFIX[language] + str(getattr(page, language))


def public(pages: Iterable[Page]) -> list[Page]:
    """The same pages, open to anyone."""
    return [replace(page, who=anyone) for page in pages]


def address(page: str, language: str, **parts: str) -> str:
    """Where ``page`` lies in ``language``. Raises ``NoReverseMatch`` for a page that does not exist."""
    return reverse(f"{page}.{language}", kwargs=parts)


def language_of(request: HttpRequest) -> str:
    return "en" if request.path_info.startswith("/en/") else "sv"


def other_language(language: str) -> str:
    return "sv" if language == "en" else "en"


def same_page(request: HttpRequest, language: str) -> str:
    """The page of this request in ``language``, with the same question; the first page when it has no address."""
    match = request.resolver_match
    page, _, spoken = ((match and match.url_name) or "").rpartition(".")
    if match is None or spoken not in LANGUAGES:
        return address("start", language)
    query = request.GET.urlencode()
    return address(page, language, **match.kwargs) + (f"?{query}" if query else "")
