"""Everything that is due for thinning, of every kind, and the action that removes each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid5

from svangrum.core.errors import SvangrumError
from svangrum.records.files.actions import thin_file
from svangrum.records.files.queries import files_due
from svangrum.records.passports.actions.relying import thin_relied
from svangrum.records.passports.thinning import copies_due
from svangrum.records.purchases.actions.ending import thin_purchase
from svangrum.records.purchases.thinning import purchases_due

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.files.thinning import Due


def due_things(on: date, organisation: UUID | None = None) -> list[Due]:
    """What is past its last day on ``on``, the oldest first; of one organisation, or of all."""
    due = [*files_due(on, organisation), *purchases_due(on, organisation), *copies_due(on, organisation)]
    return sorted(due, key=lambda one: (one.last_day, one.kind, str(one.thing)))


def thin(due: Due, *, by: Actor, recorded_at: datetime, as_of: date, key: str | None = None, decision: str) -> UUID:
    """Remove one. ``decision`` names the organisation's own, and stands in the event.

    Raises ``SvangrumError`` ``thin.kind`` for a kind that nothing removes, and as its action does.
    """
    told: dict[str, Any] = {"by": by, "recorded_at": recorded_at, "as_of": as_of, "key": key}
    told |= {"version": due.version, "decision": decision}
    if due.kind == "file":
        return thin_file(**told, file=due.thing)
    if due.kind == "purchase":
        return thin_purchase(**told, purchase=due.thing)
    if due.kind == "relied":
        return thin_relied(**told, relied=due.thing)
    raise SvangrumError("thin.kind")


def key_for(decision: UUID, due: Due) -> str:
    """The key of one removal among those of a decision: sent again, it removes nothing more."""
    return str(uuid5(decision, f"{due.kind} {due.thing}"))
