"""Keep what was relied on: a copy of the passport as it was shown, with the organisation that relied on it.

What a supplier hands in is to be kept with the procurement (LOU 12:17, 19:23, 19 a:12; the Archives Act for those it
covers). A link can be revoked at any time; the copy stays.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import day_of
from svangrum.records.actions import Act, action, require
from svangrum.records.erasing import Ground, erase_chain
from svangrum.records.files.times import stated_decision
from svangrum.records.passports.actions.sharing import look_through
from svangrum.records.passports.models import Relied
from svangrum.records.passports.passport import as_kept
from svangrum.records.passports.permissions import can_rely, can_thin_relied
from svangrum.records.passports.queries import passport_of, reader_for
from svangrum.records.passports.stated import stated_procurement
from svangrum.records.passports.taking import organisation_of, taken, told_on
from svangrum.records.passports.thinning import is_due

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.passports.models import PassportLink
    from svangrum.records.passports.passport import Passport


@action("relied.kept")
def rely_on_passport(act: Act, *, enterprise: UUID, procurement: str) -> UUID:
    """What the register shows the actor of it today. Raises ``NotAllowedError``, and as ``stated_procurement``."""
    found = taken(act, enterprise)
    require(can_rely(act.by))
    passport = passport_of(found, on=told_on(act), reader=reader_for(act.by, found)).plainly()
    return _keep(act, found, passport, procurement, link=None)


@action("relied.kept")
def rely_on_link(act: Act, *, secret: str, procurement: str) -> UUID:
    """What the link shows the actor today, numbers too where it shows them.

    Raises ``PassportLinkError``, ``NotAllowedError``, and as ``stated_procurement``.
    """
    opened = look_through(act.by, secret, on=told_on(act))
    require(can_rely(act.by))
    return _keep(act, opened.link.enterprise, opened.passport, procurement, link=opened.link)


@action("relied.thinned")
def thin_relied(act: Act, *, relied: UUID, version: int, decision: str) -> UUID:
    """The copy goes, and what its events told of it. That there was one stays, and by which decision it went.

    Raises as ``stated_decision``, and ``SvangrumError`` ``relied.not-due`` before its time is past.
    """
    found = act.take(Relied, relied)
    require(can_thin_relied(act.by, found))
    act.expect(found, version)
    if not is_due(found, on=day_of(act)):
        raise SvangrumError("relied.not-due")
    decided = stated_decision(decision)
    erase_chain(act, found.chain, found.pk, ground=Ground.THINNING, organisation=found.organisation_id)
    return act.remove(found, {"decision": decided})


def digest_of_kept(kept: Mapping[str, object]) -> str:
    """SHA-256 of a kept copy, whatever the order of its parts."""
    written = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _keep(act: Act, enterprise: Enterprise, passport: Passport, procurement: str, *, link: PassportLink | None) -> UUID:
    kept = as_kept(passport)
    assert act.by.principal is not None  # noqa: S101 - said by the permission
    relied = Relied(
        organisation_id=organisation_of(act),
        enterprise=enterprise,
        link=link,
        procurement=stated_procurement(procurement),
        kept=kept,
        digest=digest_of_kept(kept),
        relied_on=told_on(act),
        kept_by_id=act.by.principal,
        kept_at=act.recorded_at,
    )
    return act.put(relied, {"digest": relied.digest, "name": enterprise.name})
