"""A second factor that is lost is taken away by somebody else, so that its owner can switch on a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Person
from svangrum.records.accounts.permissions import can_reset_second_factor
from svangrum.records.accounts.queries import memberships
from svangrum.records.actions import Act, action, require

if TYPE_CHECKING:
    from uuid import UUID


@action("person.second-factor-reset")
def reset_second_factor(act: Act, *, person: UUID) -> UUID:
    """Take away every second factor of somebody.

    It stands in the history of every organisation to which the person belongs: for a while the password alone opens
    the account.
    """
    found = act.take(Person, person)
    require(can_reset_second_factor(act.by, found, on=day_of(act)))
    Authenticator.objects.filter(user=found).delete()
    for held in memberships(found.pk, on=day_of(act)):
        act.tell(held.chain, held.pk, {"person": found.pk}, organisation=held.organisation_id)
    return act.put(found, {})
