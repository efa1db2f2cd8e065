"""A new installation is begun from the command line: organisations, their first administrators, operators."""

from __future__ import annotations

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from svangrum.cli.main import run
from svangrum.cli.organisation import KINDS
from svangrum.core.language import words
from svangrum.records.accounts.actions.invitations import accept_invitation
from svangrum.records.accounts.models import Invitation, Organisation, OrganisationKind, Person
from svangrum.records.accounts.queries import find_invitation, has_administrator
from svangrum.records.actors import PUBLIC, Role
from tests.records.build import NOW, PASSWORD, TODAY, a_member, a_person, an_organisation
from tests.web.signing_in.steps import with_app

EMAIL = "kim@exempelstad.example"


@pytest.fixture(autouse=True)
def opened(db, monkeypatch, settings):
    """The test's own database, with the key that it is sealed by."""
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)


@pytest.fixture
def svangrum(capsys, monkeypatch):
    def answer(*arguments, language="sv", line=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\n"))
        code = run(arguments, language)
        told = capsys.readouterr()
        return code, told.out, told.err

    return answer


def secret_in(told: str) -> str:
    return re.search(r"/([0-9a-f]{64})$", told.strip())[1]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_organisation_begins_with_a_letter_to_who_administers_it(svangrum, language):
    code, told, complaints = svangrum("organisation", "add", "Exempelstad", "--administrator", EMAIL, language=language)
    assert (code, complaints) == (0, "")
    founded = Organisation.objects.get()
    assert words("organisation.told.founded", language, name="Exempelstad", id=str(founded.pk)) in told
    accept_invitation(by=PUBLIC, recorded_at=NOW, secret=secret_in(told), name="Kim")
    assert has_administrator(founded.pk, on=TODAY)


def test_the_link_is_in_the_language_of_who_is_invited(svangrum):
    _, swedish, _ = svangrum("organisation", "add", "Exempelstad", "--administrator", EMAIL)
    _, english, _ = svangrum("organisation", "add", "Exempelhamn", "--administrator", EMAIL, "--to", "en")
    assert "/inbjudan/" in swedish
    assert "/en/invitation/" in english
    assert find_invitation(secret_in(english)).language == "en"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_added(svangrum, kind):
    assert svangrum("organisation", "add", "Exempel", "--kind", kind, "--orgnr", "212000-0142")[0] == 0
    assert Organisation.objects.get().kind == KINDS[kind]


def test_the_kinds_are_all_there_are():
    assert set(KINDS.values()) == set(OrganisationKind.values)


def test_a_faulty_address_founds_nothing(svangrum):
    code, _, complaints = svangrum("organisation", "add", "Exempelstad", "--administrator", "ingen adress")
    assert (code, Organisation.objects.count()) == (2, 0)
    assert words("error.person.email", "sv") in complaints


def test_the_list_tells_who_lacks_an_administrator(svangrum):
    assert svangrum("organisation", "list")[1].strip() == words("organisation.told.none", "sv")
    alone, led = an_organisation(name="A"), an_organisation(name="B")
    a_member(led, Role.ADMINISTRATOR)
    lines = svangrum("organisation", "list")[1].splitlines()
    assert lines == [
        words("organisation.told.row-alone", "sv", id=str(alone.pk), kind="kommun", name="A"),
        words("organisation.told.row", "sv", id=str(led.pk), kind="kommun", name="B"),
    ]


@pytest.mark.parametrize("by", ["id", "number", "name"])
def test_an_organisation_is_meant_by_id_number_or_name(svangrum, by):
    town = an_organisation(name="Exempelstad", orgnr="212000-0142")
    meant = {"id": str(town.pk), "number": "2120000142", "name": "exempelstad"}[by]
    assert svangrum("organisation", "invite", meant, EMAIL)[0] == 0
    assert Invitation.objects.get().organisation == town


def test_a_name_of_none_or_several_is_refused(svangrum):
    for name in ("Exempel", "Exempel"):
        an_organisation(name=name)
    cases = {"Exempel": "several", "Annan": "unknown"}
    for given, code in cases.items():
        exit_code, _, complaints = svangrum("organisation", "close", given)
        assert exit_code == 2
        assert words(f"error.organisation.{code}", "sv", given=given) in complaints


def test_who_has_an_administrator_is_not_invited_to_from_here(svangrum):
    town = an_organisation()
    a_member(town, Role.ADMINISTRATOR)
    code, told, complaints = svangrum("organisation", "invite", str(town.pk), EMAIL)
    assert (code, told) == (2, "")
    assert words("error.record.not-allowed", "sv") in complaints


def test_a_closed_organisation_is_listed_no_more(svangrum):
    town = an_organisation(name="Exempelstad")
    assert svangrum("organisation", "close", "Exempelstad")[0] == 0
    town.refresh_from_db()
    assert town.closed is not None
    assert svangrum("organisation", "list")[1].strip() == words("organisation.told.none", "sv")


def test_an_operator_can_sign_in_and_stop(svangrum, client):
    code, told, _ = svangrum("person", "operator", "add", EMAIL, "--name", "Kim", line=PASSWORD)
    person = Person.objects.get()
    assert (code, person.is_operator, person.check_password(PASSWORD)) == (0, True, True)
    assert told.strip() == words("person.told.operator", "sv", email=EMAIL)
    assert svangrum("person", "operator", "end", EMAIL.upper())[0] == 0
    person.refresh_from_db()
    assert (person.is_operator, person.is_active) == (False, True)
    assert svangrum("person", "operator", "end", EMAIL)[0] == 2


@pytest.mark.parametrize("password", ["", "kort", "12345678901234567890", EMAIL])
def test_a_password_that_is_easy_to_guess_makes_no_operator(svangrum, password):
    code, _, complaints = svangrum("person", "operator", "add", EMAIL, "--name", "Kim", line=password)
    assert (code, Person.objects.count()) == (2, 0)
    assert words("error.person.password", "sv") in complaints


def test_at_a_terminal_the_password_is_asked_for_unseen(svangrum, monkeypatch):
    asked = {}

    def prompt(text, **how):
        asked.update(how, text=text)
        return PASSWORD

    monkeypatch.setattr("svangrum.cli.person.click.prompt", prompt)
    monkeypatch.setattr("svangrum.cli.person.sys.stdin", type("Terminal", (), {"isatty": lambda _self: True})())
    assert run(["person", "operator", "add", EMAIL, "--name", "Kim"], "sv") == 0
    assert asked == {"text": words("person.told.password", "sv"), "hide_input": True}


def test_a_second_factor_that_is_lost_is_taken_away_and_told_in_a_letter(svangrum):
    person = a_person(EMAIL)
    with_app(person)

    code, told, _ = svangrum("person", "reset", EMAIL)

    assert (code, told.strip()) == (0, words("person.told.reset", "sv", email=EMAIL))
    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].to == [EMAIL]


def test_someone_with_a_new_address_is_moved_to_it(svangrum):
    person = a_person(EMAIL)
    assert svangrum("person", "move", "ingen@exempelstad.example", "ny@exempelstad.example")[0] == 2
    code, told, _ = svangrum("person", "move", EMAIL, "Ny@exempelstad.example")
    assert (code, told.strip()) == (0, words("person.told.moved", "sv", email="ny@exempelstad.example"))
    person.refresh_from_db()
    assert person.email == "ny@exempelstad.example"
