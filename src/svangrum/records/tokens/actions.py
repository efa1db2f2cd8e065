"""Keys of the API: made and revoked by an organisation's administrators."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.models import Organisation
from svangrum.records.accounts.permissions import refuse_deputy
from svangrum.records.accounts.secret import digest_of, refuse_repeated, secret_for
from svangrum.records.accounts.stated import stated_name
from svangrum.records.actions import Act, action, require
from svangrum.records.actors import Scope
from svangrum.records.tokens.models import Token
from svangrum.records.tokens.permissions import can_keep_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.actors import Actor

LASTS_AT_MOST = timedelta(days=366)
_MARK = "svg"


class Created(NamedTuple):
    """A key and its whole text, which is kept nowhere."""

    token: UUID
    text: str


def create_token(
    *,
    by: Actor,
    recorded_at: datetime,
    as_of: date | None = None,
    key: str | None = None,
    organisation: UUID,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime,
) -> Created:
    """A key of the organisation, ``svg_<prefix>_<secret>``, for the ``scopes`` until ``expires_at``: a year at most.

    Raises ``SvangrumError`` ``token.no-name``, ``name.too-long``, ``token.no-scope``, ``token.scope``,
    ``token.expires``, ``organisation.closed``, and ``deputy.lasting`` in another's stead.
    """
    secret = secret_for("token", by, key)
    text = f"{_MARK}_{secret[:8]}_{secret[8:]}"
    token = _create(
        by=by,
        recorded_at=recorded_at,
        as_of=as_of,
        key=key,
        organisation=organisation,
        name=name,
        scopes=sorted({str(scope) for scope in scopes}),
        expires_at=expires_at,
        prefix=secret[:8],
        secret_digest=digest_of(text),
    )
    return Created(token, text)


@action("token.revoked")
def revoke_token(act: Act, *, token: UUID, version: int) -> UUID:
    """At once. Raises ``SvangrumError`` ``token.revoked`` when it was before."""
    found = act.take(Token, token)
    require(can_keep_tokens(act.by, found.organisation_id))
    act.expect(found, version)
    if found.revoked_at is not None:
        raise SvangrumError("token.revoked")
    found.revoked_at = act.recorded_at
    return act.put(found, {"name": found.name})


@action("token.created")
def _create(
    act: Act,
    *,
    organisation: UUID,
    name: str,
    scopes: list[str],
    expires_at: datetime,
    prefix: str,
    secret_digest: str,
) -> UUID:
    require(can_keep_tokens(act.by, organisation))
    refuse_deputy(act.by)
    owner = act.take(Organisation, organisation)
    if owner.closed is not None:
        raise SvangrumError("organisation.closed", name=owner.name)
    _refuse_faults(scopes, expires_at, act.recorded_at)
    refuse_repeated(Token, secret_digest)
    fresh = Token(
        organisation=owner,
        name=stated_name(name, most=120, missing="token.no-name"),
        scopes=scopes,
        prefix=prefix,
        secret_digest=secret_digest,
        expires_at=expires_at,
    )
    return act.put(fresh, {"name": fresh.name, "scopes": scopes, "expires_at": expires_at})


def _refuse_faults(scopes: list[str], expires_at: datetime, now: datetime) -> None:
    if not scopes:
        raise SvangrumError("token.no-scope", field="scopes")
    if set(scopes) - {str(scope) for scope in Scope}:
        raise SvangrumError("token.scope", field="scopes")
    if not now < expires_at <= now + LASTS_AT_MOST:
        raise SvangrumError("token.expires", field="expires_at")
