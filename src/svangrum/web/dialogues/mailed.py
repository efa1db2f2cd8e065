"""Behind a mailed link: the same as everyone reads, the enterprise's own answer, and the forms. No account is needed.

The link opens nothing from the moment it is taken back, and so do the forms that it opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.language import words
from svangrum.records.actors import PUBLIC
from svangrum.records.dialogues.actions.addressing import hear_again, silence
from svangrum.records.dialogues.actions.answering import ask_question_by_link, say_interest_by_link
from svangrum.records.dialogues.leaving import silence_signed
from svangrum.records.dialogues.permissions import takes_answers
from svangrum.records.dialogues.queries import (
    DialogueLinkError,
    answered_otherwise,
    interest_by,
    open_link,
    unanswered_by,
)
from svangrum.records.dialogues.stated import read_interest
from svangrum.web.clock import now, today
from svangrum.web.dialogues.answering import ask_sheet, say_sheet
from svangrum.web.dialogues.forms import interest_written
from svangrum.web.dialogues.found import answer_in_words, published
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import fill_in, perform
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    Stated = Mapping[str, str]


@require_safe
@never_cache
def one(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        link = open_link(secret, on=today())
    except DialogueLinkError as over:
        return _over(request, over)
    own = interest_by(link)
    context = {
        **published(request, link.dialogue),
        "secret": secret,
        "link": link,
        "own": own,
        "own_lines": answer_in_words(own, language_of(request)) if own else (),
        "otherwise": answered_otherwise(link),
        "unanswered": unanswered_by(link),
        "takes_answers": takes_answers(link.dialogue, on=today()),
    }
    return render(request, "dialogues/mailed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def say(request: HttpRequest, secret: str) -> HttpResponse:
    """Whole, part, together or no."""
    limited = _limited(request)
    if limited is not None:
        return limited
    try:
        link = open_link(secret, on=today())
        language = language_of(request)
        sheet = say_sheet(language, link.dialogue.title, _back(request, secret, link.dialogue.title))

        def do(stated: Stated) -> None:
            perform(request, say_interest_by_link, secret=secret, **read_interest(stated))

        told = (sheet.back[0], words("dialogues.say.done", language, day=link.dialogue.answers_until))
        return fill_in(request, sheet, do, done=lambda: told, begun=interest_written(interest_by(link)))
    except DialogueLinkError as over:
        return _over(request, over)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, secret: str) -> HttpResponse:
    """A question, which is published with its answer and without who asked."""
    limited = _limited(request)
    if limited is not None:
        return limited
    try:
        link = open_link(secret, on=today())
        language = language_of(request)
        sheet = ask_sheet(language, _back(request, secret, link.dialogue.title))

        def do(stated: Stated) -> None:
            perform(request, ask_question_by_link, secret=secret, text=stated["text"])

        return fill_in(request, sheet, do, done=lambda: (sheet.back[0], words("dialogues.ask.done", language)))
    except DialogueLinkError as over:
        return _over(request, over)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def silenced(request: HttpRequest, signed: str) -> HttpResponse:
    """End mails about dialogues, or have them again. Asking shows, sending does (RFC 8058).

    A program of the mail service sends the form, without cookies: the signed address is what shows that the reader
    wants it, and Django's token against forged forms is not asked for.
    """
    try:
        silent = silence_signed(signed) is not None
        if request.method == "POST":
            again = bool(request.POST.get("again"))
            if again is silent:
                act = hear_again if again else silence
                act(by=PUBLIC, recorded_at=now(), signed=signed)
            silent = not again
    except DialogueLinkError as over:
        return _over(request, over)
    return render(request, "dialogues/silence.html", {"silent": silent})


def _limited(request: HttpRequest) -> HttpResponse | None:
    """What is answered to who sends too often from one address of the network; none to who may go on."""
    limited: HttpResponse | None = ratelimit.consume_or_429(request, app="allauth.account", action="dialogue-answer")
    return limited


def _back(request: HttpRequest, secret: str, title: str) -> tuple[str, str]:
    return address("dialogue-mailed", language_of(request), secret=secret), title


def _over(request: HttpRequest, over: DialogueLinkError) -> HttpResponse:
    """What became of the link, and nothing of what it showed."""
    tell(over.code, request)
    says = words(f"error.{over.code}", language_of(request), **over.values)
    return render(request, "dialogues/over.html", {"says": says}, status=404)
