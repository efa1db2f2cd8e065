"""Memberships: begun by an invitation, changed and ended by administrators, left by oneself.

Somebody must administer an organisation: its last administrator neither leaves nor hands over the role before another
has it until further notice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.actions.departments import department_in
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Deputy, Grant, Membership, Organisation
from svangrum.records.accounts.permissions import can_change_membership, can_leave, refuse_deputy, refuse_unconfirmed
from svangrum.records.accounts.queries import has_administrator
from svangrum.records.accounts.roles import ROLES
from svangrum.records.actions import Act, action, require
from svangrum.records.actors import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from svangrum.records.accounts.models import Department, Person
    from svangrum.records.actors import Actor

_ONE_DAY = timedelta(days=1)


@action("membership.changed")
def change_membership(
    act: Act, *, membership: UUID, version: int, roles: Sequence[str], department: UUID | None = None
) -> UUID:
    """Other roles, another department. The administrator's role is given and taken away with the second factor shown.

    Raises ``SvangrumError`` ``membership.no-role``, ``membership.role``, ``membership.over``,
    ``membership.last-administrator``, and ``deputy.lasting`` for other roles in another's stead.
    """
    held = _taken(act, membership, version, can_change_membership)
    asked = stated_roles(roles, held.organisation.kind)
    if asked != held.roles:
        refuse_deputy(act.by)
    if (Role.ADMINISTRATOR in asked) != (Role.ADMINISTRATOR in held.roles):
        refuse_unconfirmed(act.by)
    if Role.ADMINISTRATOR not in asked:
        refuse_if_last_administrator(held, day_of(act))
    held.roles, held.department = asked, department_in(act, held.organisation_id, department)
    return act.put(held, {"roles": asked, "department": department})


@action("membership.ended")
def end_membership(act: Act, *, membership: UUID, version: int, last_day: date | None = None) -> UUID:
    """The person belongs until ``last_day``, or (None) no longer at all from now.

    Raises ``SvangrumError`` ``membership.over``, ``membership.last-day`` for a day that has passed, and
    ``membership.last-administrator``.
    """
    held = _taken(act, membership, version, can_change_membership)
    if last_day is not None and last_day < max(day_of(act), held.since):
        raise SvangrumError("membership.last-day", field="last_day")
    refuse_if_last_administrator(held, day_of(act))
    return finish_membership(act, held, last_day or day_of(act) - _ONE_DAY)


@action("membership.left")
def leave_organisation(act: Act, *, membership: UUID, version: int) -> UUID:
    """Leave by oneself, at once. Raises ``SvangrumError`` ``membership.over`` and ``membership.last-administrator``."""
    held = _taken(act, membership, version, can_leave)
    refuse_if_last_administrator(held, day_of(act))
    return finish_membership(act, held, day_of(act) - _ONE_DAY)


def begin_membership(
    act: Act,
    *,
    organisation: Organisation,
    person: Person,
    roles: Iterable[str],
    department: Department | None = None,
    since: date,
    until: date | None = None,
) -> Membership:
    """Part of an action: the person belongs to the organisation; a membership that was over begins again."""
    kept = Membership.objects.filter(organisation=organisation, person=person).first()
    held = kept or Membership(organisation=organisation, person=person)
    held.department, held.since, held.until = department, since, until
    held.roles = stated_roles(roles, organisation.kind)
    act.put(held, {"person": person.pk, "roles": held.roles, "since": since, "until": until})
    return held


def finish_membership(act: Act, held: Membership, last_day: date) -> UUID:
    """Part of an action: the last day of a membership, and of all that hangs on it: deputies and own grants."""
    first_day_without = last_day + _ONE_DAY
    live = Q(ended__isnull=True) | Q(ended__gt=first_day_without)
    named = Q(member=held.person_id) | Q(deputy=held.person_id)
    own = {"organisation": held.organisation_id}
    hanging: list[Deputy | Grant] = [
        *Deputy.objects.filter(live, named, until__gte=first_day_without, **own),
        *Grant.objects.filter(live, to_person=held.person_id, **own),
    ]
    for thing in hanging:
        thing.ended = first_day_without
        act.put(thing, {"ended": first_day_without})
    held.until = last_day
    return act.put(held, {"until": last_day})


def stated_roles(roles: Iterable[str], kind: str) -> list[str]:
    """The roles in order, as members of this kind of organisation may hold them.

    Raises ``SvangrumError`` ``membership.no-role`` for none and ``membership.role`` for another.
    """
    asked = sorted({str(role) for role in roles})
    if not asked:
        raise SvangrumError("membership.no-role", field="roles")
    if set(asked) - {str(role) for role in ROLES[kind]}:
        raise SvangrumError("membership.role", field="roles")
    return asked


def _taken(act: Act, membership: UUID, version: int, may: Callable[[Actor, Membership], bool]) -> Membership:
    """The membership; its organisation is locked, so that two administrators are not both let go as not the last."""
    held = act.take(Membership, membership)
    require(may(act.by, held))
    act.expect(held, version)
    held.organisation = act.take(Organisation, held.organisation_id)
    if held.until is not None and held.until < day_of(act):
        raise SvangrumError("membership.over")
    return held


def refuse_if_last_administrator(held: Membership, on: date) -> None:
    """Part of an action: raises ``SvangrumError`` ``membership.last-administrator`` unless another remains."""
    lasting = held.until is None and Role.ADMINISTRATOR in held.roles
    if lasting and not has_administrator(held.organisation_id, on=on, besides=held):
        raise SvangrumError("membership.last-administrator", organisation=held.organisation.name)
