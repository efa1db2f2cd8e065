"""Two people of one organisation and one of another, each in a browser of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from svangrum.records.actors import Role
from tests.records.build import a_member, actor, an_organisation, signed_in
from tests.records.purchases.made import OFFICER, a_purchase


class Someone:
    """A person with a browser."""

    def __init__(self, organisation, *roles):
        self.organisation = organisation
        self.person = a_member(organisation, *(roles or (OFFICER,)))
        self.actor = actor(self.person, organisation)
        self.browser = signed_in(Client(), self.person, organisation)


@pytest.fixture
def home():
    return an_organisation()


@pytest.fixture
def owner(home):
    return Someone(home)


@pytest.fixture
def colleague(home):
    return Someone(home)


@pytest.fixture
def administrator(home):
    return Someone(home, Role.ADMINISTRATOR)


@pytest.fixture
def stranger():
    """Of another organisation."""
    return Someone(an_organisation())


@pytest.fixture
def purchase(owner):
    return a_purchase(owner.actor, note="Fråga driften först.")


@pytest.fixture
def confirmed(monkeypatch):
    """The second factor counts as shown a moment ago."""
    monkeypatch.setattr("svangrum.web.signing_in.confirming.was_confirmed", lambda _request: True)
