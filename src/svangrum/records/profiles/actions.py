"""An organisation's own settings: colour, arms, limits. They exist from the first setting, in version 0 before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import Act, action, require
from svangrum.records.files.logos import checked_logo, keep_logo, set_aside
from svangrum.records.files.models import StoredFile
from svangrum.records.profiles.limits import read_limits
from svangrum.records.profiles.models import Profile
from svangrum.records.profiles.permissions import can_change_profile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.files.upload import Upload

_COLOUR = re.compile(r"#[0-9a-f]{6}")


@action("profile.coloured")
def set_colour(act: Act, *, organisation: UUID, version: int, colour: str) -> UUID:
    """The organisation's own colour as ``#rrggbb``, or none.

    Raises ``SvangrumError`` ``colour.unreadable``. Whether it can be read on the pages is for who shows them to ask.
    """
    profile = _taken(act, organisation, version)
    written = colour.strip().lower()
    if written and not _COLOUR.fullmatch(written):
        raise SvangrumError("colour.unreadable", field="colour", colour=colour.strip())
    profile.colour = written
    return act.put(profile, {"colour": written})


def set_logo(
    *,
    by: Actor,
    recorded_at: datetime,
    as_of: date | None = None,
    key: str | None = None,
    organisation: UUID,
    version: int,
    logo: Upload,
) -> UUID:
    """A file as the organisation's arms; the one before is set aside. Raises as ``checked_logo``."""
    require(can_change_profile(by, organisation))
    file, media_type = checked_logo(logo)
    asked = {"organisation": organisation, "version": version, "logo": file, "media_type": media_type}
    return _set_logo(by=by, recorded_at=recorded_at, as_of=as_of, key=key, **asked)


@action("profile.logo-set")
def _set_logo(act: Act, *, organisation: UUID, version: int, logo: Upload, media_type: str) -> UUID:
    profile = _taken(act, organisation, version)
    _set_logo_aside(act, profile)
    return _put_logo(act, profile, keep_logo(act, organisation, logo, media_type))


@action("profile.logo-removed")
def remove_logo(act: Act, *, organisation: UUID, version: int) -> UUID:
    """No arms from now on."""
    profile = _taken(act, organisation, version)
    _set_logo_aside(act, profile)
    return _put_logo(act, profile, None)


@action("profile.limited")
def set_limits(act: Act, *, organisation: UUID, version: int, limits: Mapping[str, str]) -> UUID:
    """The organisation's own limits as they were written, all at once. Raises what ``read_limits`` raises."""
    profile = _taken(act, organisation, version)
    profile.limits = read_limits(limits, on=day_of(act))
    return act.put(profile, {"limits": profile.limits})


def _set_logo_aside(act: Act, profile: Profile) -> None:
    """Before the bytes of another are written: they stay when two meet here and one is done again."""
    if profile.logo_id is not None:
        set_aside(act, act.take(StoredFile, profile.logo_id))


def _put_logo(act: Act, profile: Profile, logo: UUID | None) -> UUID:
    profile.logo_id = logo
    return act.put(profile, {"logo": logo})


def _taken(act: Act, organisation: UUID, version: int) -> Profile:
    """The settings in ``version``, locked; fresh ones for version 0. Raises ``StaleError`` when that is not theirs."""
    act.take(Organisation, organisation)
    require(can_change_profile(act.by, organisation))
    profile = Profile.objects.filter(organisation=organisation).first() or Profile(organisation_id=organisation)
    act.expect(profile, version)
    return profile
