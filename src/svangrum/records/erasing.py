"""Erase what events tell: for a person's right to be forgotten, or by a thinning decision.

Payload and salt become null; that something was done, when and by whom, stays. The erasure is an event of the same
chain that names what it erased, so the chain still holds, and a payload that went without one is found.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.actions import Act, MissingError, action, require
from svangrum.records.events.chain import ERASED
from svangrum.records.events.models import Event
from svangrum.records.events.permissions import can_erase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from svangrum.records.events.models import EventSet


LONGEST_REASON = 300


class Ground(StrEnum):
    """On which ground: a person's demand, or the organisation's decision."""

    GDPR = "gdpr"
    THINNING = "thinning"


def erase_chain(act: Act, kind: str, thing: UUID, *, ground: Ground, organisation: UUID | None) -> int:
    """Erase every payload of a thing, as a part of an action that has asked for leave; gives how many."""
    told = {"ground": ground, "reason": ""}
    return _erase(act, kind, thing, Event.objects.filter(kind=kind, thing=thing), told, organisation=organisation)


@action(ERASED)
def erase_payload(act: Act, *, event: UUID, ground: Ground, reason: str) -> UUID:
    """Erase the payload of one event. ``reason`` tells those who read the history of the decision or the demand.

    Raises ``MissingError`` for no event, or one that has no payload to erase, and ``SvangrumError`` ``erase.no-reason``
    and ``erase.reason-too-long``.
    """
    found = Event.objects.filter(pk=event).first()
    if found is None:
        raise MissingError("record.missing")
    require(can_erase(act.by, found.organisation))
    stated = stated_why(reason, missing="erase.no-reason", too_long="erase.reason-too-long")
    told = {"ground": Ground(ground), "reason": stated}
    if not _erase(act, found.kind, found.thing, Event.objects.filter(pk=event), told, organisation=found.organisation):
        raise MissingError("record.missing")
    return event


def stated_why(
    text: str, *, missing: str, too_long: str, field: str | None = None, longest: int = LONGEST_REASON
) -> str:
    """Why something is erased or removed, in the words of whoever does it, as an event keeps it.

    Raises ``SvangrumError`` with the code ``missing`` for nothing, and ``too_long`` beyond ``longest`` characters.
    """
    stated = text.strip()
    if not stated:
        raise SvangrumError(missing, field=field)
    if len(stated) > longest:
        raise SvangrumError(too_long, field=field, longest=longest)
    return stated


def _erase(
    act: Act, kind: str, thing: UUID, events: EventSet, why: Mapping[str, str], *, organisation: UUID | None
) -> int:
    """What was erased before stays so, and what tells of erasures is kept."""
    erasable = events.filter(payload__isnull=False).exclude(action=ERASED)
    names = list(erasable.order_by("number").values_list("pk", flat=True))
    if names:
        erasable.erase()
        told = {"erased": [str(name) for name in names], **why}
        replace(act, action=ERASED).tell(kind, thing, told, organisation=organisation)
    return len(names)
