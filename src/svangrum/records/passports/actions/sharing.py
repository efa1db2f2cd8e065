"""Links to a passport, each for one procurement: made, read, revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from svangrum.core.dates import day_at_home
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.accounts.permissions import refuse_deputy
from svangrum.records.accounts.secret import digest_of, refuse_repeated, secret_for
from svangrum.records.actions import Act, MissingError, action, require
from svangrum.records.enterprises.permissions import is_buyer
from svangrum.records.events.reading import tell_reading
from svangrum.records.files.actions import content_of
from svangrum.records.passports.models import Evidence, PassportLink
from svangrum.records.passports.passport import ANYONE, Reader
from svangrum.records.passports.permissions import can_see_numbers, can_see_numbers_by, can_write_passport, is_of_buyer
from svangrum.records.passports.queries import buyers, find_link, has_left, passport_of, state_of_link
from svangrum.records.passports.stated import stated_procurement
from svangrum.records.passports.taking import taken, told_on

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.accounts.models import Organisation
    from svangrum.records.actors import Actor
    from svangrum.records.files.models import StoredFile
    from svangrum.records.passports.passport import Passport

LASTS_AT_MOST = timedelta(days=366)
USUAL = timedelta(days=90)


class Made(NamedTuple):
    """A link and its secret, which is kept nowhere."""

    link: UUID
    secret: str


class Opened(NamedTuple):
    """What a link shows to whoever opened it: without numbers unless they are for the reader."""

    link: PassportLink
    passport: Passport


class PassportLinkError(SvangrumError):
    """The link opens nothing: ``passport-link.unknown``, ``….revoked``, ``….expired``, ``….left`` (whose it is)."""


def make_link(
    *,
    by: Actor,
    recorded_at: datetime,
    key: str | None = None,
    enterprise: UUID,
    procurement: str,
    expires: date,
    buyer: UUID | None = None,
) -> Made:
    """A link that lasts a year at most. By it procurement officers of ``buyer``, and of no other, see the numbers.

    Raises ``NotAllowedError``, ``SvangrumError`` ``deputy.lasting`` in another's stead, and ``InvalidFactsError`` with
    ``passport.no-procurement``, ``passport.line-long``, ``passport-link.buyer`` and ``passport-link.expires``.
    """
    secret = secret_for("passport-link", by, key)
    link = _make(
        by=by,
        recorded_at=recorded_at,
        key=key,
        enterprise=enterprise,
        procurement=procurement,
        expires=expires,
        buyer=buyer,
        secret_digest=digest_of(secret),
    )
    return Made(link, secret)


@action("passport-link.revoked")
def revoke_link(act: Act, *, enterprise: UUID, link: UUID, version: int) -> UUID:
    """It opens nothing any more, from now on. Raises ``SvangrumError`` ``passport-link.ended`` when it was before."""
    found = taken(act, enterprise)
    require(can_write_passport(act.by, found))
    held = act.take(PassportLink, link)
    if held.enterprise_id != found.pk:
        raise MissingError("record.missing")
    if held.revoked_at is not None:
        raise SvangrumError("passport-link.ended")
    act.expect(held, version)
    held.revoked_at = act.recorded_at
    return act.put(held, {"procurement": held.procurement})


def open_link(*, by: Actor, recorded_at: datetime, secret: str) -> Opened:
    """The passport as the link shows it; that it was read, and whether with numbers, is told in the link's own chain.

    Once a day for each reader; all who are not signed in are one.

    Raises ``PassportLinkError``.
    """
    opened = look_through(by, secret, on=day_at_home(recorded_at))
    tell_reading(
        opened.link,
        by=by,
        recorded_at=recorded_at,
        what=_read_as(by, opened),
        organisation=opened.link.organisation_id,
        once_a_day=True,
    )
    return opened


def read_document(*, by: Actor, recorded_at: datetime, secret: str, evidence: UUID) -> tuple[StoredFile, bytes]:
    """The file behind a piece of evidence that is told, for whoever sees the numbers by the link; a reading as well.

    Raises ``PassportLinkError``, ``MissingError`` for none and for who does not see the numbers, and as ``content_of``.
    """
    opened = look_through(by, secret, on=day_at_home(recorded_at))
    held = Evidence.objects.select_related("file").filter(pk=evidence, enterprise=opened.link.enterprise, ended_at=None)
    found = held.first() if opened.passport.with_counts else None
    if found is None or found.file is None or found.file.thinned_at is not None:
        raise MissingError("record.missing")
    content = content_of(found.file)
    tell_reading(
        opened.link,
        by=by,
        recorded_at=recorded_at,
        what="document",
        organisation=opened.link.organisation_id,
        once_a_day=True,
    )
    return found.file, content


def _read_as(by: Actor, opened: Opened) -> str:
    """What a reading is told as: whose it was is kept of the enterprise itself and of the link's buyer alone."""
    if can_see_numbers(by, opened.link.enterprise):
        return "own"
    if is_of_buyer(by, opened.link):
        return "numbers" if opened.passport.with_counts else "buyer"
    return "passport"


def look_through(by: Actor, secret: str, *, on: date) -> Opened:
    """As ``open_link``, and not told: where no more is done than asking whether it opens."""
    link = find_link(secret)
    if link is None:
        raise PassportLinkError("passport-link.unknown")
    state = state_of_link(link, on=on)
    if state != "open":
        raise PassportLinkError(f"passport-link.{state}", day=_ended(link, state))
    if has_left(link.enterprise, on=on):
        raise PassportLinkError("passport-link.left")
    reader = Reader(by.organisation) if is_buyer(by) else ANYONE
    passport = passport_of(link.enterprise, on=on, reader=reader)
    return Opened(link, passport.of_today() if can_see_numbers_by(by, link) else passport.plainly())


def _ended(link: PassportLink, state: str) -> date:
    return day_at_home(link.revoked_at) if state == "revoked" and link.revoked_at else link.expires


@action("passport-link.made")
def _make(
    act: Act, *, enterprise: UUID, procurement: str, expires: date, buyer: UUID | None, secret_digest: str
) -> UUID:
    found = taken(act, enterprise)
    require(can_write_passport(act.by, found))
    refuse_deputy(act.by)
    problems: list[SvangrumError] = []
    stated = gather(lambda: stated_procurement(procurement), problems)
    last = gather(lambda: _stated_last(expires, told_on(act)), problems)
    given_to = gather(lambda: _stated_buyer(buyer, told_on(act)), problems)
    if problems or stated is None or last is None:
        raise InvalidFactsError(tuple(problems))
    refuse_repeated(PassportLink, secret_digest)
    fresh = PassportLink(
        enterprise=found,
        procurement=stated,
        secret_digest=secret_digest,
        buyer=given_to,
        made_at=act.recorded_at,
        expires=last,
    )
    return act.put(fresh, {"procurement": stated, "buyer": buyer, "expires": last})


def _stated_buyer(buyer: UUID | None, today: date) -> Organisation | None:
    if buyer is None:
        return None
    found = buyers(on=today).filter(pk=buyer).first()
    if found is None:
        raise SvangrumError("passport-link.buyer", field="buyer")
    return found


def _stated_last(expires: date, today: date) -> date:
    if not today <= expires <= today + LASTS_AT_MOST:
        raise SvangrumError("passport-link.expires", field="expires", latest=today + LASTS_AT_MOST)
    return expires
