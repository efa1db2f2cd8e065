"""Questions about proposals: which there are, and how one stands on a day."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.records.actions import MissingError
from svangrum.records.consortia.models import Invited, Proposal, Reply
from svangrum.records.enterprises.permissions import is_coordinator
from svangrum.records.enterprises.queries import help_by, own_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.enterprises.queries import Help

    _Given = Mapping[tuple[UUID, UUID], Iterable[Help]]


class Stands(StrEnum):
    """How a proposal stands. ``FELL``: somebody said no, or has ended the coordinator's help."""

    ENDED = "ended"
    FELL = "fell"
    AGREED = "agreed"
    OVER = "over"
    WAITING = "waiting"


def proposals_by(actor: Actor) -> QuerySet[Proposal]:
    """Those of the actor's own organisation, the latest first; nothing for who does not coordinate."""
    found = Proposal.objects.select_related("organisation", "dialogue").prefetch_related("invited__enterprise")
    own = found.filter(organisation=actor.organisation) if is_coordinator(actor) else found.none()
    return own.order_by("-made_at", "pk")


def proposal_by(actor: Actor, proposal: UUID) -> Proposal:
    """One of the actor's own organisation. Raises ``MissingError`` for none, and alike for another's."""
    found = proposals_by(actor).filter(pk=proposal).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def proposed_to(actor: Actor) -> QuerySet[Invited]:
    """What is proposed to the actor's own enterprise, the latest first; nothing for who has no entry."""
    enterprise = own_enterprise(actor)
    found = Invited.objects.select_related("enterprise", "proposal__organisation", "proposal__dialogue")
    own = found.none() if enterprise is None else found.filter(enterprise=enterprise)
    return own.order_by("-proposal__made_at", "pk")


def invitation_of(actor: Actor, proposal: UUID) -> Invited:
    """The own enterprise's place in a proposal. Raises ``MissingError`` for none, and alike for one of others."""
    found = proposed_to(actor).filter(proposal=proposal).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def invited_in(proposal: Proposal) -> list[Invited]:
    """Everyone that it is for, by name."""
    found = Invited.objects.select_related("enterprise", "proposal").filter(proposal=proposal)
    return list(found.order_by("enterprise__name", "pk"))


def how_it_stands(proposal: Proposal, *, on: date) -> Stands:
    """Ended before all; then a no, or help that has ended; then that all said yes; then that the day has passed."""
    return how_they_stand([proposal], on=on)[proposal.pk]


def how_they_stand(proposals: Iterable[Proposal], *, on: date) -> dict[UUID, Stands]:
    """Each by its id, as ``how_it_stands``; two questions to the database, however many."""
    several = list(proposals)
    invited: dict[UUID, list[Invited]] = defaultdict(list)
    for one in Invited.objects.filter(proposal__in=several):
        invited[one.proposal_id].append(one)
    given = help_by({one.organisation_id for one in several})
    return {one.pk: _stands(one, invited[one.pk], given, on) for one in several}


def _stands(proposal: Proposal, invited: list[Invited], given: _Given, on: date) -> Stands:
    """What happened after the last day to answer changes nothing: then it had been agreed, or was over."""
    if proposal.ended_at is not None:
        return Stands.ENDED
    last = min(on, proposal.answers_until)
    left = any(not _is_given(given[proposal.organisation_id, one.enterprise_id], last) for one in invited)
    if left or any(one.reply == Reply.NO for one in invited):
        return Stands.FELL
    if all(one.reply == Reply.YES for one in invited):
        return Stands.AGREED
    return Stands.OVER if proposal.answers_until < on else Stands.WAITING


def left_in(proposal: Proposal, *, on: date) -> set[UUID]:
    """Those that by the last day had the coordinator's help no longer, by the ids of their invitations."""
    given, last = help_by([proposal.organisation_id]), min(on, proposal.answers_until)
    invited = Invited.objects.filter(proposal=proposal)
    return {one.pk for one in invited if not _is_given(given[proposal.organisation_id, one.enterprise_id], last)}


def takes_replies(proposal: Proposal, *, on: date) -> bool:
    """Whether an enterprise may answer, or change its answer: until the last day, unless it is ended."""
    return proposal.ended_at is None and on <= proposal.answers_until


def is_helped(enterprise: Enterprise, proposal: Proposal, *, on: date) -> bool:
    """Whether the enterprise still has the help of the one who proposed."""
    return _is_given(help_by([proposal.organisation_id])[proposal.organisation_id, enterprise.pk], on)


def _is_given(several: Iterable[Help], on: date) -> bool:
    return any(one.is_given(on) for one in several)
