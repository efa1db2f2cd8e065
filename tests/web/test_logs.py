"""The log tells what happened to whom by names that tell nothing, and never what somebody wrote."""

from __future__ import annotations

import io
import json
import logging
import uuid

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.web.log_lines import FIELDS, Around, JsonLines, PlainLines, masked, raised
from tests.web.conftest import QUESTION

SECRETS = ("811218-9876", "anna@exempelstad.example", "192.0.2.17", "2001:db8::17", "::1")


@pytest.fixture
def written():
    """What a handler with the service's own filter and format has written, as one object a line."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    handler.addFilter(Around())
    root, ours = logging.getLogger(), logging.getLogger("svangrum")
    level = ours.level
    root.addHandler(handler)
    ours.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    ours.setLevel(level)


def record(message, *arguments, error=None, **extra):
    made = logging.LogRecord("svangrum.trial", logging.WARNING, __file__, 1, message, arguments, error)
    vars(made).update(extra)
    return made


def formatted(made, formatter):
    Around().filter(made)
    return formatter.format(made)


def test_a_page_leaves_one_line_with_its_name_and_not_its_question(client, written):
    response = client.get("/svar", QUESTION)
    (line,) = [one for one in written() if one["logger"] == "svangrum.requests"]
    assert line["reference"] == response["X-Request-Id"]
    assert (line["page"], line["method"], line["status"]) == ("answer.sv", "GET", 200)
    assert line["code"] == "request.answered"
    assert line["milliseconds"] >= 0
    assert not any(value in json.dumps(line, ensure_ascii=False) for value in ("lokalvård", "Exempelstad", "/svar"))


def test_each_request_has_a_reference_of_its_own(client):
    assert client.get("/om")["X-Request-Id"] != client.get("/om")["X-Request-Id"]


@pytest.mark.django_db
def test_a_file_of_the_look_leaves_no_line(client, written):
    client.get("/robots.txt")
    client.get("/static/mark.svg").close()
    assert [one["page"] for one in written()] == ["robots"]


def test_a_method_that_nobody_knows_is_not_repeated(client, written):
    client.generic("ANNA@EXEMPELSTAD.EXAMPLE", "/om")
    assert {one.get("method", "other") for one in written()} == {"other"}


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_failure_is_logged_with_place_and_kind_and_none_of_what_was_written(monkeypatch, written):
    def fail(*_arguments, **_named):
        message = f"no such thing: {' '.join(SECRETS)} hemligt"
        raise ValueError(message)

    monkeypatch.setattr("svangrum.web.try_purchase.views.answer_to", fail)
    response = Client(raise_request_exception=False).get("/svar", QUESTION | {"what": "hemligt"})
    assert response.status_code == 500
    (line,) = [one for one in written() if one["logger"] == "django.request"]
    assert line["exception"][-1] == "builtins.ValueError"
    assert any("try_purchase" in place for place in line["exception"])
    assert line["reference"] == response["X-Request-Id"]
    told = json.dumps(written(), ensure_ascii=False)
    assert not [secret for secret in (*SECRETS, "hemligt", "no such thing", "/svar") if secret in told]
    page = response.content.decode()
    assert not [secret for secret in (*SECRETS, "hemligt", "ValueError") if secret in page]


@pytest.mark.django_db
def test_a_refused_form_is_logged_without_its_address(written):
    Client(enforce_csrf_checks=True).post("/logga-in?next=/hemligt", {"login": SECRETS[1]})
    lines = [one for one in written() if one["logger"].startswith("django.security")]
    assert [one["message"] for one in lines] == ["django.security.csrf 403"]
    assert "hemligt" not in json.dumps(written())


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()], ids=["json", "plain"])
@pytest.mark.parametrize("secret", SECRETS)
def test_what_tells_of_a_person_or_a_machine_is_masked(formatter, secret):
    line = formatted(record("sent to %s", secret, code=f"x {secret}"), formatter)
    assert secret not in line
    assert "sent to ***" in line or "sent to" in line


@pytest.mark.parametrize("text", ["14:03:22", "version 5.2.1", "2026-11-27", "answer.sv"])
def test_what_tells_of_nobody_is_left(text):
    assert masked(text) == text


@given(st.emails())
def test_no_e_mail_address_gets_through(address):
    assert address not in masked(f"to {address} at noon")


def test_only_named_fields_come_out():
    line = json.loads(formatted(record("x", name_of_person="Anna", person=str(uuid.UUID(int=1))), JsonLines()))
    assert line.keys() == {"time", "level", "logger", "message", "person"}
    assert {"time", "email", "name", "ip"}.isdisjoint(FIELDS)


def caused():
    try:
        return {}["hemligt"]
    except KeyError as cause:
        raise SvangrumError("record.stale") from cause


def test_our_own_errors_tell_their_code_and_causes_come_first():
    with pytest.raises(SvangrumError) as caught:
        caused()
    told = raised((type(caught.value), caught.value, caught.value.__traceback__))
    assert told[1] == "builtins.KeyError"
    assert told[-1] == "svangrum.core.errors.SvangrumError record.stale"


def test_a_person_reads_a_line_in_a_terminal():
    line = formatted(record("answered", page="answer.sv", status=200), PlainLines())
    assert line.endswith("WARNING answered  page=answer.sv status=200")
    assert len(line.split()[0]) == len("14:03:22")


def test_a_line_outside_a_request_tells_of_none():
    assert json.loads(formatted(record("x"), JsonLines())).keys() == {"time", "level", "logger", "message"}
