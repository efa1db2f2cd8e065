"""What is refused, and how it is told: forged, old and revoked keys, bodies that are too large, callers too busy."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta

import pytest
from django.test import Client

from svangrum.core.language import LANGUAGES
from svangrum.records.accounts.actions.organisations import close_organisation
from svangrum.records.actors import Role, Scope
from svangrum.records.tokens.actions import revoke_token
from svangrum.records.tokens.models import Token
from svangrum.web import clock
from svangrum.web.api.asking import LARGEST_BODY, nobody_undeclared
from svangrum.web.api.operations import OPERATIONS, Operation, key_holder
from svangrum.web.api.service import addresses, api
from svangrum.web.rules import anyone
from tests.records.build import OPERATOR, a_member, actor, signed_in
from tests.web.api.conftest import a_key

pytestmark = pytest.mark.django_db
ASK = {"what": "lokalvård", "value": 1_200_000, "as_of": "2026-11-23"}


def bearing(text, **more):
    return {"headers": {"authorization": f"Bearer {text}", **more}}


def problem(response, status):
    """The problem that was told, and that it was told as one."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told = json.loads(response.content)
    assert told["status"] == status
    assert told["reference"] == response["X-Request-Id"]
    assert all(fault["detail"] for fault in told["errors"])
    return told


def send(client, body=ASK, path="/api/v1/advise", **more):
    return client.post(path, body, content_type="application/json", **more)


def test_a_key_tells_whose_it_is(client, organisation, key):
    told = client.get("/api/v1/whoami", **bearing(key)).json()
    assert told["organisation"] == {"id": str(organisation.pk), "name": organisation.name, "kind": "municipality"}
    assert told["scopes"] == sorted(Scope)
    assert key not in json.dumps(told)


@pytest.mark.parametrize("path", ["/api/v1/whoami", "/api/v1/guide"])
@pytest.mark.parametrize("spoilt", ["forged", "cut", "empty", "words", "another"])
def test_a_key_that_is_none_is_refused_explained_and_logged(client, key, caplog, path, spoilt):
    texts = {
        "forged": key[:-1] + ("0" if key[-1] != "0" else "1"),
        "cut": key[:-4],
        "empty": "",
        "words": "svg_ ../../etc",
        "another": "svg_" + "0" * 8 + "_" + "0" * 56,
    }
    with caplog.at_level(logging.WARNING, "svangrum.security"):
        response = client.get(path, **bearing(texts[spoilt]))
    told = problem(response, 401)
    assert told["code"].startswith("token.")
    assert response["WWW-Authenticate"].startswith("Bearer ")
    (line,) = [one for one in caplog.records if one.name == "svangrum.security"]
    assert line.code == told["code"]
    assert texts[spoilt] not in line.getMessage() or not texts[spoilt]


def test_an_expired_key_is_refused(client, organisation, monkeypatch):
    key = a_key(organisation, lasts=timedelta(hours=1))
    assert client.get("/api/v1/whoami", **bearing(key)).status_code == 200
    later = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert problem(client.get("/api/v1/whoami", **bearing(key)), 401)["code"] == "token.expired"


def test_a_revoked_key_is_refused_at_once(client, organisation, key):
    token = Token.objects.get(organisation=organisation)
    keeper = actor(a_member(organisation, Role.ADMINISTRATOR), organisation)
    revoke_token(by=keeper, recorded_at=clock.now(), token=token.pk, version=token.version)
    assert problem(client.get("/api/v1/whoami", **bearing(key)), 401)["code"] == "token.revoked"


def test_the_key_of_an_organisation_that_left_is_refused(client, organisation, key):
    organisation.refresh_from_db()
    close_organisation(by=OPERATOR, recorded_at=clock.now(), organisation=organisation.pk, version=organisation.version)
    assert problem(client.get("/api/v1/whoami", **bearing(key)), 401)["code"] == "token.closed"


@pytest.mark.parametrize("header", ["Basic YTpi", "svg_x", "Token svg_x"])
def test_only_bearers_are_known(client, header):
    told = problem(client.get("/api/v1/guide", headers={"authorization": header}), 401)
    assert told["code"] == "api.bearer"


def test_a_session_opens_nothing_here(client, organisation):
    inside = signed_in(client, a_member(organisation, Role.ADMINISTRATOR), organisation)
    assert problem(inside.get("/api/v1/whoami"), 401)["code"] == "api.no-key"


def test_no_form_from_another_site_needs_our_mark():
    assert send(Client(enforce_csrf_checks=True)).status_code == 200


def test_no_other_site_may_read_the_answers(client):
    response = client.get("/api/v1/guide", headers={"origin": "https://elsewhere.example"})
    assert not [name for name in response.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"what": "a", "what": "b"}',
        b'{"what": "a", "value": NaN}',
        b'{"what": "\\ud800"}',
        b"[" * 100_000 + b"]" * 100_000,
    ],
    ids=["cut", "not utf-8", "twice", "nan", "half a letter", "deep"],
)
def test_what_is_no_json_is_told_so(client, body):
    assert problem(send(client, body), 400)["code"] == "request.unreadable"


