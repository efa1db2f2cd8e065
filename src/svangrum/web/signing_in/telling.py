"""The security log: one line for each thing refused. Codes and identities only; no address, no name, no free text."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

_log = logging.getLogger("svangrum.security")


def tell(code: str, request: HttpRequest, person: UUID | None = None) -> None:
    """Write that something was refused: its code, by whom and in which organisation when known, and on which page."""
    match = request.resolver_match
    user = getattr(request, "user", None)
    known = person or (user.pk if user is not None and user.is_authenticated else None)
    session = getattr(request, "session", {})
    _log.info(
        code,
        extra={
            "code": code,
            "person": str(known or ""),
            "organisation": session.get("organisation", ""),
            "page": ((match and match.url_name) or "").removesuffix(".sv").removesuffix(".en"),
        },
    )
