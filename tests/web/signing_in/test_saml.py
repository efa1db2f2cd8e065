"""SAML: told as missing when it is not installed; and, where it is, who gets in."""

from __future__ import annotations

import json

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.web.signing_in import saml
from tests.web.inhabited import prepare
from tests.web.signing_in.by_saml import write_service

STATED = {"code": "staden", "name": "Staden", "domains": ["Exempelstad.example"], "idp": {"entity_id": "e"}}


@pytest.fixture
def file(monkeypatch, tmp_path):
    file = tmp_path / "saml.json"
    file.write_text(json.dumps([STATED]), "utf-8")
    monkeypatch.setenv("SVANGRUM_SAML_FILE", str(file))
    return file


def test_without_a_file_there_is_no_saml() -> None:
    assert (saml.missing(), saml.usable(), saml.saml_services()) == (False, False, [])


def test_what_is_not_installed_is_told_and_not_used(file, monkeypatch) -> None:
    monkeypatch.setattr(saml, "find_spec", lambda _: None)

    assert (saml.missing(), saml.usable(), saml.saml_services()) == (True, False, [])


def test_a_service_must_sign_what_it_says_and_speaks_for_its_domains(file, monkeypatch) -> None:
    monkeypatch.setattr(saml, "find_spec", lambda _: object())

    (app,) = saml.saml_services()
    assert app["settings"]["advanced"] == {"want_assertion_signed": True}
    assert app["settings"]["verified_email"] == ["exempelstad.example"]


@pytest.mark.parametrize("lacking", STATED)
def test_what_is_missing_is_named(file, monkeypatch, lacking) -> None:
    monkeypatch.setattr(saml, "find_spec", lambda _: object())
    file.write_text(json.dumps([{name: value for name, value in STATED.items() if name != lacking}]), "utf-8")

    with pytest.raises(SvangrumError) as caught:
        saml.saml_services()

    assert caught.value.values == {"number": 1, "part": lacking}


def test_who_gets_in_by_saml(tmp_path) -> None:
    """The real exchange, with answers signed by the service, by another, and for somebody else; and once more."""
    write_service(tmp_path / "saml.json")
    led = prepare(
        tmp_path,
        "tests.web.signing_in.by_saml:answers",
        SVANGRUM_SAML_FILE=str(tmp_path / "saml.json"),
        SVANGRUM_HOSTS="localhost",
    )

    assert led == {
        "member": "/mina-sidor",
        "other-key": "/logga-in/misslyckad",
        "other-audience": "/logga-in/misslyckad",
        "other-domain": "/logga-in/inte-inbjuden",
        "late": "/logga-in/misslyckad",
        "password-only": "/logga-in/kod",
        "second-factor": "/mina-sidor",
        "just-shown": "True",
        "shown-long-ago": "False",
        "asked-at-first": "False",
        "asked-anew": "True",
        "place-kept": "True",
    }
