"""Signing in in a real browser: readable by all, by keyboard, without scripts; and with a passkey."""

from __future__ import annotations

import pytest

from tests.browser.conftest import HEIGHT, PATIENCE
from tests.browser.test_everywhere import AGAIN
from tests.browser.test_pages import RULES, WIDTHS, faults
from tests.records.build import PASSWORD
from tests.web.inhabited import AGENT
from tests.web.signing_in.steps import code_of

pytestmark = pytest.mark.chromium

OPEN = [
    "/logga-in",
    "/logga-in/nyckel",
    "/logga-in/nytt-konto",
    "/logga-in/misslyckad",
    "/glomt-losenord",
    "/glomt-losenord/skickat",
    "/nytt-losenord/abc/def",
    "/inbjudan/ingen",
    "/en/sign-in",
    "/en/sign-in/passkey",
    "/en/forgotten-password",
    "/en/new-password/abc/def",
]
OWN = [
    "/sakerhet",
    "/sakerhet/losenord",
    "/sakerhet/inloggningar",
    "/sakerhet/nycklar",
    "/bekrafta/kod",
    "/logga-ut",
    "/en/security",
    "/en/security/password",
    "/en/security/sessions",
    "/en/confirm/code",
]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def assert_readable(page) -> None:
    """At both widths: axe finds nothing, and nothing is wider than the screen."""
    assert faults(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate(AGAIN, RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", OPEN)
def test_pages_for_anyone_are_readable_by_all(visit, path):
    with visit(path) as page:
        assert_readable(page)


@pytest.mark.parametrize("path", OWN)
def test_pages_of_who_is_signed_in_are_readable_by_all(signed_in_page, path):
    with signed_in_page("controller", path) as page:
        assert page.url.endswith(path)
        assert_readable(page)


def test_faults_are_readable_by_all(visit):
    for path in ("/logga-in", "/en/sign-in"):
        with visit(path) as page:
            page.locator("#login").fill("kim")
            page.locator(".own-form button").click()
            page.locator(".trouble a").first.click()
            assert page.evaluate("document.activeElement.id") == "login"
            assert_readable(page)


def test_signing_in_with_an_app_by_keyboard_and_without_scripts(visit, people):
    who = people["decision-maker"]
    with visit("/logga-in", java_script_enabled=False) as page:
        page.locator("#login").focus()
        page.keyboard.type(who.email)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/logga-in/kod")
        page.locator("#code").focus()
        page.keyboard.type(code_of(who.secret))
        page.keyboard.press("Enter")
        page.wait_for_url("**/mina-sidor")
        page.goto(page.url.replace("/mina-sidor", "/logga-ut"))
        page.locator("main button").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/")
        page.go_back()
        assert "/logga-in" in page.url


@pytest.fixture
def on_localhost(browser, site, people):
    """A page of somebody who is signed in, at a name: passkeys belong to names, not to numbers.

    The person signs out, and is therefore nobody whom another test needs.
    """
    who = people["ordering-unit"]
    at = site.replace("127.0.0.1", "localhost")
    context = browser.new_context(user_agent=AGENT)
    context.add_cookies([{"name": "svangrum", "value": who.cookie, "url": at}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page, at, who
    context.close()


def test_a_passkey_is_added_signs_in_confirms_and_is_removed(on_localhost):
    page, at, who = on_localhost
    page.goto(f"{at}/sakerhet/nycklar/ny")
    page.wait_for_url("**/bekrafta/kod**")
    page.locator("#code").fill(code_of(who.secret))
    page.locator(".own-form button").click()
    page.wait_for_url("**/sakerhet/nycklar/ny")
    assert_readable(page)
    page.locator("#name").fill("Jobbdatorn")
    page.locator("button", has_text="Lägg till nyckeln").click()
    page.wait_for_url("**/sakerhet/reservkoder")
    assert page.locator(".codes code").count() == 10
    assert_readable(page)

    page.goto(f"{at}/logga-ut")
    page.locator("main button").click()
    page.goto(f"{at}/logga-in")
    page.locator("a", has_text="Logga in med inloggningsnyckel").click()
    page.locator("button", has_text="Använd nyckeln").click()
    page.wait_for_url("**/mina-sidor")

    page.goto(f"{at}/en/security/passkeys")
    assert page.locator(".key-name").inner_text() == "Jobbdatorn"
    assert_readable(page)
    page.locator("a", has_text="Remove").click()
    page.goto(f"{at}/en/confirm/passkey?next=/en/security/passkeys")
    page.locator("button", has_text="Use the passkey").click()
    page.wait_for_url("**/en/security/passkeys")
    page.locator("a", has_text="Remove").click()
    page.locator("button", has_text="Remove").click()
    page.wait_for_url("**/en/security/passkeys")
    assert page.locator(".key-name").count() == 0


def test_without_scripts_a_passkey_page_says_what_to_do(visit):
    with visit("/logga-in/nyckel", java_script_enabled=False) as page:
        assert page.locator(".needs-script").is_visible()
        assert not page.locator("form[data-passkey] button").is_visible()
    with visit("/logga-in/nyckel") as page:
        assert not page.locator(".needs-script").is_visible()


def test_an_app_is_switched_on_by_the_secret_in_text(signed_in_page):
    with signed_in_page("operator", "/sakerhet") as page:
        page.locator("a", has_text="Stäng av appen").click()
        assert "/bekrafta/kod" in page.url
