"""How the actions take an enterprise: whoever may not read the register learns nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.core.errors import SvangrumError
from svangrum.records.actions import MissingError
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.enterprises.permissions import can_view_register
from svangrum.records.files.models import StoredFile
from svangrum.records.files.permissions import can_see_file
from svangrum.records.passports.models import Evidence

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from svangrum.records.actions import Act


def taken(act: Act, enterprise: UUID) -> Enterprise:
    """The enterprise, locked, so that two tell its evidence one after the other. Raises ``MissingError``."""
    found = act.take(Enterprise, enterprise)
    if not can_view_register(act.by):
        raise MissingError("record.missing")
    return found


def live_evidence_taken(act: Act, enterprise: UUID, evidence: UUID) -> Evidence:
    """A piece of the enterprise's evidence that is told, locked.

    Raises ``MissingError``, and ``SvangrumError`` ``passport.ended`` for what is told no more.
    """
    found = taken(act, enterprise)
    held = act.take(Evidence, evidence)
    if held.enterprise_id != found.pk:
        raise MissingError("record.missing")
    if held.ended_at is not None:
        raise SvangrumError("passport.ended")
    return held


def own_file(act: Act, file: UUID | None) -> StoredFile | None:
    """Raises ``SvangrumError`` ``passport.file`` for one that is thinned, or that the actor may not see."""
    if file is None:
        return None
    found = StoredFile.objects.filter(pk=file, thinned_at=None).first()
    if found is None or not can_see_file(act.by, found):
        raise SvangrumError("passport.file", field="file")
    return found


def organisation_of(act: Act) -> UUID:
    """The organisation in which it is done; stands behind a permission that lets nobody else in."""
    assert act.by.organisation is not None  # noqa: S101 - said by the permission
    return act.by.organisation


def told_on(act: Act) -> date:
    """The day on which it is told: evidence is about a day of its own, which may not be later."""
    return day_at_home(act.recorded_at)
