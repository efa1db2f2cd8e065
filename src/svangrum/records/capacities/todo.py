"""What an enterprise's people should look at: that nothing is told of what it can do, or that an answer is old."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.matching.register import SAID_FOR_DAYS
from svangrum.records.capacities.models import Capacity, Willingness
from svangrum.records.enterprises.queries import own_enterprise
from svangrum.records.todo import Todo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise

_IN_TIME = timedelta(days=30)
"""So long before an answer has run out it is worth giving again."""


def capacity_to_look_at(actor: Actor, on: date) -> list[Todo]:
    """For any member of an enterprise that has an entry in the register."""
    enterprise = own_enterprise(actor)
    return [] if enterprise is None else list(_untold(enterprise, on))


def _untold(enterprise: Enterprise, on: date) -> Iterator[Todo]:
    page = {"enterprise": str(enterprise.pk)}
    told = Capacity.objects.filter(enterprise=enterprise).exclude(until__lt=on).order_by("told_at").first()
    if told is None:
        yield Todo("capacity-untold", "capacity-new", parts=page)
    elif (day := day_at_home(told.told_at)) + timedelta(days=SAID_FOR_DAYS) < on + _IN_TIME:
        yield Todo("capacity-old", "capacity", {"day": day}, page)
    said = Willingness.objects.filter(enterprise=enterprise).first()
    if said is None:
        yield Todo("willingness-untold", "willingness", parts=page)
    elif said.said_on + timedelta(days=SAID_FOR_DAYS) < on + _IN_TIME:
        yield Todo("willingness-old", "willingness", {"day": said.said_on}, page)
