"""A person leaves for good; addresses of invitations are forgotten. The events stay, without names and addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from svangrum.records.accounts.actions.memberships import finish_membership, refuse_if_last_administrator
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Invitation, Membership, Organisation, Person
from svangrum.records.accounts.permissions import can_erase_person, can_forget_invitations
from svangrum.records.accounts.queries import state_of
from svangrum.records.accounts.signals import person_left
from svangrum.records.actions import Act, action, require
from svangrum.records.actors import PROGRAM

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

ADDRESS_KEPT = timedelta(days=30)
"""How long the address of an invitation is kept after it was accepted, withdrawn or expired."""


@action("person.left")
def erase_person(act: Act, *, person: UUID, version: int) -> UUID:
    """End all memberships at once, erase name and address, and make it impossible to sign in.

    Raises ``SvangrumError`` ``membership.last-administrator`` for someone who alone administers an organisation; the
    operator is not held up by that.
    """
    found = act.take(Person, person)
    require(can_erase_person(act.by, found))
    act.expect(found, version)
    _end_memberships(act, found)
    for invitation in Invitation.objects.filter(Q(accepted_by=found) | Q(email=found.email)).exclude(email=""):
        _forget(act, invitation)
    found.email, found.name = f"{found.pk}@left.invalid", ""
    found.is_active = found.is_operator = False
    found.last_login = None
    found.set_unusable_password()
    thing = act.put(found, {})
    person_left.send(Person, person=found.pk, act=act)
    return thing


def forget_invitations(*, recorded_at: datetime) -> int:
    """Erase the addresses of invitations settled more than 30 days ago; how many there were."""
    limit = recorded_at - ADDRESS_KEPT
    settled = Q(accepted_at__lt=limit) | Q(withdrawn_at__lt=limit) | Q(expires_at__lt=limit)
    due = list(Invitation.objects.filter(settled).exclude(email="").values_list("pk", flat=True))
    for invitation in due:
        forget_invitation(by=PROGRAM, recorded_at=recorded_at, invitation=invitation)
    return len(due)


@action("invitation.forgotten")
def forget_invitation(act: Act, *, invitation: UUID) -> UUID:
    """Erase the address of one invitation; what waits is withdrawn."""
    require(can_forget_invitations(act.by))
    return _forget(act, act.take(Invitation, invitation))


def _end_memberships(act: Act, found: Person) -> None:
    day = day_of(act)
    for held in Membership.objects.filter(Q(until=None) | Q(until__gte=day), person=found):
        held.organisation = act.take(Organisation, held.organisation_id)
        if not act.by.operator:
            refuse_if_last_administrator(held, day)
        finish_membership(act, held, day - timedelta(days=1))


def _forget(act: Act, invitation: Invitation) -> UUID:
    if state_of(invitation, at=act.recorded_at) == "open":
        invitation.withdrawn_at = act.recorded_at
    invitation.email = ""
    return act.put(invitation, {})
