"""Who belongs to the organisation: invited, given roles, ended. For its administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svangrum.core.dates import parse_day
from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.actions.invitations import withdraw_invitation
from svangrum.records.accounts.actions.memberships import change_membership, end_membership
from svangrum.records.accounts.models import Membership
from svangrum.records.accounts.queries import departments_of, open_invitations, people_of
from svangrum.records.accounts.roles import ROLES
from svangrum.records.actions import MissingError
from svangrum.web.clock import now, today
from svangrum.web.fields import SEPARATOR, Asking, Choice
from svangrum.web.mine.deputies import ASKED as DEPUTY_ASKED
from svangrum.web.mine.deputies import colleagues, is_local, name_stated
from svangrum.web.organisation.inviting import fill_in_invitation
from svangrum.web.organisation.own import back, back_to, own_organisation, told
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.accounts.models import Organisation
    from svangrum.records.recorded import Recorded
    from svangrum.web.organisation.inviting import Chosen

_EMAIL = Asking("text", "organisation.field.email.label", "organisation.field.email.hint")
_DEPARTMENT = Asking("select", "organisation.field.department.label")
_LANGUAGE = Asking(
    "radios",
    "organisation.field.language.label",
    choices=tuple((one, f"mine.language.{one}") for one in LANGUAGES),
    in_a_row=True,
)
_LAST_DAY = Asking("short", "organisation.field.last_day.label", "organisation.field.last_day.hint")


def _roles(organisation: Organisation) -> Asking:
    choices = tuple((role.value, f"role.{role.value}") for role in ROLES[organisation.kind])
    return Asking("checkboxes", "organisation.field.roles.label", "organisation.field.roles.hint", choices=choices)


@require_safe
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    organisation = own_organisation(request)
    context = {
        "people": people_of(organisation.pk, on=today()),
        "invitations": open_invitations(organisation.pk, at=now()),
        "back": back(request),
    }
    return render(request, "organisation/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """Invite one address; the letter goes out at once. A letter that did not go out is told of."""
    language, organisation = language_of(request), own_organisation(request)
    sheet = Sheet(
        title=words("organisation.invite.title", language),
        lead=words("organisation.invite.lead", language),
        send=words("organisation.invite.send", language),
        asked={"email": _EMAIL, "roles": _roles(organisation), "department": _DEPARTMENT, "language": _LANGUAGE},
        back=back_to(request, "organisation-people"),
        choices={"department": _departments(organisation, language)},
    )

    def read(stated: Mapping[str, str]) -> Chosen:
        return {
            "email": stated["email"],
            "language": stated["language"] or language,
            "roles": _chosen(stated["roles"]),
            "department": _identity(stated["department"]),
        }

    return fill_in_invitation(request, sheet, organisation, read)


@require_POST
def withdraw(request: HttpRequest, invitation: UUID) -> HttpResponse:
    if not open_invitations(own_organisation(request).pk, at=now()).filter(pk=invitation).exists():
        raise Http404
    perform(request, withdraw_invitation, invitation=invitation, version=version_sent(request))
    return told(request, "organisation-people", "organisation.invite.withdrawn")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def person(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Other roles, another department."""
    language, organisation = language_of(request), own_organisation(request)
    held = _member(organisation, membership)
    sheet = Sheet(
        title=held.person.name,
        lead=held.person.email,
        send=words("mine.save", language),
        asked={"roles": _roles(organisation), "department": _DEPARTMENT},
        back=back_to(request, "organisation-people"),
        read=_read,
        choices={"department": _departments(organisation, language)},
        template="organisation/person.html",
        more={"held": held},
    )

    def do(stated: Mapping[str, str]) -> None:
        roles, department = _chosen(stated["roles"]), _identity(stated["department"])
        given = {"membership": held.pk, "version": version_sent(request), "roles": roles, "department": department}
        perform(request, change_membership, **given)

    done = words("organisation.person.changed", language, name=held.person.name)
    return fill_in(request, sheet, do, done=lambda: (address("organisation-people", language), done), thing=held)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end(request: HttpRequest, membership: UUID) -> HttpResponse:
    """The person's last day, or the end at once."""
    language, organisation = language_of(request), own_organisation(request)
    held = _member(organisation, membership)
    sheet = Sheet(
        title=words("organisation.end.title", language, name=held.person.name),
        lead=words("organisation.end.lead", language),
        send=words("organisation.end.send", language),
        asked={"last_day": _LAST_DAY},
        back=back_to(request, "organisation-people"),
    )

    def do(stated: Mapping[str, str]) -> None:
        last = parse_day(stated["last_day"], field="last_day") if stated["last_day"] else None
        perform(request, end_membership, membership=held.pk, version=version_sent(request), last_day=last)

    def done() -> tuple[str, str]:
        return address("organisation-people", language), words("organisation.end.done", language, name=held.person.name)

    return fill_in(request, sheet, do, done=done, thing=held)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def deputise(request: HttpRequest, membership: UUID) -> HttpResponse:
    """Name a deputy for someone who is away; members name their own on their own pages."""
    language, organisation = language_of(request), own_organisation(request)
    held = _member(organisation, membership)
    lead = words("organisation.person.deputy-lead", language, name=held.person.name)
    if is_local(organisation.pk):
        lead = f"{lead} {words('mine.deputies.power', language)}"
    sheet = Sheet(
        title=words("organisation.person.deputy-title", language, name=held.person.name),
        lead=lead,
        send=words("mine.deputies.send", language),
        asked=DEPUTY_ASKED,
        back=back_to(request, "organisation-people"),
        choices={"deputy": colleagues(organisation.pk, held.person_id, language)},
    )

    def do(stated: Mapping[str, str]) -> None:
        name_stated(request, stated, organisation=organisation.pk, member=held.person_id)

    done = (address("organisation-people", language), words("mine.deputies.named", language))
    return fill_in(request, sheet, do, done=lambda: done)


def _member(organisation: Organisation, membership: UUID) -> Membership:
    """Raises ``MissingError`` for a membership that is over, or of another organisation."""
    found = people_of(organisation.pk, on=today()).filter(pk=membership).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def _departments(organisation: Organisation, language: str) -> tuple[Choice, ...]:
    none = Choice("", words("organisation.field.department.none", language))
    return none, *(Choice(str(one.pk), one.name) for one in departments_of(organisation.pk, on=today()))


def _read(held: Recorded) -> Mapping[str, str]:
    assert isinstance(held, Membership)  # noqa: S101 - the thing of this page
    return {"roles": SEPARATOR.join(held.roles), "department": str(held.department_id or "")}


def _chosen(written: str) -> list[str]:
    return written.split(SEPARATOR) if written else []


def _identity(written: str) -> UUID | None:
    """Raises ``Http404`` for what no form of ours sends."""
    try:
        return UUID(written) if written else None
    except ValueError as wrong:
        raise Http404 from wrong
