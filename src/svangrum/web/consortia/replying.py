"""For enterprises: what a coordinator has proposed, with whom, and the own answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.language import words
from svangrum.records.consortia.actions.replying import reply_to_proposal
from svangrum.records.consortia.models import Invited
from svangrum.records.consortia.queries import (
    how_it_stands,
    how_they_stand,
    invitation_of,
    invited_in,
    is_helped,
    proposed_to,
    takes_replies,
)
from svangrum.records.consortia.stated import read_reply
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.consortia.forms import REPLY
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.recorded import Recorded

    Stated = Mapping[str, str]


@require_safe
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """Every proposal to the own enterprise."""
    own = list(proposed_to(actor_of(request)))
    stand = how_they_stand([one.proposal for one in own], on=today())
    return render(request, "consortia/own_list.html", {"rows": [(one, stand[one.proposal_id]) for one in own]})


@require_safe
@never_cache
def one(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """The text, with whom, and the own answer; of the others' answers only whether all have said yes."""
    own = invitation_of(actor_of(request), proposal)
    context = {
        "own": own,
        "proposal": own.proposal,
        "others": [one for one in invited_in(own.proposal) if one.pk != own.pk],
        "stands": how_it_stands(own.proposal, on=today()),
        "can_reply": takes_replies(own.proposal, on=today()) and is_helped(own.enterprise, own.proposal, on=today()),
    }
    return render(request, "consortia/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reply(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Yes or no, with words to the coordinator."""
    language, own = language_of(request), invitation_of(actor_of(request), proposal)
    back = address("own-consortium", language, proposal=str(proposal))

    def do(stated: Stated) -> None:
        perform(request, reply_to_proposal, proposal=proposal, version=version_sent(request), **read_reply(stated))

    sheet = Sheet(
        title=words("consortia.reply.title", language),
        lead=words("consortia.reply.lead", language, title=own.proposal.title),
        send=words("consortia.reply.send", language),
        asked=REPLY,
        back=(back, own.proposal.title),
        read=_written,
    )
    return fill_in(request, sheet, do, done=lambda: (back, words("consortia.reply.done", language)), thing=own)


def _written(own: Recorded) -> Stated:
    assert isinstance(own, Invited)  # noqa: S101 - the form's own thing
    return {"reply": own.reply, "words": own.words}
