"""An invitation from its letter: become a member with a name and a password, or join as who one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.accounts.actions.invitations import accept_invitation
from svangrum.records.accounts.actions.leaving import ADDRESS_KEPT
from svangrum.records.accounts.models import Membership, Person
from svangrum.records.accounts.passwords import set_password
from svangrum.records.accounts.queries import find_invitation, state_of
from svangrum.records.actors import PUBLIC, Actor
from svangrum.web.access import actor_of
from svangrum.web.clock import now, today
from svangrum.web.pages import address, language_of
from svangrum.web.signing_in.entering import ways
from svangrum.web.signing_in.forms import Joining
from svangrum.web.signing_in.sealed import seal, unseal
from svangrum.web.signing_in.shown import entries
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from svangrum.records.accounts.models import Invitation

INVITED = "invitation"
"""In the session: the letter's secret, sealed, for who goes on to the organisation's own service."""


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Shows what one is invited to, and lets one in. What can no longer be used is explained."""
    found = find_invitation(secret)
    limited = _guessed_too_often(request) if found is None else None
    if limited is not None:
        return limited
    state = state_of(found, at=now()) if found else "unknown"
    if found is None or state != "open":
        return _refused(request, state)
    if actor_of(request).person is not None:
        return _join(request, secret, found)
    if Person.objects.filter(email=found.email).exists():
        return _sign_in_first(request, found)
    return _become(request, secret, found)


def _guessed_too_often(request: HttpRequest) -> HttpResponse | None:
    """Only secrets that nobody was given are counted: many colleagues come from one address of the network."""
    limited: HttpResponse | None = ratelimit.consume_or_429(
        request, app="allauth.account", action="invitation", limit_get=True
    )
    return limited


def _refused(request: HttpRequest, state: str) -> HttpResponse:
    tell(f"invitation.{state}", request)
    context = {"title": "sign-in.invitation.refused", "says": words(f"error.invitation.{state}", language_of(request))}
    return render(request, "signing_in/told.html", context, status=404 if state == "unknown" else 410)


def _sign_in_first(request: HttpRequest, found: Invitation) -> HttpResponse:
    """The address has an account: its owner signs in, and comes back to join."""
    context = {"invitation": found, "back": request.get_full_path()}
    return render(request, "signing_in/invitation_sign_in.html", context)


def _join(request: HttpRequest, secret: str, found: Invitation) -> HttpResponse:
    """Somebody who is signed in joins one more organisation."""
    if request.method == "POST":
        try:
            membership = _accept(request, Actor(person=actor_of(request).person), secret)
        except SvangrumError as error:
            return _told(request, error)
        return _welcome(request, membership)
    return render(request, "signing_in/invitation_join.html", {"invitation": found, "address_kept": ADDRESS_KEPT.days})


def _become(request: HttpRequest, secret: str, found: Invitation) -> HttpResponse:
    """Somebody new: the name, and a password."""
    request.session[INVITED] = seal(secret)
    form = Joining(request.POST or None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            membership = _accept(request, PUBLIC, secret, name=form.cleaned_data["full_name"])
        except SvangrumError as error:
            return _told(request, error)
        set_password(membership.person, form.cleaned_data["password1"])
        return _let_in(request, membership.person, membership)
    shown = entries(form, language_of(request))
    errors = [one for one in shown if one.error]
    context = {
        "invitation": found,
        "address_kept": ADDRESS_KEPT.days,
        "entries": shown,
        "errors": errors,
        "refused": "",
        "next": "",
        "services": ways(request),
    }
    return render(request, "signing_in/invitation.html", context, status=422 if errors else 200)


def join_by_service(request: HttpRequest, email: str, name: str) -> Person | None:
    """Who came from the letter by the organisation's own service, which vouches for the same address."""
    if INVITED not in request.session:
        return None
    secret = unseal(request.session[INVITED])
    found = find_invitation(secret)
    if found is None or found.email != email or state_of(found, at=now()) != "open":
        return None
    return _accept(request, PUBLIC, secret, name=name or email.partition("@")[0]).person


def _accept(request: HttpRequest, by: Actor, secret: str, **given: Any) -> Membership:
    membership = accept_invitation(by=by, recorded_at=now(), as_of=today(), secret=secret, **given)
    request.session.pop(INVITED, None)
    return Membership.objects.select_related("person", "organisation").get(pk=membership)


def _told(request: HttpRequest, error: SvangrumError) -> HttpResponse:
    """What became of the invitation between the page and the answer."""
    tell(error.code, request)
    says = words(f"error.{error.code}", language_of(request), **error.values)
    return render(request, "signing_in/told.html", {"title": "sign-in.invitation.refused", "says": says}, status=409)


def _let_in(request: HttpRequest, person: Person, membership: Membership) -> HttpResponse:
    record_authentication(request, person, "password")
    entered = perform_login(request, Login(user=person, email=person.email, signup=True))
    welcome = _welcome(request, membership)
    welcome.cookies.update(entered.cookies)
    return welcome


def _welcome(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Into the organisation that one has just joined."""
    language = language_of(request)
    request.session["organisation"] = str(membership.organisation_id)
    request.session.pop("instead_of", None)
    messages.success(request, words("sign-in.told.joined", language, organisation=membership.organisation.name))
    return redirect(address("mine", language))
