"""How an action takes an entry: who may not read the register learns nothing, not even that someone else was first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.actions import MissingError, require
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.enterprises.permissions import can_view_register

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from svangrum.records.actions import Act
    from svangrum.records.actors import Actor


def taken(
    act: Act, enterprise: UUID, allowed: Callable[[Actor, Enterprise], bool], *, version: int | None = None
) -> Enterprise:
    """The entry, locked.

    Raises ``MissingError`` for who may not read the register, then ``NotAllowedError``, then ``StaleError``.
    """
    if not can_view_register(act.by):
        raise MissingError("record.missing")
    found = act.take(Enterprise, enterprise)
    require(allowed(act.by, found))
    if version is not None:
        act.expect(found, version)
    return found
