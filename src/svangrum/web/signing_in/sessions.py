"""Sessions: how long they live, that they stay in the browser where they began, and why they ended."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.core.cache import cache

from svangrum.web.clock import now
from svangrum.web.signing_in import suspended
from svangrum.web.signing_in.browsers import fingerprint
from svangrum.web.signing_in.letters import send
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest, HttpResponseBase

    from svangrum.records.accounts.models import Person

ENDED = "ended"
"""Under this name a session that has just begun, without a person, knows why the one before it ended."""
PROVIDER = "provider"
"""The kind of a second factor that the organisation's own service asked for; the name of having come by a service."""
_CAME_BY_SERVICE = "socialaccount"
"""allauth's own note of the same, which tells when one came back from the service and not when the service asked."""
_WHERE = ("organisation", "instead_of")
_ON_THE_WAY = "on_the_way"
_BROWSER, _BEGAN, _SEEN = "browser", "began", "seen"
_OFTEN = 5 * 60
"""Seconds between the times that a session is told it is still in use: not every reading of a page is a writing."""
_REMEMBERED = 24 * 60 * 60
"""Seconds that the reason for an end is remembered for whoever comes back with the old session."""


def begin(request: HttpRequest) -> None:
    """Bind the session of somebody who has just signed in to this browser and this moment."""
    request.session[_BROWSER] = fingerprint(request)
    request.session[_BEGAN] = request.session[_SEEN] = _moment()
    request.session.pop(ENDED, None)


def place_of(request: HttpRequest) -> dict[str, str]:
    """Who is signed in and where they act, for a session that takes the place of this one."""
    kept = {name: request.session[name] for name in _WHERE if name in request.session}
    return {"person": str(request.user.pk), **kept}


def enter_again(request: HttpRequest, place: Mapping[str, str]) -> None:
    """Act where one acted before one signed in anew; another person's place is nobody else's."""
    if place.get("person") == str(request.user.pk):
        request.session.update({name: place[name] for name in _WHERE if name in place})


def set_out(request: HttpRequest, back: str) -> None:
    """Keep the address to come back to for who must first switch on a second factor."""
    request.session[_ON_THE_WAY] = back


def come_back(request: HttpRequest) -> str:
    """The address that was kept, once; empty when there is none."""
    return str(request.session.pop(_ON_THE_WAY, ""))


def guard_session(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: ends a session that is too old or has changed browsers; no page of a signed-in person is kept.

    What a view itself calls ``private`` is its own affair, such as a stylesheet whose address changes with it.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        gone = False
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _look_at(request)
            suspended.complete(request)
            gone = _is_gone(request)
        response = get_response(request)
        if gone and response.status_code == HTTPStatus.FOUND:
            request.session.setdefault(ENDED, _why_it_is_gone(request))
        suspended.strip(request)
        if request.user.is_authenticated and "private" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
        return response

    return respond


def _look_at(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        return
    reason = _reason_to_end(request)
    if reason is None:
        _note_use(request.session)
        return
    tell(f"session.{reason}", request)
    if reason == "browser":
        send("session-stolen", request.user, page="usersessions_list")
    _remember(request.session.session_key, "stolen" if reason == "browser" else reason)
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    request.session[ENDED] = reason


def _reason_to_end(request: HttpRequest) -> str | None:
    if request.session.get(_BROWSER) != fingerprint(request):
        return "browser"
    if _moment() - request.session.get(_BEGAN, 0) > settings.SESSION_LONGEST:
        return "too-long"
    return None


def _note_use(session: SessionBase) -> None:
    if _moment() - session.get(_SEEN, 0) < _OFTEN:
        return
    session[_SEEN] = _moment()
    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now())


def why_it_ended(request: HttpRequest) -> str:
    """Why the session before this one ended, for the page where one signs in; nothing when none did.

    It is kept in a session only on the way there: a page that anyone may read makes no row for an old cookie.
    """
    known: str = request.session.get(ENDED, "")
    return known or (_why_it_is_gone(request) if _is_gone(request) else "")


def _is_gone(request: HttpRequest) -> bool:
    """Whether the browser comes with a session that is no more."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return key is not None and not request.user.is_authenticated and request.session.session_key != key


def _why_it_is_gone(request: HttpRequest) -> str:
    return str(cache.get(f"ended:{request.COOKIES[settings.SESSION_COOKIE_NAME]}", "idle"))


def _remember(key: str | None, reason: str) -> None:
    cache.set(f"ended:{key}", reason, _REMEMBERED)


def end_sessions(person: UUID, reason: str, *, but: str | None = None) -> int:
    """End every session of the person except ``but`` (a session's key); how many there were."""
    ended = list(UserSession.objects.filter(user=person).exclude(session_key=but or ""))
    for session in ended:
        end_session(session, reason)
    return len(ended)


def end_session(session: UserSession, reason: str) -> None:
    _remember(session.session_key, reason)
    session.end()


def was_confirmed(request: HttpRequest) -> bool:
    """Whether the person showed a second factor a short while ago, in this session."""
    return any(one["method"] == "mfa" for one in _shown_lately(request))


def was_confirmed_by_service(request: HttpRequest) -> bool:
    """Whether the organisation's own service asked for a second factor, however long ago, in this session."""
    return any(one.get("type") == PROVIDER for one in get_authentication_records(request, request.user))


def came_lately(request: HttpRequest) -> bool:
    """Whether the person showed who they are, by whatever means and wherever, a short while ago."""
    return bool(_shown_lately(request))


def note_service(request: HttpRequest, person: Person, *, at: float, by_second_factor: bool) -> None:
    """Note that a service asked who the person is, when it did so, and whether by a second factor."""
    shown_at = min(at, time.time())
    record_authentication(request, person, PROVIDER, at=shown_at)
    if by_second_factor:
        record_authentication(request, person, "mfa", type=PROVIDER, at=shown_at)


def note_second_factor(request: HttpRequest, kind: str) -> None:
    """Note that the person has just proved to hold a second factor of this kind, while switching it on."""
    record_authentication(request, request.user, "mfa", type=kind)


def _shown_lately(request: HttpRequest) -> list[dict[str, Any]]:
    records = get_authentication_records(request, request.user)
    shown = [one for one in records if one["method"] != _CAME_BY_SERVICE]
    return [one for one in shown if time.time() - one["at"] < settings.CONFIRMED_FOR]


def _moment() -> int:
    return int(now().timestamp())
