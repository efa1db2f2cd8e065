"""Feedback, what was told outside the page, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.dialogues.actions.ending import (
    close_dialogue,
    give_feedback,
    give_feedback_to_all,
    note_told,
)
from svangrum.records.dialogues.models import Interest
from svangrum.records.dialogues.queries import interests_in, name_of, part_of
from svangrum.records.dialogues.stated import stated_day
from svangrum.web.clock import today
from svangrum.web.dialogues.forms import FEEDBACK, FEEDBACK_TO_ALL, TOLD, YES
from svangrum.web.dialogues.found import held_by, to_own
from svangrum.web.dialogues.holding import step
from svangrum.web.dialogues.mails import send_feedback
from svangrum.web.pages import language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.dialogues.models import Dialogue
    from svangrum.records.recorded import Recorded
    from svangrum.web.fields import Asking

    Stated = Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feedback(request: HttpRequest, dialogue: UUID, interest: UUID) -> HttpResponse:
    """To one who answered; mailed to who answered by a link. What all are to know is said to all instead."""
    found, language = held_by(request, dialogue), language_of(request)
    given = part_of(found, Interest, interest)

    def do(stated: Stated) -> None:
        if stated["same"] != YES:
            raise SvangrumError("dialogue.not-same", field="same")
        told = {"dialogue": found.pk, "interest": given.pk, "version": version_sent(request)}
        perform(request, give_feedback, **told, text=stated["text"])
        send_feedback([given.addressee], stated["text"])

    def read(one: Recorded) -> Stated:
        assert isinstance(one, Interest)  # noqa: S101 - the form's own thing
        return {"text": one.feedback}

    lead = words("dialogues.feedback.lead", language, name=name_of(given))
    sheet = _sheet(request, found, "feedback", FEEDBACK, lead=lead, read=read)
    return fill_in(request, sheet, do, done=lambda: _done(request, found, "feedback"), thing=given)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feedback_to_all(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """One for all, published; mailed to those who answered by a link."""
    found, language = held_by(request, dialogue), language_of(request)

    def do(stated: Stated) -> None:
        told = {"dialogue": found.pk, "version": version_sent(request), "text": stated["text"]}
        perform(request, give_feedback_to_all, **told)
        send_feedback([one.addressee for one in interests_in(found)], stated["text"])

    lead = words("dialogues.feedback-all.lead", language)
    sheet = _sheet(request, found, "feedback-all", FEEDBACK_TO_ALL, lead=lead)
    return fill_in(request, sheet, do, done=lambda: _done(request, found, "feedback-all"), thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def told(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """What somebody was told in a call or a meeting."""
    found, language = held_by(request, dialogue), language_of(request)

    def do(stated: Stated) -> None:
        day = stated_day(stated, "told_on")
        given = {"to_whom": stated["to_whom"], "about": stated["about"], "told_on": day}
        perform(request, note_told, dialogue=found.pk, **given)

    sheet = _sheet(request, found, "told", TOLD, lead=words("dialogues.told.lead", language))
    begun = {"told_on": today().isoformat()}
    return fill_in(request, sheet, do, done=lambda: _done(request, found, "told"), begun=begun)


@require_POST
def close(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    return step(request, dialogue, close_dialogue, "close")


def _sheet(
    request: HttpRequest,
    found: Dialogue,
    name: str,
    asked: Mapping[str, Asking],
    *,
    lead: str,
    read: Callable[[Recorded], Stated] | None = None,
) -> Sheet:
    language = language_of(request)
    return Sheet(
        title=words(f"dialogues.{name}.title", language),
        lead=lead,
        send=words(f"dialogues.{name}.send", language),
        asked=asked,
        back=to_own(request, found),
        read=read,
    )


def _done(request: HttpRequest, found: Dialogue, name: str) -> tuple[str, str]:
    return to_own(request, found)[0], words(f"dialogues.{name}.done", language_of(request))
