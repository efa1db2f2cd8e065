"""What every page's frame shows: menu, language, the same page in the other language, the municipality's own mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from svangrum import __version__
from svangrum.core.language import words
from svangrum.web.pages import address, language_of, other_language, same_page

if TYPE_CHECKING:
    from django.http import HttpRequest

MENU = {
    "start": "site.try",
    "guide": "site.guide",
    "clauses": "site.clauses",
    "calculator": "site.calculator",
    "questions": "site.questions",
    "examples": "site.examples",
    "observatory": "site.observatory",
}


@dataclass(frozen=True)
class Entry:
    """A line of the menu. ``current`` is ``page`` on that page itself, ``true`` on one below it, else empty."""

    label: str
    url: str
    current: str


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor of all templates."""
    language = language_of(request)
    other = other_language(language)
    return {
        "language": language,
        "other_language": other,
        "other_url": same_page(request, other),
        "menu_entries": [_entry(page, code, request.path, language) for page, code in MENU.items()],
        "brand": settings.BRAND,
        "version": __version__,
    }


def _entry(page: str, code: str, here: str, language: str) -> Entry:
    url = address(page, language)
    below = page != "start" and here.startswith(f"{url}/")
    return Entry(words(code, language), url, "page" if here == url else "true" if below else "")
