"""*Anmäl ert företag*: an enterprise asks to be let in, and whoever runs the installation answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.orgnr import written_number
from svangrum.jobs.letters.sending import send_now
from svangrum.records.accounts.models import Organisation
from svangrum.records.actors import Role
from svangrum.records.enterprises.actions.applying import accept_application, apply, refuse_application
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.enterprises.queries import application_for, applications_waiting
from svangrum.records.enterprises.stated import stated_text
from svangrum.web.access import actor_of
from svangrum.web.enterprises.noting import NAME, ORGNR
from svangrum.web.enterprises.shown import standing
from svangrum.web.fields import Asking
from svangrum.web.mine.profile import back_to_mine
from svangrum.web.organisation.inviting import send_invitation
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent
from svangrum.web.signing_in.confirming import confirmed_to_send

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.enterprises.models import Application

    Stated = Mapping[str, str]

_APPLIED = {
    "orgnr": ORGNR,
    "name": NAME,
    "email": Asking("text", "enterprises.apply.email", "enterprises.apply.email-hint", complete="email"),
}
_REFUSED = {"reason": Asking("area", "enterprises.refuse.reason", "enterprises.refuse.reason-hint")}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Anyone; so many an hour from one address of the network."""
    language = language_of(request)
    limited: HttpResponse | None = ratelimit.consume_or_429(request, app="allauth.account", action="application")
    if limited is not None:
        return limited
    sheet = Sheet(
        title=words("enterprises.apply.title", language),
        lead=words("enterprises.apply.lead", language),
        send=words("enterprises.apply.send", language),
        asked=_APPLIED,
        back=(address("guide-role", language, role="leverantor"), words("enterprises.apply.back", language)),
        template="enterprises/apply.html",
    )

    def do(stated: Stated) -> None:
        perform(request, apply, language=language, **stated)

    return fill_in(request, sheet, do, done=lambda: (address("applied", language), ""))


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "enterprises/applied.html")


@require_safe
@never_cache
def applications(request: HttpRequest) -> HttpResponse:
    """Those that wait, for who runs the installation."""
    waiting = [(one, written_number(one.orgnr)) for one in applications_waiting(actor_of(request))]
    context = {"applications": waiting, "back": back_to_mine(language_of(request))}
    return render(request, "enterprises/applications.html", context)


@confirmed_to_send
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def accept(request: HttpRequest, application: UUID) -> HttpResponse:
    """The enterprise is let in, and whoever asked is invited to administer it.

    When the mail server refuses, the operator is shown the link, this once, to hand it over.
    """
    found, language = application_for(actor_of(request), application), language_of(request)
    unsent: list[str] = []
    sheet = _answering(request, found, "accept", {}, "enterprises/accept.html")

    def do(_stated: Stated) -> None:
        made = perform(request, accept_application, application=found.pk, version=version_sent(request))
        url = send_invitation(
            request,
            Organisation.objects.get(pk=made),
            {"email": found.email, "language": found.language, "roles": [Role.ADMINISTRATOR.value]},
            key=str(uuid5(NAMESPACE_URL, f"application/{found.pk}")),
        )
        if url:
            unsent.append(url)

    told = (sheet.back[0], words("enterprises.accept.done", language))
    answer = fill_in(request, sheet, do, done=lambda: (told[0], "") if unsent else told, thing=found)
    return render(request, "organisation/unsent.html", {"sheet": sheet, "url": unsent[0]}) if unsent else answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def refuse(request: HttpRequest, application: UUID) -> HttpResponse:
    """Say no, and why: the reason is mailed and kept nowhere."""
    found, language = application_for(actor_of(request), application), language_of(request)
    sheet = _answering(request, found, "refuse", _REFUSED, "enterprises/accept.html")

    def do(stated: Stated) -> None:
        reason = stated_text(stated["reason"], "reason")
        if not reason:
            raise SvangrumError("application.no-reason", field="reason")
        perform(request, refuse_application, application=found.pk, version=version_sent(request))
        if not _is_told(found, reason):
            messages.warning(request, words("enterprises.refuse.unsent", language, email=found.email))

    return fill_in(
        request, sheet, do, done=lambda: (sheet.back[0], words("enterprises.refuse.done", language)), thing=found
    )


def _answering(
    request: HttpRequest, found: Application, answer: str, asked_for: Mapping[str, Asking], template: str
) -> Sheet:
    language = language_of(request)
    known = Enterprise.objects.filter(orgnr=found.orgnr).first()
    return Sheet(
        title=words(f"enterprises.{answer}.title", language, name=found.name),
        lead=words(f"enterprises.{answer}.lead", language),
        send=words(f"enterprises.{answer}.send", language),
        asked=asked_for,
        back=(address("applications", language), words("mine.way.applications.name", language)),
        template=template,
        more={
            "application": found,
            "orgnr": written_number(found.orgnr),
            "standing": standing(known or Enterprise(), language),
        },
    )


def _is_told(found: Application, reason: str) -> bool:
    try:
        send_now(
            email=found.email,
            language=found.language,
            code="application-refused",
            values={"name": found.name, "reason": " ".join(reason.split())},
            name=str(found.pk),
        )
    except SvangrumError:
        return False
    return True
