"""What the tests of the API share: keys of an organisation, and limits that are out of the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.records.actors import Role, Scope
from svangrum.records.tokens.actions import create_token
from svangrum.web import clock
from svangrum.web.api.limits import LIMITER
from tests.records.build import a_member, actor, an_organisation


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    """Each test begins with nothing spent, and may ask as often as it likes."""
    LIMITER.clear()
    settings.API_POINTS_FOR_ANYONE = settings.API_POINTS_FOR_A_KEY = settings.API_WRONG_KEYS = 1_000_000


@pytest.fixture
def organisation(db):
    return an_organisation()


@pytest.fixture
def key(organisation):
    """A key for everything."""
    return a_key(organisation)


def a_key(organisation, *scopes, lasts=timedelta(days=30)):
    """The text of a key of the organisation: for ``scopes``, or for all there are."""
    keeper = a_member(organisation, Role.ADMINISTRATOR)
    return create_token(
        by=actor(keeper, organisation),
        recorded_at=clock.now(),
        organisation=organisation.pk,
        name="Ärendesystemet",
        scopes=scopes or tuple(Scope),
        expires_at=clock.now() + lasts,
    ).text
