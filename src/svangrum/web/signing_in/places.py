"""Where one is signed in: the sessions, in plain words, and their end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from svangrum.core.dates import day_at_home
from svangrum.core.language import words
from svangrum.web.pages import address, language_of
from svangrum.web.signing_in.browsers import in_words
from svangrum.web.signing_in.sessions import end_session, end_sessions

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class Place:
    """One session: in which browser, since and until when, and whether it is this one."""

    number: int
    browser: str
    since: date
    last: date
    here: bool


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _end(request)
    return render(request, "usersessions/usersession_list.html", {"places": _places(request)})


def _places(request: HttpRequest) -> list[Place]:
    language, held = language_of(request), UserSession.objects.purge_and_list(request.user)
    return [
        Place(
            number=one.pk,
            browser=in_words(one.user_agent, language),
            since=day_at_home(one.created_at),
            last=day_at_home(one.last_seen_at),
            here=one.session_key == request.session.session_key,
        )
        for one in sorted(held, key=lambda one: one.created_at, reverse=True)
    ]


def _end(request: HttpRequest) -> HttpResponse:
    """All others, or the one that is named; another's is not there (404)."""
    named, language = request.POST.get("session", ""), language_of(request)
    if named == "others":
        end_sessions(request.user.pk, "elsewhere", but=request.session.session_key)  # type: ignore[arg-type]
    else:
        others = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
        found = others.filter(pk=int(named) if named.isdecimal() else 0).first()
        if found is None:
            raise Http404
        end_session(found, "elsewhere")
    messages.success(request, words("sign-in.told.session-ended", language))
    return redirect(address("usersessions_list", language))
