"""For whoever runs the installation: organisations are founded, and their first administrators invited.

The operator sees names and kinds, and nothing of what an organisation does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.actions.organisations import found_organisation
from svangrum.records.accounts.models import OrganisationKind
from svangrum.records.accounts.queries import has_administrator, open_organisations
from svangrum.records.actions import MissingError
from svangrum.records.actors import Role
from svangrum.web.clock import today
from svangrum.web.fields import Asking, Choice
from svangrum.web.mine.profile import back_to_mine
from svangrum.web.organisation.inviting import fill_in_invitation
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform
from svangrum.web.signing_in.confirming import confirmed_to_send

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.web.organisation.inviting import Chosen

_FOUNDED = {
    "name": Asking("text", "organisation.field.name.label"),
    "kind": Asking("radios", "organisation.field.kind.label"),
    "orgnr": Asking("short", "organisation.field.orgnr.label", "organisation.field.orgnr.hint", digits=True),
    "municipality": Asking(
        "short", "organisation.field.municipality.label", "organisation.field.municipality.hint", digits=True
    ),
}
_INVITED = {
    "email": Asking("text", "organisation.field.email.label", "organisation.field.email.hint"),
    "language": Asking(
        "radios",
        "organisation.field.language.label",
        choices=tuple((one, f"mine.language.{one}") for one in LANGUAGES),
        in_a_row=True,
    ),
}


@require_safe
@never_cache
def organisations(request: HttpRequest) -> HttpResponse:
    found = open_organisations(on=today())
    shown = [{"organisation": one, "alone": not has_administrator(one.pk, on=today())} for one in found]
    context = {"organisations": shown, "back": back_to_mine(language_of(request))}
    return render(request, "organisation/operated.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def found(request: HttpRequest) -> HttpResponse:
    """A new organisation; then its first administrator is invited."""
    language, founded = language_of(request), list[str]()
    sheet = Sheet(
        title=words("organisation.found.title", language),
        lead=words("organisation.found.lead", language),
        send=words("organisation.found.send", language),
        asked=_FOUNDED,
        back=_back(language),
        choices={"kind": tuple(_kind(one, language) for one in OrganisationKind.values)},
    )

    def do(stated: Mapping[str, str]) -> None:
        founded.append(str(perform(request, found_organisation, **stated)))

    def done() -> tuple[str, str]:
        invite = address("operated-organisation-invite", language, organisation=founded[0])
        return invite, words("organisation.found.done", language)

    return fill_in(request, sheet, do, done=done)


@confirmed_to_send
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invite(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """An organisation that has someone who administers it invites by itself: then this page is not there (404)."""
    language = language_of(request)
    known = open_organisations(on=today()).filter(pk=organisation).first()
    if known is None or has_administrator(known.pk, on=today()):
        raise MissingError("record.missing")
    sheet = Sheet(
        title=words("organisation.first.title", language, organisation=known.name),
        lead=words("organisation.first.lead", language),
        send=words("organisation.invite.send", language),
        asked=_INVITED,
        back=_back(language),
    )

    def read(stated: Mapping[str, str]) -> Chosen:
        chosen = stated["language"] or language
        return {"email": stated["email"], "language": chosen, "roles": [Role.ADMINISTRATOR.value]}

    return fill_in_invitation(request, sheet, known, read)


def _kind(kind: str, language: str) -> Choice:
    name = words(f"organisation.kind.{kind}", language)
    return Choice(kind, name[0].upper() + name[1:])


def _back(language: str) -> tuple[str, str]:
    return address("operated-organisations", language), words("mine.way.operated-organisations.name", language)
