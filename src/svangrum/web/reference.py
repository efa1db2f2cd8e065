"""Every request has a reference: in the log, in the response, and on the page that says that something went wrong."""

from __future__ import annotations

import logging
import secrets
import time
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.utils.functional import empty

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponseBase

    from svangrum.records.actors import Actor

HEADER = "X-Request-Id"
_log = logging.getLogger("svangrum.requests")
_asking: ContextVar[HttpRequest | None] = ContextVar("asking", default=None)


def refer(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware, the outermost: a reference for the request, and one line in the log when it is answered."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        request.reference = secrets.token_hex(6)  # type: ignore[attr-defined]
        asked, begun = _asking.set(request), time.monotonic()
        try:
            response = get_response(request)
            response.headers[HEADER] = reference_of(request)
            _tell(request, response.status_code, time.monotonic() - begun)
        finally:
            _asking.reset(asked)
        return response

    return respond


def reference_of(request: HttpRequest) -> str:
    return getattr(request, "reference", "")


def asking() -> Mapping[str, str]:
    """Who asks for what just now, in names that tell nothing: for a line of the log. Empty outside a request."""
    request = _asking.get()
    if request is None:
        return {}
    told = {"reference": reference_of(request), "page": _page(request), **_who(request)}
    return {name: value for name, value in told.items() if value}


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    """One line for each page; none for a file of the look, nor for a sign of life that went well."""
    page = _page(request)
    if status < 400 and (not page or page.startswith("health-")):
        return
    told = {"method": _method(request), "status": status, "milliseconds": round(seconds * 1000)}
    _log.info("answered", extra={"code": "request.answered", **told})


def _method(request: HttpRequest) -> str:
    """Only a method that HTTP knows: anything may stand in its place."""
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return request.method if request.method in known else "other"


def _page(request: HttpRequest) -> str:
    """The name of the page. Never its address, where a person may have written something."""
    match = request.resolver_match
    return (match and match.view_name) or ""


def _who(request: HttpRequest) -> dict[str, str]:
    actor = _actor_if_known(request)
    if actor is None:
        return {}
    named = {"person": actor.person, "organisation": actor.organisation, "token": actor.token}
    return {name: str(identity) for name, identity in named.items() if identity}


def _actor_if_known(request: HttpRequest) -> Actor | None:
    """Who asks, when something has asked for it already: a line of the log puts no question to the database."""
    actor: Actor | None = vars(request).get("actor")
    return None if getattr(actor, "_wrapped", None) is empty else actor
