"""Deputies: who acts in a member's stead, with what the member has and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Deputy, Organisation
from svangrum.records.accounts.permissions import can_end_deputy, can_name_deputy
from svangrum.records.accounts.queries import deputies_of, people_of
from svangrum.records.actions import Act, action, require

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


@action("deputy.named")
def name_deputy(act: Act, *, organisation: UUID, member: UUID, deputy: UUID, since: date, until: date) -> UUID:
    """Both days included; both are members of the organisation now.

    Raises ``SvangrumError`` ``deputy.dates``, ``deputy.oneself``, ``deputy.not-member`` and ``deputy.already``.
    """
    require(can_name_deputy(act.by, organisation, member))
    act.take(Organisation, organisation)
    _refuse_dates(since, until, day_of(act))
    if member == deputy:
        raise SvangrumError("deputy.oneself", field="deputy")
    if people_of(organisation, on=day_of(act)).filter(person__in=[member, deputy]).count() != 2:
        raise SvangrumError("deputy.not-member", field="deputy")
    same = deputies_of(organisation, on=since).filter(member=member, deputy=deputy, since__lte=until)
    if same.exists():
        raise SvangrumError("deputy.already", field="since")
    named = Deputy(organisation_id=organisation, member_id=member, deputy_id=deputy, since=since, until=until)
    return act.put(named, {"member": member, "deputy": deputy, "since": since, "until": until})


@action("deputy.ended")
def end_deputy(act: Act, *, deputy: UUID, version: int) -> UUID:
    """At once. Raises ``SvangrumError`` ``deputy.over`` when it has ended already."""
    found = act.take(Deputy, deputy)
    require(can_end_deputy(act.by, found))
    act.expect(found, version)
    if found.until < day_of(act) or (found.ended is not None and found.ended <= day_of(act)):
        raise SvangrumError("deputy.over")
    found.ended = day_of(act)
    return act.put(found, {"ended": found.ended})


def _refuse_dates(since: date, until: date, today: date) -> None:
    if until < max(since, today):
        raise SvangrumError("deputy.dates", field="until")
