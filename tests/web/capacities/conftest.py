"""An enterprise with one of its people, a buyer and another enterprise, each in a browser of their own."""

from __future__ import annotations

import pytest

from svangrum.records.actors import Role
from tests.records.build import an_organisation
from tests.records.capacities.made import an_enterprise
from tests.web.purchases.conftest import Someone


@pytest.fixture
def person():
    """Works in an enterprise that is in the register."""
    return Someone(an_organisation("enterprise"), Role.MEMBER)


@pytest.fixture
def enterprise(person):
    return an_enterprise(person.organisation)


@pytest.fixture
def buyer():
    return Someone(an_organisation())


@pytest.fixture
def competitor():
    home = an_organisation("enterprise")
    an_enterprise(home)
    return Someone(home, Role.ADMINISTRATOR)
