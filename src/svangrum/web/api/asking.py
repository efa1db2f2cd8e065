"""What is asked of every request before anything in it is read: who it is from, and whether it may be answered."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from ninja.security import HttpBearer

from svangrum.core.errors import SvangrumError
from svangrum.records.actors import PUBLIC
from svangrum.records.tokens.queries import TokenError, find_token
from svangrum.web import clock
from svangrum.web.api.limits import LIMITER, address_of
from svangrum.web.api.problem_json import Refused, refused
from svangrum.web.api.speaking import sends_json, takes_json

if TYPE_CHECKING:
    from django.http import HttpRequest

    from svangrum.records.actors import Actor
    from svangrum.web.api.operations import Operation

LARGEST_BODY = 1_000_000
"""Bytes that a body may hold."""
_log = logging.getLogger("svangrum.security")


class Bearer(HttpBearer):
    """Ninja asks it of each request to the operation, first of all."""

    def __init__(self, declared: Operation) -> None:
        super().__init__()
        self.declared = declared

    def __call__(self, request: HttpRequest) -> Any:  # noqa: ANN401 - ninja's own
        actor = _actor(request)
        request.actor = actor  # type: ignore[attr-defined]
        _limit(request, actor, self.declared.cost)
        if not self.declared.may(actor):
            raise _not_for(actor)
        _refuse_unreadable(request, self.declared)
        return True

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ANN401
        raise NotImplementedError


def _actor(request: HttpRequest) -> Actor:
    """Whose key the request bears; the public without one. Raises ``Refused`` 401 for one that does not hold."""
    header = request.headers.get("Authorization")
    if header is None:
        return PUBLIC
    scheme, _, text = header.partition(" ")
    if scheme.lower() != "bearer":
        raise _unknown(SvangrumError("api.bearer"))
    try:
        return find_token(text.strip(), clock.now())
    except TokenError as error:
        _log.warning("key refused", extra={"code": error.code})
        _limit_forgers(request)
        raise _unknown(error) from error


def _limit(request: HttpRequest, actor: Actor, cost: int) -> None:
    caller = f"key {actor.token}" if actor.token else f"address {address_of(request)}"
    most = settings.API_POINTS_FOR_A_KEY if actor.token else settings.API_POINTS_FOR_ANYONE
    _refuse_busy(LIMITER.wait(caller, most=most, cost=cost))


def _limit_forgers(request: HttpRequest) -> None:
    _refuse_busy(LIMITER.wait(f"forger {address_of(request)}", most=settings.API_WRONG_KEYS))


def _refuse_busy(seconds: int) -> None:
    if seconds:
        raise refused(429, "api.busy", Retry_After=str(seconds))


def _unknown(error: SvangrumError) -> Refused:
    return Refused(401, (error,), (("WWW-Authenticate", 'Bearer realm="svangrum", error="invalid_token"'),))


def _not_for(actor: Actor) -> Refused:
    if actor.token is None:
        return refused(401, "api.no-key", WWW_Authenticate='Bearer realm="svangrum"')
    return refused(403, "api.scope", WWW_Authenticate='Bearer realm="svangrum", error="insufficient_scope"')


def _refuse_unreadable(request: HttpRequest, declared: Operation) -> None:
    if not takes_json(request):
        raise refused(406, "api.status.406")
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        raise refused(413, "request.too-large")
    if declared.has_body and not sends_json(request):
        raise refused(415, "api.status.415")


def nobody_undeclared(_request: HttpRequest) -> Any:  # noqa: ANN401 - ninja's own
    """What an operation is asked that nobody declared."""
    raise refused(403, "api.status.403")
