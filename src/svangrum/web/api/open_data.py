"""What is open to all: the guide, whole and by parts, and the municipalities with their codes."""

from __future__ import annotations

import json
from functools import cache

from django.http import HttpRequest, HttpResponse

from svangrum.core.codes import municipalities
from svangrum.guide.export import as_json, content
from svangrum.records.actions import MissingError
from svangrum.web.api.answering import public_answer
from svangrum.web.api.operations import operation
from svangrum.web.rules import anyone

_ETAG = {"ETag": {"schema": {"type": "string"}}}


@operation("guide", "GET", "/guide", who=anyone, answers="Guide", headers=_ETAG)
def guide(request: HttpRequest) -> HttpResponse:
    return public_answer(request, _whole())


@operation("guide-part", "GET", "/guide/{part}", who=anyone, answers="GuidePart", headers=_ETAG, fails=(404,))
def guide_part(request: HttpRequest, part: str) -> HttpResponse:
    """Raises ``MissingError`` for a part that the guide does not have."""
    if part not in content():
        raise MissingError("record.missing")
    return public_answer(request, _part(part))


@operation("municipalities", "GET", "/municipalities", who=anyone, answers="Municipalities", headers=_ETAG)
def list_municipalities(request: HttpRequest) -> HttpResponse:
    return public_answer(request, _municipalities())


@cache
def _whole() -> str:
    return as_json()


@cache
def _part(name: str) -> str:
    return json.dumps({"part": name, "content": content()[name]}, ensure_ascii=False)


@cache
def _municipalities() -> str:
    listed = [
        {"code": one.code, "name": one.name, "short": one.short, "county": one.county, "fictional": one.fictional}
        for one in municipalities()
    ]
    return json.dumps({"municipalities": listed}, ensure_ascii=False)
