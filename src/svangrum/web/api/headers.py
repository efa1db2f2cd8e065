"""What a caller says in headers: the version it changes, and a key by which the same request is known again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.web.api.problem_json import Refused, refused

if TYPE_CHECKING:
    from django.http import HttpRequest

IF_MATCH: dict[str, Any] = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string", "pattern": r'^"[0-9]{1,9}"$'},
}
IDEMPOTENCY_KEY: dict[str, Any] = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "pattern": r"^[A-Za-z0-9_-]{1,64}$"},
}
ETAG = {"ETag": {"schema": {"type": "string"}}}


def version_sent(request: HttpRequest) -> int:
    """The version in ``If-Match``. Raises ``Refused`` 428 without one, and 422 for what is none of ours."""
    header = request.headers.get("If-Match")
    if header is None:
        raise refused(428, "api.status.428")
    return int(_read(header, r'"([0-9]{1,9})"', "If-Match"))


def key_sent(request: HttpRequest) -> str | None:
    """Raises ``Refused`` 422 for a key that is too long or of other characters."""
    header = request.headers.get("Idempotency-Key")
    return None if header is None else _read(header, r"([A-Za-z0-9_-]{1,64})", "Idempotency-Key")


def etag_of(version: int) -> str:
    return f'"{version}"'


def _read(text: str, form: str, header: str) -> str:
    found = re.fullmatch(form, text, re.ASCII)
    if found is None:
        raise Refused(422, (SvangrumError("api.form", field=header),))
    return found[1]
