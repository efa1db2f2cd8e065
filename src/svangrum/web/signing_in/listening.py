"""What happens when somebody signs in, or changes how they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save, pre_save

from svangrum.records.accounts.models import Person
from svangrum.records.accounts.queries import memberships
from svangrum.records.accounts.signals import person_left
from svangrum.web.clock import today
from svangrum.web.signing_in.browsers import described
from svangrum.web.signing_in.sessions import begin, end_sessions
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

NOWHERE = "0.0.0.0"  # noqa: S104 - what stands where allauth would keep an address
_BY_PASSWORD = (password_changed, password_set, password_reset)
_BY_SECOND_FACTOR = (authenticator_added, authenticator_removed, authenticator_reset)


def listen() -> None:
    """Connect everything below."""
    user_logged_in.connect(_begin)
    pre_save.connect(_keep_little, sender=UserSession)
    post_save.connect(_keep_address, sender=Person)
    authentication_failed.connect(_tell_wrong_code)
    person_left.connect(_forget)
    for signal in _BY_PASSWORD:
        signal.connect(_end_others_by_password)
    for signal in _BY_SECOND_FACTOR:
        signal.connect(_end_others_by_second_factor)


def _begin(request: HttpRequest, user: Person, **_: Any) -> None:
    """A session that begins: bound to the browser, in the organisation when there is only one."""
    begin(request)
    places = list(memberships(user.pk, on=today())[:2])
    if len(places) == 1:
        request.session["organisation"] = str(places[0].organisation_id)


def _keep_little(instance: UserSession, **_: Any) -> None:
    """Of where a session lives, keep the browser in plain words, and no address."""
    instance.ip = NOWHERE
    instance.user_agent = described(instance.user_agent)


def _keep_address(instance: Person, **_: Any) -> None:
    """Allauth looks for people by a table of addresses: it follows the person's own.

    With another address the person is signed in nowhere, and the services that spoke for the old one open nothing.
    """
    left, _ = EmailAddress.objects.filter(user=instance).exclude(email=instance.email).delete()
    if left:
        SocialAccount.objects.filter(user=instance).delete()
        end_sessions(instance.pk, "moved" if instance.is_active else "closed")
    EmailAddress.objects.get_or_create(
        user=instance, email=instance.email, defaults={"primary": True, "verified": True}
    )


def _forget(person: UUID, **_: Any) -> None:
    """Who has left is signed in nowhere, and nothing is kept of how it was done."""
    end_sessions(person, "closed")
    for model in (Authenticator, SocialAccount, EmailAddress):
        model.objects.filter(user=person).delete()


def _tell_wrong_code(request: HttpRequest, user: Person, **_: Any) -> None:
    tell("second-factor.wrong-code", request, user.pk)


def _end_others_by_password(request: HttpRequest, user: Person, **_: Any) -> None:
    end_sessions(user.pk, "password", but=request.session.session_key)


def _end_others_by_second_factor(request: HttpRequest, user: Person, **_: Any) -> None:
    end_sessions(user.pk, "second-factor", but=request.session.session_key)
