"""Sign-in by the organisation's own service, spoken with on this machine: who gets in, what is refused."""

from __future__ import annotations

import json
import time
from typing import ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.test import Client

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.actions.people import change_address
from svangrum.records.accounts.models import Membership, Person
from svangrum.web.signing_in import saml, sessions
from svangrum.web.signing_in.services import services
from tests.records.build import NOW, OPERATOR, a_member, a_person, an_organisation
from tests.web.page import read
from tests.web.signing_in.service import CLIENT, OTHER_KEY, SECRET, running
from tests.web.signing_in.steps import sign_in, with_app
from tests.web.signing_in.test_invitation import invited

JUST_NOW, LONG_AGO = "just now", "long ago"
OLD = [LONG_AGO, None, "nyss"]
"""What a service says of when it asked: a quarter of an hour ago and more, nothing, and what is no moment."""


def stated(asked: str | None) -> int | str | None:
    """The moment as a service states it, counted when the test runs."""
    now = int(time.time())
    return {JUST_NOW: now, LONG_AGO: now - 16 * 60}.get(asked or "", asked)


@pytest.fixture
def service(settings):
    with running() as service:
        app = {
            "provider_id": "kommunen",
            "name": "Exempelstads inloggning",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": service.issuer, "verified_email": ["exempelstad.example"]},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"oidc": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        yield service


def come(client, service, path: str = "/logga-in/tjanst/kommunen", code: str = "kod-1", **claims):
    """To the service and back, as whoever ``claims`` say."""
    asked = parse_qs(urlsplit(client.get(path).headers["Location"]).query)
    service.nonces[code] = claims.pop("nonce", asked["nonce"][0])
    service.claims = claims
    return client.get("/logga-in/svar/kommunen", {"code": code, "state": asked["state"][0]})


def told(client, response) -> str:
    return read(client.get(response.headers["Location"])).one("h1").text


def logged(caplog) -> list[str]:
    return [one.code for one in caplog.records if one.name == "svangrum.security"]


def test_the_way_to_it_stands_where_one_signs_in(client, service) -> None:
    assert "Logga in med Exempelstads inloggning" in client.get("/logga-in").content.decode()


def test_a_member_gets_in_and_little_is_kept(client, service, person) -> None:
    response = come(client, service, email=person.email, name="Kim Exempel", email_verified=True)

    assert response.headers["Location"] == "/mina-sidor"
    assert client.get("/sakerhet").status_code == 200
    assert SocialAccount.objects.get(user=person).extra_data == {}
    assert "code_verifier" in service.asked[0]


def test_one_comes_back_to_the_page_one_asked_for(client, service, person) -> None:
    response = come(client, service, "/logga-in/tjanst/kommunen?next=/sakerhet", email=person.email)

    assert response.headers["Location"] == "/sakerhet"


class TestNextTime:
    """A link that was made once opens nothing by itself: the address is asked for each time."""

    @pytest.fixture
    def linked(self, client, service, person):
        come(client, service, email=person.email)
        client.post("/logga-ut")
        return person

    def test_with_the_same_address_one_gets_in(self, client, service, linked) -> None:
        assert come(client, service, code="kod-2", email=linked.email).headers["Location"] == "/mina-sidor"
        assert SocialAccount.objects.filter(user=linked).count() == 1

    @pytest.mark.usefixtures("linked")
    @pytest.mark.parametrize("email", ["ny@exempelstad.example", "kim@provkoping.example"])
    def test_with_another_nobody_does(self, client, service, email) -> None:
        assert told(client, come(client, service, code="kod-2", email=email)) == "Du har inget konto här"

    @pytest.mark.usefixtures("linked")
    def test_nor_as_somebody_else(self, client, service, officer) -> None:
        assert told(client, come(client, service, code="kod-2", email=officer.email)) == "Du har inget konto här"

    def test_nor_when_the_service_no_longer_speaks_for_the_domain(self, client, service, settings, linked) -> None:
        app = settings.SOCIALACCOUNT_PROVIDERS["oidc"]["APPS"][0]
        app["settings"]["verified_email"] = ["annan.example"]

        assert told(client, come(client, service, code="kod-2", email=linked.email)) == "Du har inget konto här"

    def test_nor_when_the_person_has_moved_to_another_address(self, client, service, linked) -> None:
        before, found = linked.email, Person.objects.get(pk=linked.pk)
        other = Client()
        sign_in(other, found)

        change_address(
            by=OPERATOR, recorded_at=NOW, person=found.pk, version=found.version, email="kim@provkoping.example"
        )

        assert not SocialAccount.objects.exists()
        assert "e-postadress är ändrad" in read(other.get("/logga-in")).one("div", class_="caution").text
        assert told(client, come(client, service, code="kod-2", email=before)) == "Du har inget konto här"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/logga-in/tjanst/kommunen", "Du har inget konto här"),
        ("/en/sign-in/service/kommunen", "You have no account here"),
    ],
)
def test_who_was_not_invited_is_told_so(client, service, path, title, caplog) -> None:
    response = come(client, service, path, email="okand@exempelstad.example")

    assert told(client, response) == title
    assert "sign-in.not-invited" in logged(caplog)
    assert not Person.objects.exists()


