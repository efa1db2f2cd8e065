"""Requests made from the API's own document, right and wrong: every answer is one that the document tells of."""

from __future__ import annotations

import re
from contextlib import suppress
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from svangrum.records.purchases.models import Purchase
from svangrum.web.api.service import api_document
from tests.web.api.test_purchases import keep

CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"max-examples": 8, "deterministic": True},
        "checks": {
            # What the facts mean is judged beyond their form: a municipality that does not exist, a day before the law
            "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "412", "422"]},
            "missing_required_header": {"expected-statuses": ["401", "403", "404", "415", "422", "428"]},
        },
    }
)
API = schemathesis.openapi.from_dict(api_document("en"), config=CONFIG)
API.app = get_wsgi_application()
PLAIN = {"Accept-Encoding": "identity"}
FEW = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def kept(client, key):
    """A purchase that a key has kept."""
    return Purchase.objects.get(pk=keep(client, key).json()["id"])


@pytest.fixture
def one_connection(db):
    """A request does not end the connection that the test's own transaction stands in, as it would between visitors.

    Django's own client for tests does the same, and undoes it: it must have asked before.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@FEW
@API.parametrize()
def test_without_a_key(case, one_connection):
    case.call_and_validate(headers=PLAIN)


@FEW
@API.parametrize()
def test_with_a_key(case, key, kept, one_connection):
    aim_at(case, kept)
    case.call_and_validate(headers=PLAIN | {"Authorization": f"Bearer {key}"})


def aim_at(case, kept):
    """A right name of a purchase and a right version are exchanged for those of one that is there."""
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        UUID(case.path_parameters["purchase"])
        case.path_parameters["purchase"] = str(kept.pk)
        if re.fullmatch(r'"[0-9]{1,9}"', case.headers["If-Match"]):
            kept.refresh_from_db()
            case.headers["If-Match"] = f'"{kept.version}"'
