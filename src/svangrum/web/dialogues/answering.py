"""An enterprise's own people answer a dialogue, and ask."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words
from svangrum.records.actions import MissingError
from svangrum.records.capacities.actions.saying import say_will
from svangrum.records.dialogues.actions.answering import ask_question, say_interest
from svangrum.records.dialogues.queries import interest_of, published_dialogue
from svangrum.records.dialogues.stated import read_interest
from svangrum.records.enterprises.queries import own_enterprise
from svangrum.web.access import actor_of
from svangrum.web.dialogues.forms import GENERAL, INTEREST, QUESTION, YES, interest_written
from svangrum.web.dialogues.found import to_public
from svangrum.web.pages import language_of
from svangrum.web.sheets import Sheet, fill_in, perform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.enterprises.models import Enterprise
    from svangrum.web.fields import Asking

    Stated = Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def say(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """Whole, part, together or no; with a tick, what is said holds in general and stands in the register too."""
    enterprise, language = _own(request), language_of(request)
    found = published_dialogue(dialogue)
    sheet = say_sheet(language, found.title, to_public(request, found), GENERAL)

    def do(stated: Stated) -> None:
        said = read_interest(stated)
        perform(request, say_interest, dialogue=found.pk, enterprise=enterprise.pk, **said)
        if stated["general"] == YES:
            key = str(uuid5(NAMESPACE_URL, f"general/{request.POST.get('key', '')}"))
            perform(request, say_will, enterprise=enterprise.pk, will=said["will"].value, key=key)

    told = (sheet.back[0], words("dialogues.say.done", language, day=found.answers_until))
    begun = interest_written(interest_of(found, enterprise))
    return fill_in(request, sheet, do, done=lambda: told, begun=begun)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """A question, which is published with its answer and without who asked."""
    enterprise, language = _own(request), language_of(request)
    found = published_dialogue(dialogue)
    sheet = ask_sheet(language, to_public(request, found))

    def do(stated: Stated) -> None:
        perform(request, ask_question, dialogue=found.pk, enterprise=enterprise.pk, text=stated["text"])

    return fill_in(request, sheet, do, done=lambda: (sheet.back[0], words("dialogues.ask.done", language)))


def say_sheet(language: str, title: str, back: tuple[str, str], more: Mapping[str, Asking] | None = None) -> Sheet:
    """The form of an answer, as an account and a link have it alike."""
    return Sheet(
        title=words("dialogues.say.title", language),
        lead=words("dialogues.say.lead", language, title=title),
        send=words("dialogues.say.send", language),
        asked={**INTEREST, **(more or {})},
        back=back,
        template="dialogues/say.html",
    )


def ask_sheet(language: str, back: tuple[str, str]) -> Sheet:
    """The form of a question, as an account and a link have it alike."""
    return Sheet(
        title=words("dialogues.ask.title", language),
        lead=words("dialogues.ask.lead", language),
        send=words("dialogues.ask.send", language),
        asked=QUESTION,
        back=back,
    )


def _own(request: HttpRequest) -> Enterprise:
    """The entry in whose name it is done. Raises ``MissingError`` where the organisation has none yet."""
    found = own_enterprise(actor_of(request))
    if found is None:
        raise MissingError("record.missing")
    return found
