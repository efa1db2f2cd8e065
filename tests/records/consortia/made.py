"""A coordinator, enterprises that it helps, and what it has proposed to them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from svangrum.records.consortia.actions.proposing import propose
from svangrum.records.consortia.actions.replying import reply_to_proposal
from svangrum.records.consortia.models import Invited, Proposal
from svangrum.records.consortia.stated import part_field
from svangrum.records.enterprises.actions.helping import ask_for_help
from tests.records.build import NOW, TODAY
from tests.records.enterprises.made import an_enterprise

if TYPE_CHECKING:
    from datetime import datetime

    from svangrum.records.actors import Actor
    from tests.records.enterprises.made import Own

LAST_DAY = TODAY + timedelta(days=14)
PROPOSAL = {"title": "Lokalvård och fönsterputs", "what": "Ni kan göra en del var.", "answers_until": LAST_DAY}


def helped_by(coordinator: Actor, *owns: Own) -> list[Own]:
    """The enterprises, or two new ones, each of which has asked for help."""
    several = list(owns) or [an_enterprise(), an_enterprise()]
    for one in several:
        ask_for_help(by=one.member, recorded_at=NOW, enterprise=one.entry.pk, coordinator=coordinator.organisation)
    return several


def a_proposal(coordinator: Actor, *owns: Own, at: datetime = NOW, **told: Any) -> Proposal:
    parts = {str(one.entry.pk): f"Del {number} av tre." for number, one in enumerate(owns, 1)}
    made = propose(by=coordinator, recorded_at=at, **PROPOSAL | {"parts": parts} | told)
    return Proposal.objects.get(pk=made)


def replied(own: Own, proposal: Proposal, reply: str = "yes", words: str = "") -> Invited:
    invited = Invited.objects.get(proposal=proposal, enterprise=own.entry)
    said = {"version": invited.version, "reply": reply, "words": words}
    reply_to_proposal(by=own.member, recorded_at=NOW, proposal=proposal.pk, **said)
    return Invited.objects.get(pk=invited.pk)


def written(*owns: Own, **told: str) -> dict[str, str]:
    """A proposal as its form is filled in."""
    parts = {part_field(one.entry.pk): "Golven." for one in owns}
    return {
        "title": "Lokalvård och fönsterputs",
        "what": "Ni kan göra en del var.",
        "dialogue": "",
        "answers_until": LAST_DAY.isoformat(),
        **parts,
        **told,
    }
