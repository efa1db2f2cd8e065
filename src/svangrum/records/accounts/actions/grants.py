"""Grants: leave to one thing, for a colleague or (crossing) for another organisation; given from the thing's own page.

A noun that lets its things be shared calls ``begin_grant`` in an action of its own, after its own permission:

    @action("purchase.shared")
    def share_purchase(act: Act, *, purchase: UUID, role: str, to_person: UUID | None = None) -> UUID:
        found = act.take(Purchase, purchase)
        require(can_share_purchase(act.by, found))
        return begin_grant(act, found, role=role, to_person=to_person)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Grant, GrantRole
from svangrum.records.accounts.permissions import can_end_grant
from svangrum.records.accounts.queries import grants_to, open_organisations, people_of
from svangrum.records.actions import Act, action, require

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from svangrum.records.recorded import Recorded


def begin_grant(
    act: Act,
    thing: Recorded,
    *,
    role: str,
    to_person: UUID | None = None,
    to_organisation: UUID | None = None,
    until: date | None = None,
) -> UUID:
    """Part of an action: open ``thing`` for one colleague or one other organisation, from the day of the action.

    Only someone who acts in the organisation that owns it does so. A grant that the same one has is ended. Raises
    ``NotAllowedError`` and ``SvangrumError`` ``grant.role``, ``grant.for-one``, ``grant.until``, ``grant.not-member``
    and ``grant.organisation``.
    """
    owner: UUID = thing.organisation_id  # type: ignore[attr-defined]
    require(act.by.person is not None and act.by.belongs_to(owner))
    day = day_of(act)
    if role not in GrantRole.values:
        raise SvangrumError("grant.role", field="role")
    if until is not None and until < day:
        raise SvangrumError("grant.until", field="until")
    _refuse_receiver(owner, to_person, to_organisation, day)
    for kept in grants_to(thing, on=day).filter(to_person=to_person, to_organisation=to_organisation):
        finish_grant(act, kept)
    fresh = Grant(
        organisation_id=owner,
        kind=thing.chain,
        thing=thing.pk,
        role=role,
        to_person_id=to_person,
        to_organisation_id=to_organisation,
        since=day,
        until=until,
    )
    told = {"kind": thing.chain, "thing": thing.pk, "role": role, "until": until}
    return act.put(fresh, told | {"to_person": to_person, "to_organisation": to_organisation})


def finish_grant(act: Act, grant: Grant) -> UUID:
    """Part of an action: the grant opens nothing from the day of the action on."""
    grant.ended = day_of(act)
    return act.put(grant, {"ended": grant.ended})


@action("grant.ended")
def end_grant(act: Act, *, grant: UUID, version: int) -> UUID:
    """At once. Raises ``SvangrumError`` ``grant.over`` when it has ended already."""
    found = act.take(Grant, grant)
    require(can_end_grant(act.by, found))
    act.expect(found, version)
    day = day_of(act)
    if (found.ended is not None and found.ended <= day) or (found.until is not None and found.until < day):
        raise SvangrumError("grant.over")
    return finish_grant(act, found)


def _refuse_receiver(owner: UUID, to_person: UUID | None, to_organisation: UUID | None, day: date) -> None:
    if (to_person is None) == (to_organisation is None):
        raise SvangrumError("grant.for-one", field="to_person")
    if to_person is not None and not people_of(owner, on=day).filter(person=to_person).exists():
        raise SvangrumError("grant.not-member", field="to_person")
    if to_organisation is not None and not _is_another(owner, to_organisation, day):
        raise SvangrumError("grant.organisation", field="to_organisation")


def _is_another(owner: UUID, to_organisation: UUID, day: date) -> bool:
    return to_organisation != owner and open_organisations(on=day).filter(pk=to_organisation).exists()
