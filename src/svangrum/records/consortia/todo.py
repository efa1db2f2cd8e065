"""What people should look at: a proposal to answer, and for the coordinator how its proposals went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.consortia.permissions import can_propose
from svangrum.records.consortia.queries import (
    Stands,
    how_they_stand,
    is_helped,
    proposals_by,
    proposed_to,
    takes_replies,
)
from svangrum.records.todo import Todo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.records.actors import Actor

_SAID = {Stands.AGREED: "consortium-agreed", Stands.FELL: "consortium-fell", Stands.OVER: "consortium-over"}
"""What is told a coordinator of each, until the proposal is ended."""


def proposals_to_look_at(actor: Actor, on: date) -> list[Todo]:
    """For an enterprise's people, and for coordinators."""
    return [*_to_answer(actor, on), *_to_mind(actor, on)]


def _to_answer(actor: Actor, on: date) -> Iterator[Todo]:
    for one in proposed_to(actor).filter(reply="", proposal__ended_at=None):
        proposal = one.proposal
        if takes_replies(proposal, on=on) and is_helped(one.enterprise, proposal, on=on):
            told: dict[str, Value] = {
                "organisation": proposal.organisation.name,
                "title": proposal.title,
                "day": proposal.answers_until,
            }
            parts = {"proposal": str(proposal.pk)}
            yield Todo("consortium-answer", "own-consortium", told, parts, day=proposal.answers_until)


def _to_mind(actor: Actor, on: date) -> Iterator[Todo]:
    if not can_propose(actor):
        return
    own = list(proposals_by(actor).filter(ended_at=None))
    stand = how_they_stand(own, on=on)
    for one in own:
        code = _SAID.get(stand[one.pk])
        if code:
            yield Todo(code, "consortium", {"title": one.title}, {"proposal": str(one.pk)})