def test_who_was_invited_and_came_by_the_letter_becomes_a_member(client, service, town) -> None:
    secret = invited(a_member(town, "administrator"), town, "alex@exempelstad.example")
    client.get(f"/inbjudan/{secret}")

    response = come(client, service, email="alex@exempelstad.example", name="Alex Ny")

    person = Person.objects.get(email="alex@exempelstad.example")
    assert response.headers["Location"] == "/mina-sidor"
    assert (person.name, person.has_usable_password()) == ("Alex Ny", False)
    assert Membership.objects.filter(person=person, organisation=town).exists()


def test_an_invitation_to_another_address_helps_nobody(client, service, town) -> None:
    secret = invited(a_member(town, "administrator"), town, "alex@exempelstad.example")
    client.get(f"/inbjudan/{secret}")

    response = come(client, service, email="nagon.annan@exempelstad.example")

    assert told(client, response) == "Du har inget konto här"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "kim@provkoping.example"},
        {"email": "kim@exempelstad.example", "email_verified": False},
        {"email": "kim@exempelstad.example.annan.example"},
    ],
)
def test_a_service_speaks_only_for_addresses_of_its_own_that_it_is_sure_of(client, service, claims) -> None:
    a_person(claims["email"])

    assert told(client, come(client, service, **claims)) == "Du har inget konto här"


def test_who_is_closed_is_not_let_in(client, service, person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)

    assert told(client, come(client, service, email=person.email)) == "Du har inget konto här"


class TestForged:
    """Tokens that are not the service's answer to our question."""

    @pytest.mark.parametrize(
        "claims",
        [
            {"aud": "en-annan-tjanst"},
            {"iss": "http://127.0.0.1:1"},
            {"exp": int(time.time()) - 60},
            {"nonce": "från-en-annan-gång"},
        ],
    )
    def test_for_somebody_else_expired_or_from_another_time(self, client, service, person, claims, caplog) -> None:
        response = come(client, service, email=person.email, **claims)

        assert told(client, response) == "Inloggningen gick inte igenom"
        assert "sign-in.service-refused" in logged(caplog)
        assert client.get("/sakerhet").status_code == 302

    def test_signed_with_another_key(self, client, service, person) -> None:
        service.key = OTHER_KEY

        assert told(client, come(client, service, email=person.email)) == "Inloggningen gick inte igenom"

    def test_not_signed_at_all(self, client, service, person) -> None:
        service.algorithm = "none"

        assert told(client, come(client, service, email=person.email)) == "Inloggningen gick inte igenom"

    def test_sent_again(self, client, service, person) -> None:
        asked = parse_qs(urlsplit(client.get("/logga-in/tjanst/kommunen").headers["Location"]).query)
        service.nonces["kod"], service.claims = asked["nonce"][0], {"email": person.email}
        answer = {"code": "kod", "state": asked["state"][0]}
        client.get("/logga-in/svar/kommunen", answer)
        client.post("/logga-ut")

        assert told(client, client.get("/logga-in/svar/kommunen", answer)) == "Inloggningen gick inte igenom"

    def test_a_token_used_before(self, client, service, person) -> None:
        come(client, service, email=person.email, jti="en-gång")
        client.post("/logga-ut")

        response = come(client, service, code="kod-2", email=person.email, jti="en-gång")

        assert told(client, response) == "Inloggningen gick inte igenom"


def test_who_turns_back_is_told_that_nothing_happened(client, service) -> None:
    asked = parse_qs(urlsplit(client.get("/en/sign-in/service/kommunen").headers["Location"]).query)

    response = client.get("/logga-in/svar/kommunen", {"error": "access_denied", "state": asked["state"][0]})

    assert told(client, response) == "Sign-in was cancelled"


