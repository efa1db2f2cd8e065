"""Which language a caller reads, and what it can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation.trans_real import parse_accept_lang_header

from svangrum.core.language import LANGUAGES

if TYPE_CHECKING:
    from django.http import HttpRequest

_LONGEST = 500


def language_asked(request: HttpRequest) -> str:
    """The first of ours that ``Accept-Language`` names; Swedish when it names none."""
    header = request.headers.get("Accept-Language", "")[:_LONGEST]
    wanted = (tag.partition("-")[0] for tag, _ in parse_accept_lang_header(header))
    return next((tag for tag in wanted if tag in LANGUAGES), "sv")


def takes_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") or request.accepts("application/problem+json")


def sends_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json"
