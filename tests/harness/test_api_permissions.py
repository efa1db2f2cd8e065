"""Every key at every operation of the API in every state of its thing, as the table says."""

from __future__ import annotations

import pytest
from django.test import Client

from svangrum.records.actors import Role
from svangrum.web.api.limits import LIMITER
from svangrum.web.api.operations import OPERATIONS
from svangrum.web.urls import PAGES
from tests.harness.permissions.keys import GOOD, KEYS, KeyRing
from tests.harness.permissions.table import operations
from tests.harness.permissions.walk import undone
from tests.harness.repository import nothing
from tests.records.build import a_member, signed_in

assert PAGES  # the operations declare themselves when the addresses are read
TABLE = operations()
FACTS = {"what": "lokalvård", "buyer": "kommun"}
BODIES = {
    "advise": FACTS,
    "advise-batch": {"purchases": [FACTS]},
    "keep-purchase": {"title": "Lokalvård", "facts": FACTS},
    "describe-purchase": {"title": "Förskolorna"},
    "change-purchase": FACTS,
    "ask-again": {"as_of": "2026-11-23"},
}
WAY = {"part": "roles", "number": "1"}


@pytest.fixture
def ring(db, settings, tmp_path):
    settings.STORE = tmp_path
    settings.API_POINTS_FOR_ANYONE = settings.API_POINTS_FOR_A_KEY = settings.API_WRONG_KEYS = 1_000_000
    LIMITER.clear()
    return KeyRing()


def test_every_operation_has_a_row_and_every_row_an_operation():
    nothing(sorted(OPERATIONS.keys() ^ TABLE.keys()))


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_key_gets_what_the_table_says(ring, name):
    wrong = []
    for state, text in TABLE[name].items():
        may = {one.strip() for one in text.split(",")}
        for key in KEYS:
            found, expected = asked(ring, name, state, key), expectation(name, state, key, may)
            if found not in expected:
                wrong.append(f"{name} [{state or '-'}] {key}: {found}, the table says {sorted(expected)}")
    nothing(wrong)


def expectation(name, state, key, may):
    """The statuses that the table allows."""
    if may == {"everyone"} and key in {"none", *GOOD}:
        return {200}
    if key not in GOOD:
        return {401}
    scope = OPERATIONS[name].scope
    if scope is not None and scope.value.partition(":")[2] not in GOOD[key]:
        return {403}
    if key in may:
        return {200, 201}
    seen = "read" in GOOD[key] and state != "private" and (key == "neighbour") == (state == "theirs")
    return {403} if seen else {404}


def asked(ring, name, state, key):
    operation = OPERATIONS[name]
    parts = {**WAY, "purchase": ring.purchases.get(state, "")}
    headers = {"authorization": f"Bearer {ring.texts[key]}"} if ring.texts[key] else {}
    client = Client(raise_request_exception=False)
    with undone():
        address = "/api/v1" + operation.path.format(**parts)
        send = getattr(client, operation.method.lower())
        if operation.method == "GET":
            return send(address, headers=headers).status_code
        headers["if-match"] = '"1"'
        return send(address, data=BODIES[name], content_type="application/json", headers=headers).status_code


@pytest.mark.parametrize("name", sorted(name for name in TABLE if TABLE[name] != {"": "everyone"}))
def test_a_cookie_is_no_key(ring, name, client):
    """Who is signed in in a browser is a stranger to the API: no page elsewhere can use the browser to ask."""
    signed_in(client, a_member(ring.ours, Role.PROCUREMENT_OFFICER), ring.ours)
    operation = OPERATIONS[name]
    address = "/api/v1" + operation.path.format(**WAY, purchase=ring.purchases["shared"])
    answer = getattr(client, operation.method.lower())(address)
    assert answer.status_code == 401
