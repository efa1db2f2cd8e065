"""Who asks, and whether the page is for them: two middlewares."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.utils.functional import SimpleLazyObject

from svangrum.records.accounts.queries import actor_for
from svangrum.records.actors import PUBLIC
from svangrum.web.clock import today
from svangrum.web.pages import address, language_of
from svangrum.web.rules import nobody
from svangrum.web.signing_in.sessions import was_confirmed
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.http import HttpRequest, HttpResponseBase

    from svangrum.records.actors import Actor
    from svangrum.web.rules import View


def actor_of(request: HttpRequest) -> Actor:
    """Whoever asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def find_actor(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: ``request.actor`` is who asks, looked up at the first question."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        look_up(request)
        return get_response(request)

    return respond


def look_up(request: HttpRequest) -> None:
    """Let ``request.actor`` be who asks, as it is now."""
    request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]


def _actor(request: HttpRequest) -> Actor:
    person = request.user
    if not person.is_authenticated:
        return PUBLIC
    return actor_for(
        person,
        organisation=_identity(request, "organisation"),
        instead_of=_identity(request, "instead_of"),
        confirmed=was_confirmed(request),
        on=today(),
    )


def _identity(request: HttpRequest, name: str) -> UUID | None:
    kept = request.session.get(name)
    return UUID(kept) if kept else None


class AccessMiddleware:
    """Asks the rule of every view before it runs: a stranger is led to sign in, who may not is told so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        rule = getattr(view, "who", nobody)
        if rule(actor_of(request)):
            return None
        if actor_of(request).person is None and rule is not nobody:
            return redirect_to_login(request.get_full_path(), login_url=address("account_login", language_of(request)))
        tell("page.not-allowed", request)
        raise PermissionDenied
