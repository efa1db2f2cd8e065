"""What the tests of one's own pages share."""

from __future__ import annotations

import pytest

from svangrum.records.actors import Role
from tests.records.build import a_member, a_person, an_organisation, signed_in
from tests.web.inhabited import confirm


@pytest.fixture
def organisation(db):
    return an_organisation(name="Sjöby kommun")


@pytest.fixture
def me(organisation):
    """A procurement officer of the organisation."""
    return a_member(organisation, Role.PROCUREMENT_OFFICER, person=a_person(name="Kim Alm"))


@pytest.fixture
def mine(client, me, organisation):
    """The client with ``me`` signed in, in the organisation."""
    return signed_in(client, me, organisation)


@pytest.fixture
def confirmed(mine, me):
    """The same, who has just shown the second factor."""
    session = mine.session
    confirm(session, me)
    session.save()
    return mine
