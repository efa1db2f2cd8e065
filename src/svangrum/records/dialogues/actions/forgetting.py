"""Addresses of a dialogue that nobody closes are forgotten as well, when the links have shown nothing for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.records.actions import Act, action, require
from svangrum.records.actors import PROGRAM
from svangrum.records.dialogues.models import Addressee
from svangrum.records.dialogues.permissions import can_forget_addresses
from svangrum.records.dialogues.queries import READ_FOR

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


def forget_addresses(*, recorded_at: datetime) -> int:
    """Erase the addresses of dialogues whose last day is more than ``READ_FOR`` ago; how many there were."""
    over = Addressee.objects.filter(dialogue__answers_until__lt=day_at_home(recorded_at) - READ_FOR)
    due = list(over.exclude(email="").values_list("pk", flat=True))
    for addressee in due:
        forget_address(by=PROGRAM, recorded_at=recorded_at, addressee=addressee)
    return len(due)


@action("dialogue-addressee.forgotten")
def forget_address(act: Act, *, addressee: UUID) -> UUID:
    """Erase the address of one, whose link shows nothing any more."""
    require(can_forget_addresses(act.by))
    found = act.take(Addressee, addressee)
    found.email = ""
    return act.put(found, {"name": found.name})
