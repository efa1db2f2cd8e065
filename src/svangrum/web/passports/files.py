"""Passports as files to save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from svangrum.core.language import words
from svangrum.documents.passport import JSON, MEDIA, PDF, passport_json, passport_pdf
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from svangrum.documents.passport_words import Kept

NAMES = (PDF, JSON)
_SAVED_AS = {PDF: "passport.file.pdf", JSON: "passport.file.json"}


def saved(request: HttpRequest, kept: Kept, name: str) -> HttpResponse:
    """The passport in the form that ``name`` tells. Raises ``Http404`` for any other."""
    language = language_of(request)
    if name not in NAMES:
        raise Http404
    made = passport_pdf(kept, language) if name == PDF else passport_json(kept)
    response = HttpResponse(made, content_type=MEDIA[name])
    filename = words(_SAVED_AS[name], language)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    return response
