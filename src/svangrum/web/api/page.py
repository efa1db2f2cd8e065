"""The page about the API, made of the same document that programs read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_safe

from svangrum.core.language import words
from svangrum.web.api.document import operations_of
from svangrum.web.api.operations import OPERATIONS
from svangrum.web.api.service import ROOT, api_document
from svangrum.web.pages import language_of
from svangrum.web.rules import anyone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class Part:
    """A parameter, or a field of the body: its name, what it holds, and whether it must be there."""

    name: str
    kind: str
    needed: bool
    says: str


@dataclass(frozen=True)
class Shown:
    """One operation as the page tells it. ``scope`` is empty for what any key may do, ``open`` for what needs none."""

    name: str
    method: str
    path: str
    summary: str
    says: str
    open: bool
    scope: str
    parts: tuple[Part, ...]
    answers: tuple[tuple[str, str], ...]


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    language = language_of(request)
    context = {
        "operations": list(_shown(language)),
        "document": f"{ROOT}/openapi.json",
        "example": request.build_absolute_uri(f"{ROOT}/advise"),
    }
    return render(request, "api/page.html", context)


def _shown(language: str) -> Iterator[Shown]:
    found = api_document(language)
    schemas = found["components"]["schemas"]
    for method, path, told in operations_of(found):
        declared = OPERATIONS[told["operationId"]]
        yield Shown(
            name=declared.name,
            method=method,
            path=path,
            summary=told["summary"],
            says=told["description"],
            open=declared.who is anyone,
            scope=declared.scope or "",
            parts=(*_parameters(told, language), *_fields(told, schemas, language)),
            answers=tuple((status, response["description"]) for status, response in sorted(told["responses"].items())),
        )


def _parameters(told: dict[str, Any], language: str) -> Iterator[Part]:
    for one in told.get("parameters", []):
        yield Part(one["name"], _kind(one["schema"], language), one["required"], one["description"])


def _fields(told: dict[str, Any], schemas: dict[str, Any], language: str) -> Iterator[Part]:
    if "requestBody" not in told:
        return
    reference = told["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    schema = schemas[reference.rpartition("/")[2]]
    for name, field in schema["properties"].items():
        yield Part(name, _kind(field, language), name in schema.get("required", ()), field["description"])


def _kind(schema: dict[str, Any], language: str) -> str:
    """What a field holds, in a word, or the values it may have."""
    held = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    if "enum" in held:
        return ", ".join(held["enum"])
    return words(f"api.kind.{held.get('type', 'object')}", language)
