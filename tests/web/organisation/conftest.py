"""What the tests of an organisation's pages share."""

from __future__ import annotations

import pytest

from svangrum.records.actors import Role
from tests.records.build import a_member, a_person, an_organisation, signed_in


@pytest.fixture
def organisation(db):
    return an_organisation(name="Sjöby kommun")


@pytest.fixture
def boss(organisation):
    return a_member(organisation, Role.ADMINISTRATOR, person=a_person(name="Sam Ek"))


@pytest.fixture
def colleague(organisation):
    return a_member(organisation, Role.CONTROLLER, person=a_person(name="Robin Dal"))


@pytest.fixture
def administrator(client, boss, organisation):
    """The client with ``boss`` signed in, in the organisation."""
    return signed_in(client, boss, organisation)


@pytest.fixture
def confirmed(monkeypatch):
    """The second factor counts as shown a moment ago."""
    for place in ("access", "signing_in.confirming", "signing_in.sessions"):
        monkeypatch.setattr(f"svangrum.web.{place}.was_confirmed", lambda _request: True)


@pytest.fixture
def foreign(db):
    """Another organisation, with someone who administers it."""
    organisation = an_organisation(name="Fjärran kommun")
    a_member(organisation, Role.ADMINISTRATOR, person=a_person(name="Fjärran Främling"))
    return organisation
