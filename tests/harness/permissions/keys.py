"""The keys of the walk over the API, and the purchases that its operations name."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.records.accounts.models import Organisation
from svangrum.records.actors import Role, Scope
from svangrum.records.purchases.actions.keeping import keep_purchase
from svangrum.records.tokens.actions import create_token, revoke_token
from svangrum.records.tokens.models import Token
from svangrum.records.tokens.queries import find_token
from svangrum.web import clock
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation
from tests.records.purchases.made import a_purchase, given

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

KEYS = {
    "none": "no key",
    "reads": "may read purchases",
    "writes": "may write purchases, not read them",
    "both": "may read and write purchases",
    "expired": "was good for all until yesterday",
    "revoked": "was good for all until it was revoked",
    "forged": "one letter is another",
    "closed": "of an organisation that has closed",
    "neighbour": "may read and write purchases, of another organisation",
}
GOOD = {"reads": {"read"}, "writes": {"write"}, "both": {"read", "write"}, "neighbour": {"read", "write"}}
"""The keys that are good, and what each is good for."""


class KeyRing:
    """A key of each kind, and a purchase in each state."""

    def __init__(self) -> None:
        self.ours, self.theirs, closed = (an_organisation() for _ in range(3))
        self.texts = {
            "none": "",
            "reads": _key(self.ours, Scope.PURCHASES_READ),
            "writes": _key(self.ours, Scope.PURCHASES_WRITE),
            "both": _key(self.ours, *Scope),
            "expired": _key(self.ours, *Scope),
            "revoked": _revoked(self.ours),
            "forged": _forged(_key(self.ours, *Scope)),
            "closed": _key(closed, *Scope),
            "neighbour": _key(self.theirs, *Scope),
        }
        expired = Token.objects.filter(organisation=self.ours, prefix=self.texts["expired"].split("_")[1])
        assert expired.update(expires_at=clock.now() - timedelta(days=1)) == 1
        Organisation.objects.filter(pk=closed.pk).update(closed=TODAY - timedelta(days=1))
        self.purchases: Mapping[str, UUID] = {
            "shared": _kept(self.ours, shared=True),
            "private": _kept(self.ours, shared=False),
            "theirs": _kept(self.theirs, shared=True),
            "kept-by-key": keep_purchase(
                by=find_token(self.texts["writes"], at=clock.now()),
                recorded_at=NOW,
                title="Av en nyckel",
                given=given(),
            ),
        }


def _key(organisation: Organisation, *scopes: Scope) -> str:
    keeper = actor(a_member(organisation, Role.ADMINISTRATOR), organisation)
    told = {"by": keeper, "recorded_at": clock.now(), "organisation": organisation.pk}
    expires = clock.now() + timedelta(days=30)
    return create_token(**told, name="Ärendesystemet", scopes=scopes, expires_at=expires).text


def _revoked(organisation: Organisation) -> str:
    text = _key(organisation, *Scope)
    keeper = actor(a_member(organisation, Role.ADMINISTRATOR), organisation)
    token = Token.objects.get(prefix=text.split("_")[1])
    revoke_token(by=keeper, recorded_at=clock.now(), token=token.pk, version=token.version)
    return text


def _forged(text: str) -> str:
    return text[:-1] + ("a" if text[-1] != "a" else "b")


def _kept(organisation: Organisation, *, shared: bool) -> UUID:
    owner = a_member(organisation, Role.PROCUREMENT_OFFICER)
    return a_purchase(actor(owner, organisation), shared=shared).pk