def test_too_large_a_body_is_not_read(client):
    assert problem(send(client, {"what": "x" * LARGEST_BODY}), 413)["code"] == "request.too-large"


def test_only_json_is_taken_and_given(client):
    assert problem(client.post("/api/v1/advise", {"what": "a"}), 415)
    assert problem(client.get("/api/v1/guide", headers={"accept": "text/html"}), 406)


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/nothing", "/api/v2/advise", "/api/v1/guide/nothing"])
def test_what_is_not_there_is_told_as_a_problem(client, path):
    assert problem(client.get(path), 404)


def test_a_method_that_does_not_fit_is_told_with_those_that_do(client):
    response = client.delete("/api/v1/advise")
    assert problem(response, 405)
    assert response["Allow"] == "POST"


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_fault_of_ours_is_told_calmly_and_tells_nothing(monkeypatch):
    def fail(*_arguments, **_named):
        message = "hemligt"
        raise RuntimeError(message)

    monkeypatch.setattr("svangrum.web.api.advising.advice_on", fail)
    response = send(Client(raise_request_exception=False))
    assert problem(response, 500)["code"] == "api.status.500"
    assert b"hemligt" not in response.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_is_told_in_the_language_asked_for(client, language):
    wrong = {"what": "", "value": "många", "months": 601, "buyer": "alla", "mer": 1, "cpv": "1"}
    told = problem(send(client, wrong, headers={"accept-language": f"{language}-SE, de;q=0.5"}), 422)
    assert {fault["pointer"]: fault["code"] for fault in told["errors"]} == {
        "#/what": "api.too-short",
        "#/value": "api.kind",
        "#/months": "api.too-large",
        "#/buyer": "api.choice",
        "#/mer": "api.unknown-field",
        "#/cpv": "api.form",
    }
    assert ("Något behöver rättas" if language == "sv" else "Something needs to be corrected") == told["title"]


def test_what_was_written_is_not_repeated(client):
    response = send(client, {"what": "a", "value": "8112189876", "buyer": "8112189876"})
    assert b"8112189876" not in response.content


def test_who_asks_too_often_is_told_when_to_come_back(client, settings):
    settings.API_POINTS_FOR_ANYONE = 2
    assert [client.get("/api/v1/municipalities").status_code for _ in range(2)] == [200, 200]
    response = client.get("/api/v1/municipalities")
    assert problem(response, 429)
    assert 1 <= int(response["Retry-After"]) <= 60
    assert client.get("/api/v1/municipalities", REMOTE_ADDR="192.0.2.1").status_code == 200


def test_a_key_has_points_of_its_own(client, settings, key):
    settings.API_POINTS_FOR_ANYONE = 0
    assert client.get("/api/v1/whoami", **bearing(key)).status_code == 200
    settings.API_POINTS_FOR_A_KEY = 1
    assert problem(client.get("/api/v1/whoami", **bearing(key)), 429)


def test_who_guesses_keys_is_stopped(client, settings):
    settings.API_WRONG_KEYS = 3
    statuses = [client.get("/api/v1/whoami", **bearing("svg_guess")).status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 429, 429]


def test_a_key_without_the_scope_is_refused(client, organisation, monkeypatch):
    key = a_key(organisation, Scope.PURCHASES_READ)
    needing = [one for one in OPERATIONS.values() if one.scope is Scope.PURCHASES_WRITE]
    assert needing
    for one in needing:
        path = one.path.replace("{purchase}", "00000000-0000-0000-0000-000000000000")
        response = client.generic(one.method, f"/api/v1{path}", "{}", content_type="application/json", **bearing(key))
        assert problem(response, 403)["code"] == "api.scope"
        assert "insufficient_scope" in response["WWW-Authenticate"]


def test_every_operation_is_declared_with_who_may_use_it():
    made = {
        (made.methods[0], re.sub(r"{\w+:", "{", made.path)): made.operation_id
        for bound in api._get_bound_routers()
        for place in bound.path_operations.values()
        for made in place.operations
    }
    assert made == {(one.method, one.path): one.name for one in OPERATIONS.values()}
    assert {one.who for one in OPERATIONS.values()} <= {anyone, key_holder}
    assert all(pattern.callback.who is anyone for pattern in addresses())


def test_an_operation_that_nobody_declared_answers_nobody(rf):
    from ninja import NinjaAPI

    from svangrum.web.api.problem_json import of_exception

    trial = NinjaAPI(urls_namespace="trial", auth=nobody_undeclared, docs_url=None, openapi_url=None)
    trial.add_exception_handler(Exception, of_exception)

    @trial.get("/open")
    def open_(request):
        return {}

    (pattern, _) = trial.urls[0]
    assert pattern.callback(rf.get("/open")).status_code == 403


def test_a_scope_is_asked_for_beside_the_rule(organisation):
    guarded = Operation("x", "GET", "/x", key_holder, Scope.PURCHASES_READ)
    person = actor(a_member(organisation, Role.ADMINISTRATOR), organisation)
    assert not guarded.may(person)
