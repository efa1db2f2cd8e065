"""The buyer's forms: begin a dialogue, change the draft, publish it, add to it, answer a question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.dialogues.actions.answering import answer_question, set_question_aside
from svangrum.records.dialogues.actions.holding import (
    add_to_dialogue,
    begin_dialogue,
    change_dialogue,
    open_dialogue,
    remove_dialogue,
)
from svangrum.records.dialogues.models import Question
from svangrum.records.dialogues.queries import part_of
from svangrum.records.dialogues.stated import read_dialogue
from svangrum.records.purchases.models import PurchaseState
from svangrum.records.purchases.queries import purchases_seen_by
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.dialogues.forms import ADDITION, ASIDE, DIALOGUE, NEW, REPLY, dialogue_written, places
from svangrum.web.dialogues.found import held_by, to_own
from svangrum.web.dialogues.mails import send_news
from svangrum.web.fields import Choice
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.dialogues.models import Dialogue
    from svangrum.records.purchases.models import Purchase
    from svangrum.web.fields import Asking

    Stated = Mapping[str, str]

MOST_PURCHASES = 50
"""So many of the latest kept purchases can be chosen among."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """A draft. What is known already may stand in the address: what is looked for, or a kept purchase's own facts."""
    language = language_of(request)
    made: list[UUID] = []
    kept = own_purchases(request)

    def do(stated: Stated) -> None:
        purchase = next((one.pk for one in kept if str(one.pk) == stated["purchase"]), None)
        made.append(perform(request, begin_dialogue, purchase=purchase, **read_dialogue(stated)))

    choices = (Choice("", words("dialogues.no-purchase", language)), *(Choice(str(one.pk), one.title) for one in kept))
    sheet = _sheet(request, "new", (address("dialogues", language), words("dialogues.title", language)), NEW)
    done = words("dialogues.new.done", language)
    return fill_in(
        request,
        replace(sheet, choices={"purchase": choices}),
        do,
        done=lambda: (address("dialogue", language, dialogue=str(made[0])), done),
        begun={name: request.GET.get(name, "") for name in NEW},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """The draft's text."""
    found = held_by(request, dialogue)

    def do(stated: Stated) -> None:
        told = {"dialogue": found.pk, "version": version_sent(request)}
        perform(request, change_dialogue, **told, **read_dialogue(stated))

    sheet = _sheet(request, "change", to_own(request, found), DIALOGUE, read=dialogue_written)
    return fill_in(request, sheet, do, done=_done(request, found, "change"), thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """Something more, for all; who has a link gets a mail that leads to the page."""
    found = held_by(request, dialogue)

    def do(stated: Stated) -> None:
        last = stated["answers_until"]
        told = {"dialogue": found.pk, "version": version_sent(request), "text": stated["text"]}
        day = parse_day(last, field="answers_until") if last else None
        perform(request, add_to_dialogue, **told, answers_until=day)
        found.refresh_from_db()
        send_news(request, found, "dialogue-added", stated["text"])

    sheet = _sheet(request, "add", to_own(request, found), ADDITION)
    return fill_in(request, sheet, do, done=_done(request, found, "add"), thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reply(request: HttpRequest, dialogue: UUID, question: UUID) -> HttpResponse:
    """A question's answer, published with it."""
    found = held_by(request, dialogue)
    asked = part_of(found, Question, question)

    def do(stated: Stated) -> None:
        told = {"dialogue": found.pk, "question": asked.pk, "version": version_sent(request)}
        perform(request, answer_question, **told, **stated)

    sheet = _sheet(request, "reply", to_own(request, found), REPLY)
    begun = {"published": asked.text}
    return fill_in(request, sheet, do, done=_done(request, found, "reply"), thing=asked, begun=begun)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def set_aside(request: HttpRequest, dialogue: UUID, question: UUID) -> HttpResponse:
    """Why a question gets no answer, chosen among reasons that tell nothing of the purchase."""
    found = held_by(request, dialogue)
    asked = part_of(found, Question, question)

    def do(stated: Stated) -> None:
        told = {"dialogue": found.pk, "question": asked.pk, "version": version_sent(request)}
        perform(request, set_question_aside, **told, why=stated["why"])

    sheet = replace(
        _sheet(request, "set-aside", to_own(request, found), ASIDE),
        template="dialogues/set_aside.html",
        more={"question": asked},
    )
    return fill_in(request, sheet, do, done=_done(request, found, "set-aside"), thing=asked)


@require_POST
def publish(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    return step(request, dialogue, open_dialogue, "publish")


@require_POST
def remove(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """The draft is gone, and so is its page."""
    held_by(request, dialogue)
    perform(request, remove_dialogue, dialogue=dialogue, version=version_sent(request))
    messages.success(request, words("dialogues.remove.done", language_of(request)))
    return redirect(address("dialogues", language_of(request)))


def step(request: HttpRequest, dialogue: UUID, act: Callable[..., UUID], name: str) -> HttpResponse:
    """Do it and come back to the dialogue, with what stands in the way where something does."""
    found, language = held_by(request, dialogue), language_of(request)
    try:
        perform(request, act, dialogue=found.pk, version=version_sent(request))
        messages.success(request, words(f"dialogues.{name}.done", language))
    except (NotAllowedError, MissingError):
        raise
    except SvangrumError as wrong:
        messages.warning(request, words(f"error.{wrong.code}", language, **wrong.values))
    return redirect(to_own(request, found)[0])


def own_purchases(request: HttpRequest) -> list[Purchase]:
    """Kept purchases of the own organisation that whoever asks may see, the latest first."""
    actor = actor_of(request)
    seen = purchases_seen_by(actor, on=today()).filter(organisation=actor.organisation, state=PurchaseState.OPEN)
    return list(seen.order_by("-kept_at", "pk")[:MOST_PURCHASES])


def _sheet(
    request: HttpRequest,
    name: str,
    back: tuple[str, str],
    asked: Mapping[str, Asking],
    *,
    read: Callable[..., Stated] | None = None,
) -> Sheet:
    language = language_of(request)
    return Sheet(
        title=words(f"dialogues.{name}.title", language),
        lead=words(f"dialogues.{name}.lead", language),
        send=words(f"dialogues.{name}.send", language),
        asked=asked,
        back=back,
        read=read,
        template="dialogues/form.html" if "municipality" in asked else "sheet.html",
        more=places() if "municipality" in asked else {},
    )


def _done(request: HttpRequest, found: Dialogue, name: str) -> Callable[[], tuple[str, str]]:
    return lambda: (to_own(request, found)[0], words(f"dialogues.{name}.done", language_of(request)))
