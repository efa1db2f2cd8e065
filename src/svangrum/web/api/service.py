"""The API as a whole: its operations together, and their document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from svangrum.web.api import advising, open_data, own, purchase_changes, purchases  # noqa: F401 - they declare
from svangrum.web.api.asking import nobody_undeclared
from svangrum.web.api.document import worded
from svangrum.web.api.operations import router
from svangrum.web.api.problem_json import of_exception
from svangrum.web.api.reading import StrictParser
from svangrum.web.rules import anyone, open_to

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

ROOT = "/api/v1"
api = NinjaAPI(
    version="1",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    parser=StrictParser(),
    auth=nobody_undeclared,
)
api.add_router("", router)
for kind in (Exception, HttpError, Http404, ValidationError):
    api.add_exception_handler(kind, of_exception)


@cache
def api_document(language: str) -> dict[str, Any]:
    """The OpenAPI document in words of ``language``."""
    return worded(api.get_openapi_schema(path_prefix=ROOT), language)


def addresses() -> list[URLPattern | URLResolver]:
    """Open to the API itself, which asks of every operation who may use it (``operations.Bearer``)."""
    found = api.urls[0]
    for pattern in found:
        pattern.callback = open_to(anyone, pattern.callback)  # type: ignore[arg-type]
    return found
