"""What everyone reads: the list, one dialogue, and how to get a link to answer by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.dialogues.actions.addressing import ask_for_link
from svangrum.records.dialogues.permissions import can_see_inside, takes_answers
from svangrum.records.dialogues.queries import (
    ended_dialogues,
    interest_of,
    open_dialogues,
    published_dialogue,
    unanswered_of,
)
from svangrum.records.enterprises.permissions import is_of_enterprise
from svangrum.records.enterprises.queries import own_enterprise
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.dialogues.forms import LINK
from svangrum.web.dialogues.found import answer_in_words, place_of, published, to_public
from svangrum.web.dialogues.mails import send_asked_link
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.dialogues.models import Dialogue

PAGE = 30


@require_safe
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """Those that can be answered, and those that have ended, the latest first."""
    ended = Paginator(ended_dialogues(on=today()), PAGE).get_page(request.GET.get("page"))
    context = {
        "open": [(one, place_of(one)) for one in open_dialogues(on=today())],
        "ended": [(one, place_of(one)) for one in ended.object_list],
        "page_of": ended,
    }
    return render(request, "dialogues/open_list.html", context)


@require_safe
@never_cache
def one(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """The same for everybody; an enterprise's people see their own answer below it."""
    found, actor = published_dialogue(dialogue), actor_of(request)
    enterprise = own_enterprise(actor) if is_of_enterprise(actor) else None
    own = interest_of(found, enterprise) if enterprise else None
    context = {
        **published(request, found),
        "takes_answers": takes_answers(found, on=today()),
        "of_enterprise": is_of_enterprise(actor),
        "enterprise": enterprise,
        "own": own,
        "own_lines": answer_in_words(own, language_of(request)) if own else (),
        "unanswered": unanswered_of(found, enterprise) if enterprise else (),
        "sees_inside": can_see_inside(actor, found),
        "signed_in": actor.person is not None,
    }
    return render(request, "dialogues/open.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask_link(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """For an enterprise that nobody wrote to: the link goes to the address that it states."""
    told = {"app": "allauth.account", "action": "dialogue-link", "key": request.POST.get("email", "").casefold()}
    limited: HttpResponse | None = ratelimit.consume_or_429(request, **told)
    if limited is not None:
        return limited
    found, language = published_dialogue(dialogue), language_of(request)
    sheet = Sheet(
        title=words("dialogues.link.title", language),
        lead=words("dialogues.link.lead", language, title=found.title),
        send=words("dialogues.link.send", language),
        asked=LINK,
        back=to_public(request, found),
        template="dialogues/link_ask.html",
    )

    def do(stated: Mapping[str, str]) -> None:
        link = perform(request, ask_for_link, dialogue=found.pk, language=language, **stated)
        if not send_asked_link(link):
            raise SvangrumError("mail.not-sent")

    return fill_in(request, sheet, do, done=lambda: (_asked_page(found, language), ""))


@require_safe
def link_asked(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """What happens next. The same whichever address was stated."""
    found = published_dialogue(dialogue)
    return render(request, "dialogues/link_asked.html", {"back": to_public(request, found), "dialogue": found})


def _asked_page(dialogue: Dialogue, language: str) -> str:
    return address("dialogue-link-asked", language, dialogue=str(dialogue.pk))
