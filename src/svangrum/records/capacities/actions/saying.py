"""Tell when nothing is done, and what one would tender for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.days import done_on
from svangrum.records.actions import Act, action
from svangrum.records.capacities.models import Pause, Willingness
from svangrum.records.capacities.taking import enterprise_to_write, room_for, taken

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


@action("pause.told")
def tell_pause(act: Act, *, enterprise: UUID, since: date, until: date) -> UUID:
    """Days read by ``stated.read_pause``. Raises as ``tell_capacity``."""
    found = enterprise_to_write(act, enterprise)
    room_for(Pause, found)
    return _put(act, Pause(enterprise=found), since, until)


@action("pause.changed")
def change_pause(act: Act, *, pause: UUID, version: int, since: date, until: date) -> UUID:
    """As ``tell_pause``, in place of what was told; raises ``StaleError`` too."""
    return _put(act, taken(act, Pause, pause, version), since, until)


@action("pause.removed")
def remove_pause(act: Act, *, pause: UUID, version: int) -> UUID:
    """As if it had never been told; that it was removed stays."""
    found = taken(act, Pause, pause, version)
    return act.remove(found, {"since": found.since, "until": found.until})


@action("willingness.said")
def say_will(act: Act, *, enterprise: UUID, will: str) -> UUID:
    """``will`` is one of ``Will``; said on the day it is recorded, in place of what was said before."""
    found = enterprise_to_write(act, enterprise)
    said = Willingness.objects.filter(enterprise=found).first() or Willingness(enterprise=found)
    said.will, said.said_on = will, done_on(act)
    return act.put(said, {"will": will})


def _put(act: Act, pause: Pause, since: date, until: date) -> UUID:
    pause.since, pause.until = since, until
    return act.put(pause, {"since": since, "until": until})
