"""An enterprise asks a coordinator to help, and either of them ends that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import OrganisationKind
from svangrum.records.accounts.queries import open_organisations
from svangrum.records.actions import Act, action, require
from svangrum.records.enterprises.models import Helper
from svangrum.records.enterprises.permissions import can_end_help, can_write_enterprise
from svangrum.records.enterprises.queries import helpers_of
from svangrum.records.enterprises.taking import taken

if TYPE_CHECKING:
    from uuid import UUID


@action("helper.asked")
def ask_for_help(act: Act, *, enterprise: UUID, coordinator: UUID) -> UUID:
    """From today. Raises ``SvangrumError`` ``helper.unknown`` for what is no coordinator, and ``helper.asked``."""
    found = taken(act, enterprise, can_write_enterprise)
    day = day_of(act)
    known = open_organisations(on=day).filter(pk=coordinator, kind=OrganisationKind.COORDINATOR).first()
    if known is None:
        raise SvangrumError("helper.unknown", field="coordinator")
    if helpers_of(found, on=day).filter(coordinator=known).exists():
        raise SvangrumError("helper.asked", field="coordinator")
    asked = Helper(enterprise=found, coordinator=known, since=day)
    return act.put(asked, {"to_organisation": known.pk})


@action("helper.ended")
def end_help(act: Act, *, helper: UUID, version: int) -> UUID:
    """From today it holds no more. Raises ``SvangrumError`` ``helper.ended`` for what has ended."""
    found = act.take(Helper, helper)
    require(can_end_help(act.by, found))
    act.expect(found, version)
    if found.ended is not None:
        raise SvangrumError("helper.ended")
    found.ended = day_of(act)
    return act.put(found, {"to_organisation": found.coordinator_id})
