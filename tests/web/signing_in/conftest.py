"""What the tests of signing in share."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.records.build import a_member, an_organisation


@pytest.fixture(autouse=True)
def no_attempts_before(db):
    """Limits are counted in the database, which each test leaves as it found it."""
    cache.clear()


@pytest.fixture
def town(db):
    return an_organisation(name="Exempelstad")


@pytest.fixture
def person(town):
    return a_member(town, "ordering-unit")


@pytest.fixture
def officer(town):
    return a_member(town, "procurement-officer")
