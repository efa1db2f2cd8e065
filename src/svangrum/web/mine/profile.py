"""One's own name and language, and how one wants letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.actions.people import change_person
from svangrum.records.letters.actions import choose_paces
from svangrum.records.letters.models import Pace
from svangrum.records.letters.queries import paces_of
from svangrum.records.letters.topics import TOPICS, may_be_silenced
from svangrum.web.fields import Asking
from svangrum.web.mine.oneself import myself, oneself
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.recorded import Recorded

_ASKED = {
    "name": Asking("text", "mine.field.name.label", "mine.field.name.hint", complete="name"),
    "language": Asking(
        "radios",
        "mine.field.language.label",
        "mine.field.language.hint",
        choices=tuple((one, f"mine.language.{one}") for one in LANGUAGES),
    ),
}
_SILENCED = tuple(topic for topic in TOPICS if may_be_silenced(topic))
_PACES = {
    topic.value: Asking(
        "radios",
        f"letters.topic.{topic.value}",
        choices=tuple((one.value, f"letters.pace.{one.value}") for one in Pace),
        in_a_row=True,
    )
    for topic in _SILENCED
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    language, person = language_of(request), myself(request)
    sheet = Sheet(
        title=words("mine.profile.title", language),
        lead=words("mine.profile.lead", language, email=person.email),
        send=words("mine.save", language),
        asked=_ASKED,
        back=back_to_mine(language),
        read=_read,
    )

    def do(stated: Mapping[str, str]) -> None:
        sent = version_sent(request)
        perform(request, change_person, by=oneself(request), person=person.pk, version=sent, **stated)

    return fill_in(request, sheet, do, done=lambda: _saved(language), thing=person)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def letters(request: HttpRequest) -> HttpResponse:
    language, person = language_of(request), myself(request)
    sheet = Sheet(
        title=words("mine.letters.title", language),
        lead=words("mine.letters.lead", language, email=person.email),
        send=words("mine.save", language),
        asked=_PACES,
        back=back_to_mine(language),
    )
    paces = paces_of(person.pk)
    begun = {topic.value: paces[topic].value for topic in _SILENCED}

    def do(stated: Mapping[str, str]) -> None:
        chosen = {topic: pace for topic, pace in stated.items() if pace in Pace.values}
        perform(request, choose_paces, by=oneself(request), paces=chosen)

    return fill_in(request, sheet, do, done=lambda: _saved(language), begun=begun)


def back_to_mine(language: str) -> tuple[str, str]:
    return address("mine", language), words("frame.mine", language)


def _read(person: Recorded) -> Mapping[str, str]:
    return {name: str(getattr(person, name)) for name in _ASKED}


def _saved(language: str) -> tuple[str, str]:
    return address("mine", language), words("mine.saved", language)
