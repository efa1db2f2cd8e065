"""How an operation answers: JSON, in a language, kept by the caller or not, and named by what it holds."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django.http import HttpRequest

_HOUR = 60 * 60


def answered(value: Any, *, language: str = "", status: int = 200, **headers: str) -> HttpResponse:  # noqa: ANN401
    """The value as JSON, for this caller alone."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    response = HttpResponse(text, status=status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    if language:
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
    for name, content in headers.items():
        response.headers[name.replace("_", "-")] = content
    return response


def public_answer(request: HttpRequest, text: str) -> HttpResponse:
    """What is the same for all, and may be kept an hour; 304 for who has it already."""
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    known = [part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")]
    response = HttpResponseNotModified() if etag in known else answered(text)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={_HOUR}"
    return response
