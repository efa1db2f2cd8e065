"""Search, site map, what has changed, and the guide as open data."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from svangrum.advice.lawbook.entries import law_entries
from svangrum.core.data import data_path
from svangrum.core.language import has_words
from svangrum.guide.changes import changes
from svangrum.guide.export import LICENCE, as_json
from svangrum.guide.library import library
from svangrum.guide.model import roles, steps
from svangrum.guide.search import LONGEST, search
from svangrum.web.clock import today
from svangrum.web.find import shown
from svangrum.web.pages import address, language_of
from svangrum.web.said import Speaker

if TYPE_CHECKING:
    from django.http import HttpRequest

    from svangrum.guide.entry import Entry

_HOUR = 60 * 60
_MOST_OF_LAW = 8
"""So many hits in the law stand below those in the guide."""
_GROUPS = {
    "buy": ("start", "suitability", "first-purchase", "timetable", "people"),
    "learn": ("guide", "begin", "checklist", "questions", "glossary"),
    "law": ("law", "law-unsettled", "law-changes"),
    "market": (
        "observatory",
        "observatory-competition",
        "observatory-winners",
        "observatory-reviews",
        "observatory-map",
        "observatory-procurements",
    ),
    "write": ("clauses", "checks", "calculator", "examples"),
    "site": ("open-dialogues", "apply", "about", "accessibility", "changes", "open-data"),
}
_KINDS = ("question", "clause", "example")


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What was found, the best first; what to do when nothing was."""
    speaker = Speaker(language_of(request), today())
    query = request.GET.get("q", "").strip()[:LONGEST]
    guide = search(query, language=speaker.language)
    law = search(query, language=speaker.language, most=_MOST_OF_LAW, held=law_entries)
    context = {
        "q": query,
        "hits": [shown.found(one.entry, query, speaker) for one in guide],
        "law": [shown.found(one.entry, query, speaker) for one in law],
        "count": len(guide) + len(law),
    }
    return render(request, "find/search.html", context)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page, by what one wants to do."""
    speaker = Speaker(language_of(request), today())
    pages = {entry.code: entry for entry in library() if entry.kind == "page"}
    groups = [
        {
            "code": code,
            "title": speaker.words(f"find.group.{code}"),
            "pages": [
                {
                    "title": speaker.text(pages[name].title),
                    "says": _line_about(pages[name], speaker),
                    "url": address(name, speaker.language),
                }
                for name in names
            ],
        }
        for code, names in _GROUPS.items()
    ]
    lists = [
        {
            "code": kind,
            "title": speaker.words(f"find.all.{kind}"),
            "links": list(shown.by_kind(library(), kind, speaker)),
        }
        for kind in _KINDS
    ]
    context = {"groups": groups, "lists": [_model(speaker), *lists]}
    return render(request, "find/sitemap.html", context)


def _line_about(page: Entry, speaker: Speaker) -> str:
    """What the way in says of a page, else the first sentence of the page's own entry."""
    code = f"guide.way.{page.code}"
    return speaker.words(code) if has_words(code) else speaker.text(page.body[0])


def _model(speaker: Speaker) -> dict[str, object]:
    links = [
        *((one.name, address("guide-role", speaker.language, role=one.code)) for one in roles().values()),
        *((one.name, address("guide-step", speaker.language, step=one.code)) for one in steps().values()),
    ]
    listed = [{"title": speaker.text(name), "url": url} for name, url in links]
    return {"code": "model", "title": speaker.words("find.all.model"), "links": listed}


@require_safe
def changes_page(request: HttpRequest) -> HttpResponse:
    """Every version of the guide, the newest first."""
    speaker = Speaker(language_of(request), today())
    versions = [
        {"version": one.version, "day": one.day, "says": speaker.texts(one.says), "digest": one.digest[:12]}
        for one in changes()
    ]
    return render(request, "find/changes.html", {"versions": versions})


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What the JSON holds, how large it is, and how to use it."""
    newest = changes()[0]
    context = {
        "guide_version": newest.version,
        "day": newest.day,
        "kilobytes": round(len(_json().encode()) / 1000),
        "licence": LICENCE,
        "address": request.build_absolute_uri("/data/vagledning.json"),
    }
    return render(request, "find/open_data.html", context)


@cache
def _json() -> str:
    return as_json()


@cache
def _etag() -> str:
    """The whole document counts: its version and day may change when its content does not."""
    return hashlib.sha256(_json().encode()).hexdigest()


@require_safe
@cache_control(max_age=_HOUR, public=True)
@condition(etag_func=lambda _request: f'"{_etag()}"')
def guide_json(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_json(), content_type="application/json; charset=utf-8")


@require_safe
@cache_control(max_age=_HOUR, public=True)
def guide_schema(_request: HttpRequest) -> HttpResponse:
    text = data_path("schemas/guide.schema.json").read_text("utf-8")
    return HttpResponse(text, content_type="application/schema+json; charset=utf-8")
