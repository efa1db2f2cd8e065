"""Every page of signing in, in both languages: it answers, in its own words."""

from __future__ import annotations

import pytest

from svangrum.web.contact import Contact
from svangrum.web.pages import address
from tests.records.build import signed_in

ANYONE = (
    "account_login",
    "mfa_login_webauthn",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "sign-in-not-invited",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
SIGNED_IN = (
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "sign-in-again",
    "mfa_index",
    "usersessions_list",
    "mfa_list_webauthn",
)
STATUS = {"socialaccount_login_error": 401, "sign-in-not-invited": 403, "account_inactive": 403}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", ANYONE)
def test_anyone_may_read(client, page, language) -> None:
    response = client.get(address(page, language))

    assert response.status_code == STATUS.get(page, 200)
    assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", SIGNED_IN)
def test_somebody_signed_in_may_read(client, person, page, language) -> None:
    response = signed_in(client, person).get(address(page, language))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("page", SIGNED_IN)
def test_a_stranger_is_led_to_sign_in_and_back(client, page) -> None:
    response = client.get(address(page, "en"))

    assert response.status_code == 302
    assert response.headers["Location"] == f"/en/sign-in?next={address(page, 'en')}"


@pytest.mark.parametrize("page", ["sign-in-not-invited", "account_inactive"])
def test_who_is_not_let_in_is_told_whom_to_ask(client, settings, page) -> None:
    settings.CONTACT = None
    without = client.get(address(page, "sv")).content.decode()
    settings.CONTACT = Contact("drift@exempelstad.example", "mailto:drift@exempelstad.example")
    told = client.get(address(page, "sv")).content.decode()

    assert "administratören i din organisation" in told
    assert 'href="mailto:drift@exempelstad.example"' in told
    assert "Fråga den driftansvariga" not in without
