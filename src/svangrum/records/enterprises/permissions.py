"""Who may do what with an enterprise's entry in the register.

What an enterprise tells of itself is written by its own people alone. Everyone who belongs to an organisation may read
the register; its rates are for the enterprise itself and for those who procure or match at a buyer, since competitors
must not exchange prices: a buyer that sells the same does not see them. What an organisation notes of an enterprise is
seen and written by that organisation alone, and changes nothing in the entry. A key of the API does nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from svangrum.records.accounts.models import Organisation, OrganisationKind
from svangrum.records.accounts.permissions import can_administer
from svangrum.records.accounts.roles import BUYERS
from svangrum.records.actors import Role
from svangrum.records.enterprises.models import Helper
from svangrum.records.enterprises.selling import selling_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise


def is_buyer(actor: Actor) -> bool:
    """Whether the actor is somebody of a municipality, a region, a state authority or a public company."""
    return _is_of(actor, BUYERS)


def is_of_enterprise(actor: Actor) -> bool:
    """Whether the actor is somebody of an organisation that is an enterprise, with an entry or without."""
    return _is_of(actor, {OrganisationKind.ENTERPRISE})


def is_coordinator(actor: Actor) -> bool:
    return _is_of(actor, {OrganisationKind.COORDINATOR})


def can_view_register(actor: Actor) -> bool:
    """Everyone who belongs to an organisation, whichever it is."""
    return actor.person is not None and actor.organisation is not None


def can_write_enterprise(actor: Actor, enterprise: Enterprise) -> bool:
    """What it tells of itself: any member of its organisation. Nobody, for an entry that is not taken over."""
    return actor.person is not None and actor.belongs_to(enterprise.organisation_id)


def can_administer_enterprise(actor: Actor, enterprise: Enterprise) -> bool:
    """What lasts or is vouched for, such as evidence and links to the passport: its administrators."""
    return enterprise.organisation_id is not None and can_administer(actor, enterprise.organisation_id)


def can_see_rates(actor: Actor, enterprise: Enterprise) -> bool:
    """The enterprise's own people, and who reads rates at a buyer that does not sell the same by the register."""
    if can_write_enterprise(actor, enterprise):
        return True
    if actor.organisation is None or not reads_rates(actor):
        return False
    return not selling_of(actor.organisation).competes_with(enterprise.offers)


def reads_rates(actor: Actor) -> bool:
    """Whether rates are for the actor at all: matching and procurement officers of buyers."""
    return can_list_enterprise(actor)


def is_helper(actor: Actor, enterprise: Enterprise, *, on: date) -> bool:
    """Whether the actor is somebody of a coordinator whom the enterprise has asked to help, on a day."""
    if not is_coordinator(actor):
        return False
    live = Helper.objects.filter(Q(ended=None) | Q(ended__gt=on), enterprise=enterprise, since__lte=on)
    return live.filter(coordinator=actor.organisation).exists()


def can_end_help(actor: Actor, helper: Helper) -> bool:
    """The enterprise's people, who asked, and the coordinator's, who were asked."""
    return can_write_enterprise(actor, helper.enterprise) or (
        actor.person is not None and actor.belongs_to(helper.coordinator_id)
    )


def can_list_enterprise(actor: Actor) -> bool:
    """Enter the number and name of one that is not in the register: matching and procurement officers of buyers."""
    return is_buyer(actor) and actor.has(Role.MATCHING_OFFICER, Role.PROCUREMENT_OFFICER)


def can_assess(actor: Actor) -> bool:
    """Note something of an enterprise for the own organisation: its matching and procurement officers."""
    return can_list_enterprise(actor)


def can_answer_application(actor: Actor) -> bool:
    return actor.operator


def can_lapse_applications(actor: Actor) -> bool:
    """The program, as the rule of keeping says."""
    return actor.program


def _is_of(actor: Actor, kinds: Collection[OrganisationKind]) -> bool:
    if actor.person is None or actor.organisation is None:
        return False
    return Organisation.objects.filter(pk=actor.organisation, kind__in=kinds).exists()
