"""Who may start, see and stop work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.work.kinds import BY_OPERATORS, DAILY

if TYPE_CHECKING:
    from svangrum.records.actors import Actor
    from svangrum.records.work.models import Work


def can_start_work(actor: Actor, kind: str) -> bool:
    """Operators start what concerns the installation; the program starts what is done daily."""
    return (kind in BY_OPERATORS and actor.operator) or (kind in DAILY and actor.program)


def can_view_work(actor: Actor, work: Work) -> bool:
    """Who started it, in the organisation where it was started; and who runs the installation."""
    return actor.operator or _is_own(actor, work)


def can_stop_work(actor: Actor, work: Work) -> bool:
    return not work.is_over and can_view_work(actor, work)


def can_run_work(actor: Actor) -> bool:
    """Only the program itself says how far work has come."""
    return actor.program


def _is_own(actor: Actor, work: Work) -> bool:
    if actor.person is None or actor.person != work.started_by_id:
        return False
    return work.organisation_id is None or actor.belongs_to(work.organisation_id)
