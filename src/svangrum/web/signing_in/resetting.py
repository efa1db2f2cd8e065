"""A second factor that is lost: an administrator takes it away, and the person sets up a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words
from svangrum.records.accounts.actions.factors import reset_second_factor
from svangrum.records.accounts.queries import belongs_only_to, people_of
from svangrum.web.access import actor_of
from svangrum.web.clock import now, today
from svangrum.web.pages import address, language_of
from svangrum.web.signing_in.confirming import confirmed
from svangrum.web.signing_in.letters import send
from svangrum.web.signing_in.sessions import end_sessions

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.accounts.models import Person


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, person: UUID) -> HttpResponse:
    """Asks whether it is so, and does it. Who does not belong to the organisation is not there (404).

    For who belongs to another too, or runs the installation, it says whom to ask instead (403).
    """
    actor, language = actor_of(request), language_of(request)
    found = _colleague(actor.organisation, person)
    here = belongs_only_to(found, actor.organisation, on=today())
    if request.method != "POST" or not here:
        context = {"person": found, "key": uuid4(), "here": here}
        return render(request, "signing_in/reset.html", context, status=200 if here else 403)
    reset_second_factor(by=actor, recorded_at=now(), key=request.POST.get("key") or None, person=person)
    tell_reset(found)
    messages.success(request, words("sign-in.told.second-factor-reset", language, name=found.name))
    return redirect(address("mine", language))


def tell_reset(found: Person) -> None:
    """Sign the person out everywhere, and write why."""
    end_sessions(found.pk, "second-factor")
    send("second-factor-reset", found, page="mfa_index")


def _colleague(organisation: UUID | None, person: UUID) -> Person:
    held = people_of(organisation, on=today()).filter(person=person).first() if organisation else None
    if held is None:
        raise Http404
    return held.person
