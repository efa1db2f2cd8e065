"""A firm with a passport, a town that buys, and their people in browsers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.actors import Role
from svangrum.web.clock import now, today
from svangrum.web.pages import address
from tests.records.build import a_member, actor, an_organisation, signed_in
from tests.records.passports.made import Firm, a_firm, a_purpose, a_share
from tests.web.inhabited import confirm

if TYPE_CHECKING:
    from collections.abc import Callable

    from svangrum.records.enterprises.models import Enterprise


@dataclass(frozen=True)
class Scene:
    """``of`` opens a browser: as somebody of the firm, or as somebody of the town with a role."""

    firm: Firm
    town: Organisation

    @property
    def enterprise(self) -> Enterprise:
        return self.firm.enterprise

    @property
    def told(self) -> dict[str, Any]:
        return {"by": self.firm.boss, "recorded_at": now(), "enterprise": self.enterprise.pk}

    def boss(self) -> Client:
        return signed_in(Client(), Person.objects.get(pk=self.firm.boss.person), self.firm.home)

    def worker(self) -> Client:
        return signed_in(Client(), Person.objects.get(pk=self.firm.worker.person), self.firm.home)

    def buyer(self, *roles: Role, confirmed: bool = False) -> Client:
        return as_member(self.town, *(roles or (Role.PROCUREMENT_OFFICER,)), confirmed=confirmed)

    def officer(self, *roles: Role):
        """An actor of the town."""
        return actor(a_member(self.town, *(roles or (Role.PROCUREMENT_OFFICER,))), self.town, on=today())


def as_member(home: Organisation, *roles: Role, confirmed: bool = False) -> Client:
    person = a_member(home, *roles)
    client = signed_in(Client(), person, home)
    if confirmed:
        session = client.session
        confirm(session, person)
        session.save()
    return client


@pytest.fixture
def scene(db) -> Scene:
    """Both tests are met; the share by three of seven."""
    firm = a_firm("Återbrukskooperativet")
    a_purpose(firm, at=now(), counted_on=today())
    a_share(firm, (7, 3), at=now(), counted_on=today(), statement="Tre av sju enligt intyget.")
    return Scene(firm, an_organisation())


@pytest.fixture
def url() -> Callable[..., str]:
    """``url("passport")``: the Swedish address of a page."""
    return lambda page, language="sv", **parts: address(
        page, language, **{name: str(one) for name, one in parts.items()}
    )
