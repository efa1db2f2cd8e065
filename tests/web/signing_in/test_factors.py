"""The second factor: switched on and off, recovery codes, what signing demands, and one that is lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client, override_settings

from svangrum.records.accounts.actions.factors import reset_second_factor
from svangrum.records.accounts.models import Person
from svangrum.records.actions import NotAllowedError
from svangrum.records.events.models import Event
from svangrum.records.events.queries import history_of_organisation
from svangrum.web.signing_in import sealed
from tests.records.build import NOW, OPERATOR, PASSWORD, a_member, actor, an_organisation, signed_in
from tests.web.inhabited import confirm
from tests.web.page import read
from tests.web.signing_in.steps import code_of, sign_in, with_app


def confirmed(client: Client, person, place=None) -> Client:
    signed_in(client, person, place)
    session = client.session
    confirm(session, person)
    session.save()
    return client


def show_password(client: Client, then: str) -> None:
    assert client.post(f"/bekrafta?next={then}", {"password": PASSWORD}).headers["Location"] == then


def test_an_app_is_switched_on_after_the_password_and_gives_codes_once(
    client, person, django_capture_on_commit_callbacks
) -> None:
    signed_in(client, person)
    assert client.get("/sakerhet/app").headers["Location"] == "/bekrafta?next=%2Fsakerhet%2Fapp"
    show_password(client, "/sakerhet/app")

    page = client.get("/sakerhet/app").content.decode()
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
    assert "<svg" in page
    assert "data:" not in page
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/sakerhet/app", {"code": code_of(secret)})

    assert response.headers["Location"] == "/sakerhet/reservkoder"
    codes = [one.text for one in read(client.get("/sakerhet/reservkoder")).all("code")]
    assert len(codes) == 10
    again = client.get("/sakerhet/reservkoder").content.decode()
    assert not any(one in again for one in codes)
    assert "En app med koder är påslagen" in [one.subject for one in mail.outbox]


def switch_on_app(client: Client) -> None:
    show_password(client, "/sakerhet/app")
    page = client.get("/sakerhet/app").content.decode()
    secret = re.search(r'class="secret">([^<]+)', page)[1].replace(" ", "")
    assert client.post("/sakerhet/app", {"code": code_of(secret)}).headers["Location"] == "/sakerhet/reservkoder"


def test_who_must_switch_it_on_first_comes_back_and_is_not_asked_again(client, officer, town) -> None:
    boss = a_member(town, "administrator")
    path = f"/sakerhet/aterstall/{officer.pk}"
    signed_in(client, boss, town)
    assert client.get(path).headers["Location"] == "/sakerhet"

    switch_on_app(client)

    assert path in {one.attributes.get("href") for one in read(client.get("/sakerhet/reservkoder")).all("a")}
    assert client.get(path).status_code == 200


def test_who_was_on_the_way_nowhere_comes_to_their_own_pages(client, person) -> None:
    signed_in(client, person)

    switch_on_app(client)

    links = read(client.get("/sakerhet/reservkoder")).all("a")
    assert [one.attributes["href"] for one in links if one.text.strip() == "Jag har sparat dem"] == ["/mina-sidor"]


def test_proved_while_switching_it_on_it_counts_as_shown_for_a_while_only(client, officer, town, settings) -> None:
    signed_in(client, a_member(town, "administrator"), town)
    switch_on_app(client)
    settings.CONFIRMED_FOR = 0

    assert client.get(f"/sakerhet/aterstall/{officer.pk}").headers["Location"].startswith("/bekrafta/kod")


def test_the_codes_are_handed_over_as_a_file_while_they_are_shown(client, person) -> None:
    with_app(person)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    signed_in(client, person)

    response = client.post("/sakerhet/reservkoder/fil", {"shown": codes})

    assert "attachment" in response.headers["Content-Disposition"]
    assert all(one in response.content.decode() for one in codes)
    assert client.post("/sakerhet/reservkoder/fil", {"shown": ["12345678"]}).status_code == 404


def test_a_wrong_first_code_keeps_the_square(client, person) -> None:
    signed_in(client, person)
    show_password(client, "/sakerhet/app")
    before = re.search(r'class="secret">([^<]+)', client.get("/sakerhet/app").content.decode())[1]

    response = client.post("/sakerhet/app", {"code": "000000"})

    assert response.status_code == 422
    assert before in response.content.decode()


def test_who_has_a_second_factor_shows_it_and_not_the_password(client, officer) -> None:
    secret = with_app(officer)
    signed_in(client, officer)

    assert client.get("/sakerhet/app/stang-av").headers["Location"].startswith("/bekrafta/kod")
    assert client.get("/bekrafta").headers["Location"] == "/bekrafta/kod"
    client.post("/bekrafta/kod?next=/sakerhet/app/stang-av", {"code": code_of(secret)})
    client.post("/sakerhet/app/stang-av")

    assert not Authenticator.objects.filter(user=officer).exists()


def test_a_key_is_asked_who_holds_it_wherever_it_is_used(client, officer) -> None:
    """A question without it, asked of one account, would do for the passkey of another."""
    with_app(officer)
    sign_in(client, officer)

    for page in ("/logga-in/kod", "/logga-in/nyckel"):
        client.get(page)
        assert client.session["mfa.webauthn.state"]["user_verification"] == "required"


def test_new_codes_end_the_old(client, officer) -> None:
    secret = with_app(officer)
    old = RecoveryCodes.activate(officer).get_unused_codes()
    signed_in(client, officer)
    client.post("/bekrafta/kod?next=/sakerhet", {"code": code_of(secret)})

    client.post("/sakerhet/reservkoder/nya")

    held = Authenticator.objects.get(user=officer, type="recovery_codes").wrap()
    assert not set(old) & set(held.get_unused_codes())


def test_a_change_ends_the_sessions_elsewhere(client, person, django_capture_on_commit_callbacks) -> None:
    other = Client()
    sign_in(other, person)
    signed_in(client, person)
    show_password(client, "/sakerhet/app")
    page = client.get("/sakerhet/app").content.decode()
    secret = re.search(r'class="secret">([^<]+)', page)[1].replace(" ", "")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/sakerhet/app", {"code": code_of(secret)})

    assert other.get("/sakerhet").status_code == 302
    assert client.get("/sakerhet").status_code == 200


def test_secrets_lie_sealed_in_the_database(officer) -> None:
    secret = with_app(officer)

    kept = Authenticator.objects.get(user=officer).data["secret"]
    assert secret not in kept
    assert sealed.unseal(kept) == secret


def test_a_key_before_this_one_opens_and_a_foreign_one_lets_nobody_in(officer, caplog) -> None:
    kept = sealed.seal("hemligt")

    with override_settings(SECRET_KEY="n" * 50, SECRET_KEY_FALLBACKS=["not-a-secret"]):
        assert sealed.unseal(kept) == "hemligt"
    with override_settings(SECRET_KEY="n" * 50):
        assert sealed.unseal(kept) != sealed.unseal(kept) != "hemligt"
    assert "second-factor.unreadable" in [one.code for one in caplog.records]


def test_who_signs_without_a_second_factor_is_told_to_get_one(client, officer, person) -> None:
    assert "sådant som kräver ett andra steg" in signed_in(client, officer).get("/sakerhet").content.decode()
    assert "sådant som kräver ett andra steg" not in signed_in(Client(), person).get("/sakerhet").content.decode()


class TestLost:
    """A lost second factor is reset by an administrator, who has just shown the own."""

    @pytest.fixture
    def boss(self, town):
        boss = a_member(town, "administrator")
        with_app(boss)
        return boss

    def test_it_is_reset_told_in_a_letter_and_kept_as_an_event(self, client, boss, officer, town) -> None:
        with_app(officer)
        other = Client()
        signed_in(other, officer)
        confirmed(client, boss, town)
        assert officer.name in client.get(f"/sakerhet/aterstall/{officer.pk}").content.decode()

        response = client.post(f"/sakerhet/aterstall/{officer.pk}", {"key": "k1"})

        assert response.status_code == 302
        assert not Authenticator.objects.filter(user=officer).exists()
        event = Event.objects.get(kind="person", thing=officer.pk, action="person.second-factor-reset")
        assert event.person == boss.pk
        assert mail.outbox[-1].to == [officer.email]
        assert sign_in(Client(), officer).headers["Location"] == "/mina-sidor"

    def test_every_organisation_of_the_person_sees_it_in_its_history(self, officer, town) -> None:
        second, foreign = an_organisation(), an_organisation()
        a_member(second, "ordering-unit", person=officer)

        reset_second_factor(by=OPERATOR, recorded_at=NOW, person=officer.pk)

        told = {
            place: "event.person.second-factor-reset" in {one.code for one in history_of_organisation(place.pk).events}
            for place in (town, second, foreign)
        }
        assert told == {town: True, second: True, foreign: False}

    def test_the_administrator_must_show_the_own_first(self, client, boss, officer, town) -> None:
        with_app(officer)
        signed_in(client, boss, town)

        response = client.post(f"/sakerhet/aterstall/{officer.pk}", {"key": "k2"})

        assert response.headers["Location"].startswith("/bekrafta/kod")
        assert Authenticator.objects.filter(user=officer).exists()

    def test_the_form_is_sent_when_it_has_been_shown(self, client, officer, town) -> None:
        boss, _ = a_member(town, "administrator"), with_app(officer)
        secret = with_app(boss)
        signed_in(client, boss, town)
        path = f"/sakerhet/aterstall/{officer.pk}"
        where = client.post(path, {"key": "k3"}).headers["Location"]

        response = client.post(where, {"code": code_of(secret)})

        assert response.headers["Location"] == "/mina-sidor"
        assert not Authenticator.objects.filter(user=officer).exists()

    def test_of_a_form_that_waits_the_form_alone_is_kept(self, client, officer, boss, town) -> None:
        signed_in(client, boss, town)

        client.post(f"/sakerhet/aterstall/{officer.pk}", {"key": "k4"}, REMOTE_ADDR="203.0.113.7")

        kept = str(client.session.items())
        assert "key=k4" in kept
        assert "203.0.113.7" not in kept
        assert client.cookies["svangrum"].value not in kept

    def test_an_administrator_without_one_is_led_to_get_one(self, client, officer, town) -> None:
        boss = a_member(town, "administrator")
        signed_in(client, boss, town)

        assert client.get(f"/sakerhet/aterstall/{officer.pk}").headers["Location"] == "/sakerhet"

    def test_somebody_of_another_organisation_is_not_there(self, client, boss, town) -> None:
        stranger = a_member(an_organisation(), "administrator")
        confirmed(client, boss, town)

        assert client.get(f"/sakerhet/aterstall/{stranger.pk}").status_code == 404

    @pytest.mark.parametrize("elsewhere", ["another organisation", "the installation"])
    def test_who_the_account_opens_more_for_is_left_to_the_operator(
        self, client, boss, officer, town, elsewhere
    ) -> None:
        with_app(officer)
        if elsewhere == "the installation":
            Person.objects.filter(pk=officer.pk).update(is_operator=True)
        else:
            a_member(an_organisation(), "ordering-unit", person=officer)
        confirmed(client, boss, town)

        for answer in (client.get, client.post):
            response = answer(f"/sakerhet/aterstall/{officer.pk}")
            assert response.status_code == 403
            assert "den driftansvariga" in response.content.decode()
        with pytest.raises(NotAllowedError):
            reset_second_factor(by=actor(boss, town, confirmed=True), recorded_at=NOW, person=officer.pk)
        assert Authenticator.objects.filter(user=officer).exists()

    def test_a_deputy_takes_away_nothing_that_lasts(self, boss, officer, person, town) -> None:
        by = replace(actor(boss, town, confirmed=True), person=person.pk, instead_of=boss.pk)

        for whom in (boss, officer):
            with pytest.raises(NotAllowedError):
                reset_second_factor(by=by, recorded_at=NOW, person=whom.pk)

    def test_others_may_not(self, client, person, officer, town, caplog) -> None:
        confirmed(client, person, town)

        assert client.get(f"/sakerhet/aterstall/{officer.pk}").status_code == 403
        assert "page.not-allowed" in [one.code for one in caplog.records if one.name == "svangrum.security"]

    def test_the_action_refuses_unconfirmed_oneself_and_strangers(self, boss, officer, town) -> None:
        stranger = a_member(an_organisation(), "ordering-unit")
        for by, whom in (
            (actor(boss, town), officer),
            (actor(boss, town, confirmed=True), boss),
            (actor(boss, town, confirmed=True), stranger),
            (actor(officer, town, confirmed=True), boss),
        ):
            with pytest.raises(NotAllowedError):
                reset_second_factor(by=by, recorded_at=NOW, person=whom.pk)


class TestKeyNames:
    """What a passkey may be called; the passkey itself needs a browser."""

    @pytest.fixture
    def key(self, officer):
        return Authenticator.objects.create(
            user=officer, type="webauthn", data={"name": "Jobbdatorn", "credential": {}}
        )

    @pytest.mark.parametrize(
        ("name", "told"), [("", "Ge nyckeln ett namn"), ("x" * 61, "högst 60"), ("811218-9876", "inget personnummer")]
    )
    def test_what_it_may_not_be_called(self, client, officer, key, name, told) -> None:
        secret = with_app(officer)
        path = f"/sakerhet/nycklar/{key.pk}"
        signed_in(client, officer)
        client.post(f"/bekrafta/kod?next={path}", {"code": code_of(secret)})

        response = client.post(path, {"name": name})

        assert response.status_code == 422
        assert told in response.content.decode()

    def test_another_persons_is_not_there(self, client, person, key) -> None:
        signed_in(client, person)
        show_password(client, "/sakerhet")

        assert client.get(f"/sakerhet/nycklar/{key.pk}").status_code == 404
        assert client.post(f"/sakerhet/nycklar/{key.pk}/ta-bort").status_code == 404
