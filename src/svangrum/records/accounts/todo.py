"""What an organisation's people should look at: invitations that run out, deputies that begin or end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from svangrum.core.dates import day_at_home
from svangrum.records.accounts.models import Invitation
from svangrum.records.accounts.permissions import can_administer
from svangrum.records.accounts.queries import deputies_of
from svangrum.records.todo import Todo

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actors import Actor

INVITATION_SOON = timedelta(days=4)
DEPUTY_SOON = timedelta(days=7)
_DEPUTY = {
    (True, True): "deputy-own-begins",
    (True, False): "deputy-own-ends",
    (False, True): "deputy-other-begins",
    (False, False): "deputy-other-ends",
}
"""The words, by whether the deputy is one's own and whether the days are yet to begin."""


def invitations_to_remind_of(actor: Actor, on: date) -> list[Todo]:
    """Invitations that nobody has accepted and that soon run out, for administrators."""
    if actor.organisation is None or not can_administer(actor, actor.organisation):
        return []
    waiting = Invitation.objects.filter(organisation=actor.organisation, accepted_at=None, withdrawn_at=None)
    told = [(one.email, day_at_home(one.expires_at)) for one in waiting.order_by("expires_at", "pk")]
    return [
        Todo("invitation", "organisation-people", {"email": email, "day": day}, day=day)
        for email, day in told
        if on <= day <= on + INVITATION_SOON
    ]


def deputies_to_know_of(actor: Actor, on: date) -> list[Todo]:
    """Deputies of mine, and those in whose stead I act, that begin or end soon."""
    if actor.organisation is None or actor.person is None or actor.instead_of is not None:
        return []
    found: list[Todo] = []
    for one in deputies_of(actor.organisation, on=on).filter(Q(member=actor.person) | Q(deputy=actor.person)):
        begins = one.since > on
        day = one.since if begins else one.until
        own = one.member_id == actor.person
        if day <= on + DEPUTY_SOON:
            name = one.deputy.name if own else one.member.name
            found.append(Todo(_DEPUTY[own, begins], "mine-deputies", {"name": name, "day": day}, day=day))
    return found
