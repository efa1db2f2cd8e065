"""End letters without signing in: the link says who, and of what. Asking shows, sending does (RFC 8058).

A program of the mail service sends the form for the reader, from elsewhere and without cookies. So the link itself is
what shows that the reader wants it, and Django's token against forged forms is not asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words, write_list
from svangrum.jobs.letters.addresses import read_unsubscribing
from svangrum.records.accounts.models import Person
from svangrum.records.actors import Actor
from svangrum.records.letters.actions import choose_paces
from svangrum.records.letters.models import Pace
from svangrum.web.clock import now
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from svangrum.jobs.letters.addresses import Unsubscribing


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    try:
        asked = read_unsubscribing(signed)
    except SvangrumError as error:
        says = words(f"error.{error.code}", language_of(request))
        return render(request, "letters/refused.html", {"says": says}, status=410 if _is_old(error) else 404)
    if request.method == "POST":
        _silence(asked)
    topics = [words(f"letters.topic.{topic}", language_of(request)) for topic in asked.topics]
    context = {"topics": write_list(topics, language_of(request)), "done": request.method == "POST"}
    return render(request, "letters/unsubscribe.html", context)


def _silence(asked: Unsubscribing) -> None:
    """Who has left gets no letters anyway."""
    if Person.objects.filter(pk=asked.person, is_active=True).exists():
        paces = {topic.value: Pace.NEVER.value for topic in asked.topics}
        choose_paces(by=Actor(person=asked.person), recorded_at=now(), paces=paces)


def _is_old(error: SvangrumError) -> bool:
    return error.code == "unsubscribe.old"
