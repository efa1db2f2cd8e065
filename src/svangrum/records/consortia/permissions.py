"""Who may do what with a proposal to tender together.

Coordinators propose, to enterprises that have asked them to help. The people of the enterprises that it is for read
it; each sees its own answer and none of the others'. Buyers, other enterprises and other coordinators see nothing.
A key of the API does nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.actors import Role
from svangrum.records.enterprises.permissions import can_write_enterprise, is_coordinator

if TYPE_CHECKING:
    from svangrum.records.actors import Actor
    from svangrum.records.consortia.models import Invited, Proposal


def can_propose(actor: Actor) -> bool:
    """Propose, and end what was proposed: coordinators of an organisation that coordinates."""
    return is_coordinator(actor) and actor.has(Role.COORDINATOR)


def can_see_answers(actor: Actor, proposal: Proposal) -> bool:
    """What each has answered: the coordinator's own people."""
    return actor.person is not None and actor.belongs_to(proposal.organisation_id)


def can_end_proposal(actor: Actor, proposal: Proposal) -> bool:
    return can_propose(actor) and can_see_answers(actor, proposal)


def can_reply(actor: Actor, invited: Invited) -> bool:
    """Answer for an enterprise: its own people."""
    return can_write_enterprise(actor, invited.enterprise)
