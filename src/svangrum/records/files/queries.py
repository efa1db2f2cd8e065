"""Questions about files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from svangrum.records.actions import MissingError
from svangrum.records.files.models import StoredFile
from svangrum.records.files.permissions import SEE_SECRETS, can_see_file, can_see_files
from svangrum.records.files.thinning import Due

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.actors import Actor


def files_of(actor: Actor) -> QuerySet[StoredFile]:
    """The files that the actor may see in the organisation at hand, the newest first, thinned ones too; no logos."""
    if actor.organisation is None or not can_see_files(actor, actor.organisation):
        return StoredFile.objects.none()
    found = StoredFile.objects.filter(organisation=actor.organisation).exclude(rule="logo")
    if not actor.has(*SEE_SECRETS):
        found = found.filter(Q(secret=False) | Q(handed_in_by=actor.principal))
    return found.select_related("handed_in_by").order_by("-handed_in_at", "pk")


def file_for(actor: Actor, file: UUID) -> StoredFile:
    """Raises ``MissingError`` for one that is not there, or that the actor may not see."""
    found = StoredFile.objects.select_related("handed_in_by").filter(pk=file).first()
    if found is None or not can_see_file(actor, found):
        raise MissingError("record.missing")
    return found


def files_due(on: date, organisation: UUID | None = None) -> list[Due]:
    """The files whose last day is past on ``on``, the oldest first; of one organisation, or of all."""
    past = StoredFile.objects.filter(thin_after__lt=on, thinned_at__isnull=True).order_by("thin_after", "pk")
    found = past if organisation is None else past.filter(organisation=organisation)
    return [_due(file, file.thin_after) for file in found if file.thin_after is not None]


def _due(file: StoredFile, last_day: date) -> Due:
    return Due("file", file.pk, file.version, file.organisation_id, file.name, file.size, file.rule, last_day)
