"""An organisation's mark: a small PNG, or an SVG that only draws. Anyone may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import day_of
from svangrum.records.files.actions import content_of, keep
from svangrum.records.files.checks import svg
from svangrum.records.files.checks.check import check, refuse_large
from svangrum.records.files.checks.kinds import PNG
from svangrum.records.files.checks.passages import Passage, Place, refuse_numbers
from svangrum.records.files.models import StoredFile
from svangrum.records.files.thinning import rule
from svangrum.records.files.upload import Upload

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actions import Act

LARGEST = 200_000
"""Bytes."""
RULE = "logo"
SVG_TYPE = "image/svg+xml"


def checked_logo(logo: Upload) -> tuple[Upload, str]:
    """A file that can be a logo, and its media type; an SVG is written anew, with its drawing alone.

    Raises ``SvangrumError`` ``file.…`` with the field ``logo``: ``file.logo-kind`` for what is neither PNG nor SVG,
    ``file.svg`` for an SVG that does more than draw.
    """
    try:
        return _checked(logo)
    except SvangrumError as error:
        error.field = "logo"
        raise


def keep_logo(act: Act, organisation: UUID, logo: Upload, media_type: str) -> UUID:
    """Part of an action that sets it: a file that ``checked_logo`` gave, kept as the organisation's own."""
    kept = StoredFile(organisation_id=organisation, name=logo.name, media_type=media_type, searched=True, rule=RULE)
    return keep(act, kept, logo)


def logo_of(file: StoredFile) -> tuple[bytes, str]:
    """A logo's bytes and media type, for anyone. Raises ``SvangrumError`` ``file.no-logo`` and as ``content_of``."""
    if file.rule != RULE or file.thinned_at is not None:
        raise SvangrumError("file.no-logo")
    return content_of(file), file.media_type


def set_aside(act: Act, logo: StoredFile) -> None:
    """Part of an action that puts another in its place: the old one is thinned when its rule says so."""
    logo.thin_after = rule(RULE).last_day(day_of(act))
    act.put(logo, {"thin_after": logo.thin_after})


def _checked(logo: Upload) -> tuple[Upload, str]:
    refuse_large(logo, LARGEST)
    if logo.ending == "svg":
        refuse_numbers(Passage(Place("name"), logo.name))
        drawn = svg.drawing(logo.content)
        for text in svg.texts(drawn):
            refuse_numbers(Passage(Place("text"), text))
        return Upload(logo.name, drawn), SVG_TYPE
    if logo.ending not in PNG.endings:
        raise SvangrumError("file.logo-kind")
    return logo, check(logo, largest=LARGEST).kind.media_type
