"""Invitations: a letter with a secret lets one person become a member, once, within fourteen days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.actions.departments import department_in
from svangrum.records.accounts.actions.memberships import begin_membership, stated_roles
from svangrum.records.accounts.actions.people import begin_person
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Invitation, Organisation, Person
from svangrum.records.accounts.permissions import can_administer, can_invite, refuse_deputy, refuse_unconfirmed
from svangrum.records.accounts.queries import find_invitation, memberships, open_invitations, people_of, state_of
from svangrum.records.accounts.secret import digest_of, refuse_repeated, secret_for
from svangrum.records.accounts.stated import stated_address, stated_language
from svangrum.records.actions import Act, action, require
from svangrum.records.actors import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.actors import Actor

LASTS = timedelta(days=14)


class Invited(NamedTuple):
    """An invitation and the secret for its letter, which is kept nowhere."""

    invitation: UUID
    secret: str


def invite(
    *,
    by: Actor,
    recorded_at: datetime,
    as_of: date | None = None,
    key: str | None = None,
    organisation: UUID,
    email: str,
    roles: Iterable[str],
    language: str = "sv",
    department: UUID | None = None,
) -> Invited:
    """Invite one address; an earlier invitation of the same address that waits is withdrawn.

    An administrator is invited with the second factor shown.

    Raises ``SvangrumError`` ``person.email``, ``invitation.member``, ``membership.no-role``, ``membership.role``,
    ``organisation.closed``, and ``deputy.lasting`` for an administrator invited in another's stead.
    """
    secret = secret_for("invitation", by, key)
    invitation = _invite(
        by=by,
        recorded_at=recorded_at,
        as_of=as_of,
        key=key,
        organisation=organisation,
        email=email,
        roles=sorted(str(role) for role in roles),
        language=language,
        department=department,
        secret_digest=digest_of(secret),
    )
    return Invited(invitation, secret)


@action("invitation.withdrawn")
def withdraw_invitation(act: Act, *, invitation: UUID, version: int) -> UUID:
    """Raises ``SvangrumError`` ``invitation.used`` and ``invitation.withdrawn`` when there is nothing to withdraw."""
    found = act.take(Invitation, invitation)
    require(can_administer(act.by, found.organisation_id))
    act.expect(found, version)
    state = state_of(found, at=act.recorded_at)
    if state in {"used", "withdrawn"}:
        raise SvangrumError(f"invitation.{state}")
    return _withdraw(act, found)


@action("invitation.accepted")
def accept_invitation(act: Act, *, secret: str, name: str = "") -> UUID:
    """Become a member; gives the membership. Who is signed in joins; anyone else becomes a new person with ``name``.

    The new person has no password yet. Raises ``SvangrumError`` ``invitation.unknown``, ``invitation.used``,
    ``invitation.withdrawn``, ``invitation.closed``, ``invitation.expired``, ``invitation.member`` when the person
    belongs already, ``invitation.sign-in`` when the address has a person who should sign in first, ``person.no-name``.
    """
    require(act.by.token is None and act.by.instead_of is None)
    found = _open_invitation(act, secret)
    person = _accepting(act, found, name)
    if memberships(person.pk, on=day_of(act)).filter(organisation=found.organisation_id).exists():
        raise SvangrumError("invitation.member")
    found.accepted_by, found.accepted_at = person, act.recorded_at
    act.put(found, {"accepted_by": person.pk})
    return begin_membership(
        act,
        organisation=found.organisation,
        person=person,
        roles=found.roles,
        department=found.department,
        since=day_of(act),
    ).pk


@action("invitation.sent")
def _invite(
    act: Act,
    *,
    organisation: UUID,
    email: str,
    roles: list[str],
    language: str,
    department: UUID | None,
    secret_digest: str,
) -> UUID:
    require(can_invite(act.by, organisation, roles, on=day_of(act)))
    if Role.ADMINISTRATOR in roles:
        refuse_deputy(act.by)
        refuse_unconfirmed(act.by)
    owner = act.take(Organisation, organisation)
    if owner.closed is not None:
        raise SvangrumError("organisation.closed", name=owner.name)
    address = stated_address(email)
    if people_of(owner.pk, on=day_of(act)).filter(person__email=address).exists():
        raise SvangrumError("invitation.member", field="email")
    refuse_repeated(Invitation, secret_digest)
    for waiting in open_invitations(owner.pk, at=act.recorded_at).filter(email=address):
        _withdraw(act, waiting)
    fresh = Invitation(
        organisation=owner,
        email=address,
        language=stated_language(language),
        roles=stated_roles(roles, owner.kind),
        department=department_in(act, owner.pk, department),
        secret_digest=secret_digest,
        expires_at=act.recorded_at + LASTS,
    )
    return act.put(fresh, _told(fresh))


def _open_invitation(act: Act, secret: str) -> Invitation:
    """The invitation; its organisation is locked too, so that nobody becomes a member of it twice at once."""
    known = find_invitation(secret)
    if known is None:
        raise SvangrumError("invitation.unknown")
    organisation = act.take(Organisation, known.organisation_id)
    found = act.take(Invitation, known.pk)
    found.organisation = organisation
    state = state_of(found, at=act.recorded_at)
    if state != "open":
        raise SvangrumError(f"invitation.{state}")
    return found


def _accepting(act: Act, found: Invitation, name: str) -> Person:
    if act.by.person is not None:
        return act.take(Person, act.by.person)
    if Person.objects.filter(email=found.email).exists():
        raise SvangrumError("invitation.sign-in")
    return begin_person(act, email=found.email, name=name, language=found.language)


def _withdraw(act: Act, found: Invitation) -> UUID:
    found.withdrawn_at = act.recorded_at
    return act.put(found, {"withdrawn_at": act.recorded_at})


def _told(fresh: Invitation) -> dict[str, Any]:
    return {
        "roles": fresh.roles,
        "department": fresh.department_id,
        "language": fresh.language,
        "expires_at": fresh.expires_at,
    }
