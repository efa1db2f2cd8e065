"""How often one may try, and what is told when it was too often."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection

from svangrum.jobs.letters.delivery import deliver_due
from svangrum.web.clock import now
from svangrum.web.signing_in import limits
from tests.records.build import PASSWORD
from tests.web.page import read
from tests.web.signing_in.steps import code_of, sign_in, with_app


@pytest.mark.parametrize(
    ("path", "told"), [("/logga-in", "Försök igen efter klockan"), ("/en/sign-in", "Try again after")]
)
def test_after_five_wrong_passwords_the_right_one_must_wait(client, person, path, told) -> None:
    for _ in range(5):
        sign_in(client, person, "fel-lösenord-helt", path)

    response = sign_in(client, person, PASSWORD, path)

    assert response.status_code == 422
    assert told in read(response).one("div", class_="trouble").text


def test_the_other_persons_address_is_not_held_up(client, person, officer) -> None:
    for _ in range(6):
        sign_in(client, person, "fel-lösenord-helt")

    assert sign_in(client, officer).status_code == 302


def test_after_five_wrong_codes_the_right_one_must_wait(client, officer) -> None:
    secret = with_app(officer)
    sign_in(client, officer)
    for _ in range(5):
        client.post("/logga-in/kod", {"code": "000000"})

    response = client.post("/logga-in/kod", {"code": code_of(secret)})

    assert "Försök igen efter klockan" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "title"), [("/glomt-losenord", "För många försök"), ("/en/forgotten-password", "Too many attempts")]
)
def test_letters_are_not_sent_without_end(client, person, path, title, caplog) -> None:
    responses = [client.post(path, {"email": person.email}) for _ in range(4)]

    assert responses[-1].status_code == 429
    assert responses[-1].headers["Retry-After"] == "300"
    assert read(responses[-1]).one("h1").text == title
    deliver_due(now())
    assert len(mail.outbox) == 3
    assert "limit.reached" in [one.code for one in caplog.records if one.name == "svangrum.security"]


def test_the_time_is_written_as_each_language_writes_it() -> None:
    assert "." in limits.next_try("sv")
    assert ":" in limits.next_try("en")


def test_the_table_of_limits_holds_no_address(client, person) -> None:
    sign_in(client, person, "fel-lösenord-helt", REMOTE_ADDR="203.0.113.7")
    cache.set("kept", "something")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM kept_a_while")
        keys = [key for (key,) in cursor.fetchall()]

    assert len(keys) > 1
    assert not any("203.0.113.7" in key or person.email in key for key in keys)
