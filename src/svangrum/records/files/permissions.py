"""Who may do what with an organisation's files. What is not said here is not allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.actors import Role
from svangrum.records.files.thinning import rule

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.files.models import StoredFile

SEE_SECRETS = (Role.PROCUREMENT_OFFICER, Role.ADMINISTRATOR)


def can_see_files(actor: Actor, organisation: UUID) -> bool:
    return actor.person is not None and actor.belongs_to(organisation) and bool(actor.roles)


def can_hand_in(actor: Actor, organisation: UUID) -> bool:
    """Every member but those who only look."""
    return can_see_files(actor, organisation) and actor.roles != {Role.CONTROLLER}


def can_see_file(actor: Actor, file: StoredFile) -> bool:
    """A secret one is seen by whoever handed it in, by procurement officers and by administrators."""
    if not can_see_files(actor, file.organisation_id):
        return False
    return not file.secret or actor.principal == file.handed_in_by_id or actor.has(*SEE_SECRETS)


def can_change_file(actor: Actor, file: StoredFile) -> bool:
    """Whether the actor may choose another rule for it, or remove it ahead of its time.

    Whoever handed it in and administrators; where its rule is ``guarded``, administrators alone.
    """
    if not can_see_file(actor, file):
        return False
    owns = actor.principal == file.handed_in_by_id and can_hand_in(actor, file.organisation_id)
    return actor.has(Role.ADMINISTRATOR) or (owns and not rule(file.rule).guarded)


def can_set_times(actor: Actor, organisation: UUID) -> bool:
    """Administrators, in person."""
    return actor.person is not None and actor.belongs_to(organisation) and actor.has(Role.ADMINISTRATOR)


def can_thin(actor: Actor, organisation: UUID) -> bool:
    """Administrators thin what is their organisation's; the program does it when told to from the command line."""
    return actor.program or can_set_times(actor, organisation)
