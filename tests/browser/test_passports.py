"""Passports in a real browser: told, given away by a link, read, kept, and the link taken back."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.pages import address
from tests.browser.made_passports import NAME
from tests.browser.test_pages import WIDTHS, faults, open_all
from tests.web.inhabited import MUNICIPALITY, Inhabitant, prepare

pytestmark = pytest.mark.chromium

BOSS, OFFICER, DECIDER = "passport-boss", "procurement-officer", "decision-maker"
PAGES = {
    "own": (BOSS, "passport", ()),
    "purpose": (BOSS, "passport-purpose", ()),
    "share": (BOSS, "passport-share", ()),
    "link-new": (BOSS, "passport-link-new", ()),
    "link": (BOSS, "passport-link", ("link",)),
    "opened": (OFFICER, "passport-opened", ("secret",)),
    "opened-keep": (OFFICER, "passport-opened-keep", ("secret",)),
    "of": (OFFICER, "passport-of", ("enterprise",)),
    "doubted": (OFFICER, "passport-of", ("doubted",)),
    "seen": (OFFICER, "passport-seen", ("enterprise", "evidence")),
    "doubt": (OFFICER, "passport-doubt", ("enterprise", "evidence")),
    "challenge": (DECIDER, "passport-challenge", ("challenge",)),
    "settle": (DECIDER, "passport-challenge-settle", ("challenge",)),
    "relied": (OFFICER, "relied", ()),
    "copy": (OFFICER, "relied-copy", ("relied",)),
}
NUMBERS = {"sv": "3 av 7", "en": "3 of 7"}


@pytest.fixture(scope="module")
def passports(store, people, site):
    """The things by name; the firm's administrator is among the people."""
    made = prepare(store, "tests.browser.made_passports:make")
    people[BOSS] = Inhabitant(**made.pop("boss"))
    return made


def place(name, language, passports):
    _, page, parts = PAGES[name]
    named = {"doubted": "enterprise"}
    return address(page, language, **{named.get(part, part): passports[part] for part in parts})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(signed_in_page, passports, name, width, language):
    who = PAGES[name][0]
    with signed_in_page(who, place(name, language, passports), width=width, confirmed=True) as page:
        open_all(page)
        assert page.locator("h1").count() == 1
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_stranger_gets_by_a_link_is_clean(visit, passports, width, language):
    for secret in (passports["secret"], "0" * 64):
        with visit(address("passport-opened", language, secret=secret), width=width) as page:
            open_all(page)
            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert NUMBERS[language] not in page.locator("main").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_is_made_read_kept_and_taken_back_and_what_was_kept_stays(
    signed_in_page, visit, site, passports, language
):
    def say(code, **values):
        return words(f"passports.{code}", language, **values)

    title = f"Flytt ({language})"
    with signed_in_page(BOSS, address("passport", language), java_script_enabled=False) as page:
        page.get_by_role("link", name=say("link.title")).click()
        page.get_by_label(say("field.procurement")).fill(title)
        page.get_by_label(say("field.buyer")).select_option(label=MUNICIPALITY)
        page.get_by_role("button", name=say("link.send")).click()
        opened = page.locator("code.shown-once").inner_text().removeprefix(site)
    with visit(opened) as page:
        assert page.locator("h1").inner_text() == words("passport.headline.yes", language, name=NAME)
        assert NUMBERS[language] not in page.locator("main").inner_text()
    with signed_in_page(OFFICER, opened) as page:
        assert NUMBERS[language] in page.locator("main").inner_text()
        assert page.get_by_role("link", name="intyg.txt").count() == 1
        page.get_by_role("link", name=say("keep.title")).click()
        page.get_by_role("button", name=say("keep.send"), exact=True).click()
        assert page.get_by_role("status").inner_text() == say("told.kept")
        kept = page.url.removeprefix(site)
    with signed_in_page(BOSS, address("passport", language)) as page:
        page.get_by_role("button", name=f"{say('revoke')} {title}").click()
        assert page.get_by_role("status").inner_text() == say("told.revoked")
    for reader in (visit(opened), signed_in_page(OFFICER, opened)):
        with reader as page:
            assert page.locator("h1").inner_text() == say("over")
            assert NAME not in page.content()
    with signed_in_page(OFFICER, kept) as page:
        assert NUMBERS[language] in page.locator("main").inner_text()
        assert say("relied.by-revoked") in page.locator("main").inner_text()


def test_what_is_wrong_can_be_reached_by_keyboard(signed_in_page, passports):
    with signed_in_page(BOSS, address("passport-share", "sv"), java_script_enabled=False) as page:
        page.locator("#all_occupied").fill("3")
        page.locator("#of_groups").fill("7")
        page.get_by_role("button", name=words("passports.save", "sv")).press("Enter")
        wrong = words("error.passport.share-over", "sv", all_occupied=3, of_groups=7)
        page.get_by_role("link", name=wrong).press("Enter")
        assert page.url.endswith("#of_groups")
        assert page.locator("#all_occupied").input_value() == "3"