def test_a_service_that_does_not_answer_is_told_of(client, service, settings, caplog) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["oidc"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:1"

    assert told(client, client.get("/logga-in/tjanst/kommunen")) == "Inloggningen gick inte igenom"
    assert "sign-in.service-silent" in logged(caplog)


def test_an_unknown_service_is_not_there(client, service) -> None:
    assert client.get("/logga-in/tjanst/annan").status_code == 404


class TestSecondFactor:
    """The service's own second factor is enough when the service says that it asked for one."""

    def test_asked_for_there(self, client, service, officer) -> None:
        with_app(officer)

        assert come(client, service, email=officer.email, amr=["pwd", "mfa"]).headers["Location"] == "/mina-sidor"

    def test_not_asked_for_there(self, client, service, officer) -> None:
        with_app(officer)

        assert come(client, service, email=officer.email, amr=["pwd"]).headers["Location"] == "/logga-in/kod"

    def test_asked_for_again_while_signed_in(self, client, service, officer) -> None:
        with_app(officer)
        come(client, service, email=officer.email, amr=["pwd", "mfa"])

        response = come(client, service, code="kod-2", email=officer.email, amr=["pwd", "mfa"])

        assert response.headers["Location"] == "/mina-sidor"
        (shown,) = [one for one in client.session["account_authentication_methods"] if one["method"] == "mfa"]
        assert shown["type"] == "provider"

    def test_shown_too_long_ago_it_is_shown_there_again(self, client, service, town, monkeypatch) -> None:
        boss = a_member(town, "administrator")
        come(client, service, email=boss.email, amr=["pwd", "mfa"])
        path = f"/sakerhet/aterstall/{a_member(town, 'ordering-unit').pk}"
        assert client.get(path).status_code == 200

        monkeypatch.setattr(sessions.time, "time", lambda before=time.time: before() + 16 * 60)

        led = client.get(path).headers["Location"]
        assert led == f"/bekrafta/tjanst?{urlencode({'next': path})}"
        (way,) = [
            one.attributes["href"] for one in read(client.get(led)).all("a") if "/tjanst/" in one.attributes["href"]
        ]
        monkeypatch.undo()
        assert come(client, service, way, "kod-2", email=boss.email, amr=["pwd", "mfa"]).headers["Location"] == path
        assert client.get(path).status_code == 200

    def test_whoever_shows_it_again_is_asked_there_and_not_remembered(self, client, service, officer) -> None:
        come(client, service, email=officer.email, amr=["pwd", "mfa"])

        asked = parse_qs(urlsplit(client.get("/logga-in/tjanst/kommunen").headers["Location"]).query)

        assert (asked["prompt"], asked["max_age"]) == (["login"], ["900"])
        assert "code_challenge" in asked

    @pytest.mark.usefixtures("service")
    def test_whoever_signs_in_may_be_remembered_there_which_it_must_say(self, client) -> None:
        asked = parse_qs(urlsplit(client.get("/logga-in/tjanst/kommunen").headers["Location"]).query)

        assert asked["max_age"] == ["86400"]
        assert "prompt" not in asked

    @pytest.mark.parametrize("asked", OLD)
    def test_shown_there_long_ago_or_nobody_knows_when_it_opens_nothing(self, client, service, town, asked) -> None:
        boss = a_member(town, "administrator")
        with_app(boss)
        path = f"/sakerhet/aterstall/{a_member(town, 'ordering-unit').pk}"

        answer = come(client, service, email=boss.email, amr=["mfa"], auth_time=stated(asked))

        assert answer.headers["Location"] == "/mina-sidor"
        assert client.get(path).headers["Location"].startswith("/bekrafta/kod")

    def test_a_moment_that_has_not_come_is_now(self, client, service, town, monkeypatch) -> None:
        come(client, service, email=a_member(town, "administrator").email, amr=["mfa"], auth_time=int(time.time()) * 2)

        monkeypatch.setattr(sessions.time, "time", lambda before=time.time: before() + 16 * 60)

        path = f"/sakerhet/aterstall/{a_member(town, 'ordering-unit').pk}"
        assert client.get(path).headers["Location"].startswith("/bekrafta/tjanst")

    @pytest.mark.parametrize(("asked", "status"), [(JUST_NOW, 200), *((one, 302) for one in OLD)])
    def test_who_has_nothing_here_gets_a_way_in_only_when_just_asked_there(
        self, client, service, person, asked, status
    ) -> None:
        Person.objects.filter(pk=person.pk).update(password=make_password(None))
        come(client, service, email=person.email, auth_time=stated(asked))

        answer = client.get("/sakerhet/app")

        assert answer.status_code == status
        assert answer.headers.get("Location", "/bekrafta/tjanst").startswith("/bekrafta/tjanst")

    @pytest.mark.parametrize("same", [True, False], ids=["the same person", "another"])
    def test_whoever_shows_it_again_acts_where_they_acted(self, client, service, town, officer, same) -> None:
        second = an_organisation()
        a_member(second, "controller", person=officer)
        other = a_member(town, "controller")
        come(client, service, email=officer.email)
        client.post("/mina-sidor/organisation", {"organisation": second.pk})

        come(client, service, code="kod-2", email=officer.email if same else other.email, sub="1" if same else "2")

        assert client.session["organisation"] == str(second.pk if same else town.pk)

    def test_a_form_leads_back_to_the_page_where_it_stood(self, client, service, town, monkeypatch) -> None:
        boss = a_member(town, "administrator")
        come(client, service, email=boss.email, amr=["pwd", "mfa"])
        monkeypatch.setattr(sessions.time, "time", lambda before=time.time: before() + 16 * 60)
        form = f"/organisation/nycklar/{uuid4()}/aterkalla"

        for stood, led in (("http://testserver/organisation/nycklar", "/organisation/nycklar"), ("", "/mina-sidor")):
            answer = client.post(form, headers={"referer": stood})
            assert answer.headers["Location"] == f"/bekrafta/tjanst?{urlencode({'next': led})}"

    def test_said_in_a_text_that_is_no_list(self, client, service, officer) -> None:
        with_app(officer)

        assert come(client, service, email=officer.email, amr="no-mfa").headers["Location"] == "/logga-in/kod"


class TestStated:
    """Services as the environment states them."""

    ONE: ClassVar = {"id": "a", "secret": "b", "issuer": "https://in.exempelstad.example", "name": "Staden"}

    def _with(self, **more: str) -> dict[str, object]:
        return {**self.ONE, "domains": ["a.example"], **more}

    def _list(self, monkeypatch, folder, *codes: str) -> None:
        file = folder / "tjanster.json"
        file.write_text(json.dumps([self._with(code=code) for code in codes]), "utf-8")
        monkeypatch.setenv("SVANGRUM_OIDC_FILE", str(file))

    def test_none(self) -> None:
        assert services() == []

    def test_one_by_variables(self, monkeypatch) -> None:
        for name, value in {**self.ONE, "domains": "Exempelstad.example, annan.example"}.items():
            monkeypatch.setenv(f"SVANGRUM_OIDC_{name.upper()}", value)

        (app,) = services()
        assert app["provider_id"] == "tjanst-1"
        assert app["settings"] == {
            "server_url": "https://in.exempelstad.example",
            "verified_email": ["exempelstad.example", "annan.example"],
        }

    def test_several_in_a_file(self, monkeypatch, tmp_path) -> None:
        self._list(monkeypatch, tmp_path, "staden", "hamnen")

        assert [one["provider_id"] for one in services()] == ["staden", "hamnen"]

    def test_two_of_one_code_are_refused(self, monkeypatch, tmp_path) -> None:
        self._list(monkeypatch, tmp_path, "staden", "staden")

        with pytest.raises(SvangrumError) as caught:
            services()

        assert (caught.value.code, caught.value.values) == ("sign-in.service-twice", {"given": "staden"})

    def test_one_by_saml_may_not_take_the_code_of_another(self, monkeypatch, tmp_path) -> None:
        self._list(monkeypatch, tmp_path, "staden")
        file = tmp_path / "saml.json"
        file.write_text(json.dumps([{"code": "staden", "name": "S", "domains": ["a.example"], "idp": {"a": "b"}}]))
        monkeypatch.setenv("SVANGRUM_SAML_FILE", str(file))
        monkeypatch.setattr(saml, "find_spec", lambda _: object())

        with pytest.raises(SvangrumError, match=r"sign-in\.service-twice"):
            saml.saml_services()

    @pytest.mark.parametrize("lacking", ["code", "id", "secret", "issuer", "name", "domains"])
    def test_what_is_missing_is_named(self, monkeypatch, tmp_path, lacking) -> None:
        file = tmp_path / "tjanster.json"
        stated = {name: value for name, value in self._with(code="a").items() if name != lacking}
        file.write_text(json.dumps([stated]), "utf-8")
        monkeypatch.setenv("SVANGRUM_OIDC_FILE", str(file))

        with pytest.raises(SvangrumError) as caught:
            services()

        assert (caught.value.code, caught.value.values) == (
            "sign-in.service-incomplete",
            {"number": 1, "part": lacking},
        )

    @pytest.mark.parametrize("content", ["inte json", "{}", "[1]"])
    def test_a_file_that_is_no_list_is_refused(self, monkeypatch, tmp_path, content) -> None:
        file = tmp_path / "tjanster.json"
        file.write_text(content, "utf-8")
        monkeypatch.setenv("SVANGRUM_OIDC_FILE", str(file))

        with pytest.raises(SvangrumError, match=r"sign-in\.services-unreadable"):
            services()
