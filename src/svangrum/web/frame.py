"""What every page's frame shows: language, the same page in the other language, the municipality's own mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from svangrum import __version__
from svangrum.web.pages import language_of, other_language, same_page

if TYPE_CHECKING:
    from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor of all templates."""
    language = language_of(request)
    other = other_language(language)
    return {
        "language": language,
        "other_language": other,
        "other_url": same_page(request, other),
        "here": request.path,
        "brand": settings.BRAND,
        "version": __version__,
    }
