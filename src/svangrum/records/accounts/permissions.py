"""Who may do what with organisations and people. What is not said here is not allowed.

The operator founds and closes organisations and invites the first administrator of each, and sees nothing else of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.queries import belongs_only_to, has_administrator
from svangrum.records.actions import require
from svangrum.records.actors import Role

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from svangrum.records.accounts.models import Deputy, Grant, Membership, Person
    from svangrum.records.actors import Actor


def can_found_organisation(actor: Actor) -> bool:
    return actor.operator


def can_close_organisation(actor: Actor) -> bool:
    return actor.operator


def can_make_operator(actor: Actor) -> bool:
    return actor.operator


def can_see_organisation(actor: Actor, organisation: UUID) -> bool:
    """Its name and kind; what it owns asks the functions of each noun."""
    return actor.operator or actor.belongs_to(organisation)


def can_see_people(actor: Actor, organisation: UUID) -> bool:
    """Names, roles, departments and deputies, for colleagues."""
    return actor.person is not None and actor.belongs_to(organisation)


def can_administer(actor: Actor, organisation: UUID) -> bool:
    """Whether the actor administers the organisation: its settings, people, departments, grants and keys."""
    return actor.person is not None and actor.belongs_to(organisation) and actor.has(Role.ADMINISTRATOR)


def can_invite(actor: Actor, organisation: UUID, roles: Collection[str] = (), *, on: date) -> bool:
    """Administrators; the operator too, an administrator for an organisation that has none."""
    if can_administer(actor, organisation):
        return True
    return actor.operator and set(roles) == {Role.ADMINISTRATOR} and not has_administrator(organisation, on=on)


def can_change_membership(actor: Actor, membership: Membership) -> bool:
    return can_administer(actor, membership.organisation_id)


def can_leave(actor: Actor, membership: Membership) -> bool:
    """Leaving is one's own: a deputy does not leave in another's stead."""
    return _is_oneself(actor, membership.person_id) and actor.belongs_to(membership.organisation_id)


def can_name_deputy(actor: Actor, organisation: UUID, member: UUID) -> bool:
    """The member, or an administrator. Who is a deputy names none for the one whose stead it is."""
    if actor.instead_of is not None:
        return False
    own = _is_oneself(actor, member) and actor.belongs_to(organisation)
    return own or can_administer(actor, organisation)


def can_end_deputy(actor: Actor, deputy: Deputy) -> bool:
    """The member, the deputy, or an administrator."""
    if not can_see_people(actor, deputy.organisation_id):
        return False
    return actor.person in {deputy.member_id, deputy.deputy_id} or can_administer(actor, deputy.organisation_id)


def can_end_grant(actor: Actor, grant: Grant) -> bool:
    """Administrators of who gave it or of who took it; the colleague whom it is for."""
    if can_administer(actor, grant.organisation_id):
        return True
    if grant.to_organisation_id is not None:
        return can_administer(actor, grant.to_organisation_id)
    return _is_oneself(actor, grant.to_person_id) and actor.belongs_to(grant.organisation_id)


def can_change_person(actor: Actor, person: Person) -> bool:
    """A name and a language are the person's own."""
    return _is_oneself(actor, person.pk)


def can_change_address(actor: Actor) -> bool:
    """The address leads to a forgotten password: who runs the installation sees to it that it is the person's."""
    return actor.operator


def can_reset_second_factor(actor: Actor, person: Person, *, on: date) -> bool:
    """An administrator who has just shown the own one, for a colleague whose account opens nothing else.

    A deputy takes none away, and nobody their own. Whoever has the command line of the server does it for the others.
    """
    if actor.operator and actor.person is None:
        return True
    organisation = actor.organisation
    if organisation is None or not can_administer(actor, organisation):
        return False
    lasting = actor.confirmed and actor.instead_of is None and actor.person != person.pk
    return lasting and belongs_only_to(person, organisation, on=on)


def can_erase_person(actor: Actor, person: Person) -> bool:
    """The person, or the operator on the person's behalf."""
    return actor.operator or _is_oneself(actor, person.pk)


def can_forget_invitations(actor: Actor) -> bool:
    """The program, as the rule of keeping says."""
    return actor.program


def refuse_deputy(actor: Actor) -> None:
    """A few days in another's stead give no power that lasts longer.

    Raises ``SvangrumError`` ``deputy.lasting``.
    """
    if actor.instead_of is not None:
        raise SvangrumError("deputy.lasting")


def refuse_unconfirmed(actor: Actor) -> None:
    """Who administers is not decided in a browser that was left open: a person has just shown the second factor.

    Whoever has the command line of the server is no person here. Raises ``NotAllowedError``.
    """
    require(actor.person is None or actor.confirmed)


def _is_oneself(actor: Actor, person: UUID | None) -> bool:
    return person is not None and actor.person == person and actor.instead_of is None
