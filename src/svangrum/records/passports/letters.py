"""Letters about challenges: an enterprise's administrators learn of one at once, and of what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.queries import people_of
from svangrum.records.actors import Role
from svangrum.records.letters.topics import Topic
from svangrum.records.letters.writing import write_letter
from svangrum.records.passports.taking import told_on

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actions import Act
    from svangrum.records.passports.models import Challenge


def tell_enterprise(act: Act, challenge: Challenge, code: str) -> None:
    """``letter.<code>``, which says neither who nor why: that is read signed in."""
    _tell(act, challenge, challenge.evidence.organisation_id, Role.ADMINISTRATOR, code)


def tell_deciders(act: Act, challenge: Challenge, code: str) -> None:
    """To those who can settle it."""
    _tell(act, challenge, challenge.organisation_id, Role.DECISION_MAKER, code)


def _tell(act: Act, challenge: Challenge, organisation: UUID | None, role: Role, code: str) -> None:
    if organisation is None:
        return
    for held in people_of(organisation, on=told_on(act)):
        if role in held.roles:
            write_letter(
                act,
                to=held.person,
                topic=Topic.PASSPORT,
                code=code,
                page="passport-challenge",
                parts={"challenge": str(challenge.pk)},
            )
