"""An enterprise's people, a buyer's, a coordinator's and the operator, each in a browser of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.actors import Role
from tests.records.build import a_member, actor, an_operator, an_organisation, signed_in
from tests.records.enterprises.made import a_told_enterprise


class Someone:
    """A person with a browser."""

    def __init__(self, person, organisation=None):
        self.person, self.organisation = person, organisation
        self.actor = actor(person, organisation)
        self.browser = signed_in(Client(), person, organisation)


def someone(kind, *roles):
    home = an_organisation(kind)
    return Someone(a_member(home, *roles), home)


def as_someone(of):
    return Someone(Person.objects.get(pk=of.person), Organisation.objects.get(pk=of.organisation))


@pytest.fixture
def own():
    """Offers cleaning at 350 kronor an hour in Falun."""
    return a_told_enterprise("Exempelköket")


@pytest.fixture
def member(own):
    return as_someone(own.member)


@pytest.fixture
def officer():
    return someone("municipality", Role.MATCHING_OFFICER)


@pytest.fixture
def rival():
    return as_someone(a_told_enterprise("Konkurrenten").member)


@pytest.fixture
def coordinator():
    return someone("coordinator", Role.COORDINATOR)


@pytest.fixture
def operator():
    return Someone(an_operator())


@pytest.fixture
def confirmed(monkeypatch):
    """The second factor counts as shown a moment ago."""
    for place in ("access", "signing_in.confirming"):
        monkeypatch.setattr(f"svangrum.web.{place}.was_confirmed", lambda _request: True)
