"""For coordinators: what they have proposed, how each answered, a new proposal, and the end of one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.consortia.actions.proposing import end_proposal, propose
from svangrum.records.consortia.permissions import can_end_proposal
from svangrum.records.consortia.queries import (
    how_it_stands,
    how_they_stand,
    invited_in,
    left_in,
    proposal_by,
    proposals_by,
)
from svangrum.records.consortia.stated import is_part, part_field, read_proposal
from svangrum.records.dialogues.queries import open_dialogues
from svangrum.records.enterprises.queries import helped_by
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.consortia.forms import PART, PROPOSAL
from svangrum.web.fields import Choice
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.dialogues.models import Dialogue
    from svangrum.records.enterprises.models import Enterprise

    Stated = Mapping[str, str]


@require_safe
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """Every proposal, and how it stands."""
    own = list(proposals_by(actor_of(request)))
    stand = how_they_stand(own, on=today())
    return render(request, "consortia/list.html", {"proposals": [(one, stand[one.pk]) for one in own]})


@require_safe
@never_cache
def one(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """The text, who it is for and what each has answered."""
    actor = actor_of(request)
    found = proposal_by(actor, proposal)
    context = {
        "proposal": found,
        "invited": invited_in(found),
        "stands": how_it_stands(found, on=today()),
        "left": left_in(found, on=today()),
        "key": str(uuid4()),
        "can_end": found.ended_at is None and can_end_proposal(actor, found),
    }
    return render(request, "consortia/proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """One field for each enterprise that is helped; those whose field is left empty are not in it."""
    language, made = language_of(request), list[UUID]()
    helped = [one.enterprise for one in helped_by(actor_of(request), on=today())]
    dialogues = list(open_dialogues(on=today()))

    def do(stated: Stated) -> None:
        _refuse_left_out(request, stated)
        about = next((one.pk for one in dialogues if str(one.pk) == stated["dialogue"]), None)
        if about is None and stated["dialogue"]:
            raise SvangrumError("consortium.dialogue-over", field="dialogue")
        made.append(perform(request, propose, dialogue=about, **read_proposal(stated)))

    def done() -> tuple[str, str]:
        return address("consortium", language, proposal=str(made[0])), words("consortia.new.done", language)

    return fill_in(request, _sheet(language, helped, dialogues), do, done=done)


@require_POST
def end(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Nobody answers it from now on."""
    language, found = language_of(request), proposal_by(actor_of(request), proposal)
    try:
        perform(request, end_proposal, proposal=found.pk, version=version_sent(request))
        messages.success(request, words("consortia.end.done", language))
    except (NotAllowedError, MissingError):
        raise
    except SvangrumError as wrong:
        messages.warning(request, words(f"error.{wrong.code}", language, **wrong.values))
    return redirect(address("consortium", language, proposal=str(found.pk)))


def _refuse_left_out(request: HttpRequest, stated: Stated) -> None:
    """Raises ``consortium.not-helped`` when something was written for one whose help ended since the form was shown."""
    parts = (name for name in request.POST if is_part(name) and name not in stated)
    if any(one.strip() for name in parts for one in request.POST.getlist(name)):
        raise SvangrumError("consortium.not-helped")


def _sheet(language: str, helped: Iterable[Enterprise], dialogues: Iterable[Dialogue]) -> Sheet:
    parts = {part_field(one.pk): one for one in helped}
    none = Choice("", words("consortia.no-dialogue", language))
    return Sheet(
        title=words("consortia.new.title", language),
        lead=words("consortia.new.lead", language),
        send=words("consortia.new.send", language),
        asked={**PROPOSAL, **dict.fromkeys(parts, PART)},
        back=(address("helped-enterprises", language), words("enterprises.helped.title", language)),
        template="consortia/new.html",
        choices={"dialogue": (none, *(Choice(str(one.pk), _named(one)) for one in dialogues))},
        labels={name: words("consortia.field.part", language, name=one.name) for name, one in parts.items()},
        more={"few": len(parts) < 2},
    )


def _named(dialogue: Dialogue) -> str:
    return f"{dialogue.title}, {dialogue.organisation.name}"
