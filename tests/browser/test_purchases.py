"""Kept purchases in a real browser: readable on a phone and on a desk, by keyboard, and without scripts."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.pages import address
from tests.browser.test_pages import WIDTHS, faults, open_all
from tests.web.conftest import QUESTION
from tests.web.inhabited import prepare

pytestmark = pytest.mark.chromium

OFFICER = "procurement-officer"
PAGES = {
    "list": ("purchases", None),
    "keep": ("purchase-keep", None),
    "then": ("purchase", "then"),
    "closed": ("purchase", "closed"),
    "describe": ("purchase-describe", "now"),
    "facts": ("purchase-facts", "now"),
    "sharing": ("purchase-sharing", "then"),
    "person": ("purchase-share-person", "now"),
    "organisation": ("purchase-share-organisation", "now"),
    "hand-over": ("purchase-hand-over", "now"),
    "remove": ("purchase-remove", "now"),
    "answer": ("purchase-answer", "then"),
}


@pytest.fixture(scope="module")
def kept(store, people, site):
    """The purchases by name; the site is told of them while it runs."""
    return prepare(store, "tests.browser.kept:make")


def place(name, language, kept):
    page, purchase = PAGES[name]
    parts = {"purchase": kept[purchase]} if purchase else {}
    found = address(page, language, **parts, **({"number": 1} if name == "answer" else {}))
    return f"{found}?{urlencode(QUESTION)}" if name == "keep" else found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(signed_in_page, kept, name, width, language):
    with signed_in_page(OFFICER, place(name, language, kept), width=width, confirmed=True) as page:
        open_all(page)
        assert page.locator("h1").count() == 1
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_answer_with_the_way_to_keep_it_is_clean(signed_in_page, visit, width, language):
    asked = f"{address('answer', language)}?{urlencode(QUESTION)}"
    for opened in (signed_in_page(OFFICER, asked, width=width), visit(asked, width=width)):
        with opened as page:
            assert page.locator("#spara").count() == 1
            assert faults(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_purchase_is_kept_by_keyboard_without_scripts(signed_in_page, kept, language):
    asked = f"{address('answer', language)}?{urlencode(QUESTION)}"
    with signed_in_page(OFFICER, asked, java_script_enabled=False) as page:
        title = page.locator("#title")
        title.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("Av tangenter")
        page.keyboard.press("Enter")
        page.wait_for_url("**/*-*-*-*-*")
        assert page.locator(".kicker").inner_text() == "Av tangenter"
        assert page.get_by_role("status").inner_text() == words("purchases.told.kept", language)
        page.get_by_role("button", name=words("purchases.close.send", language)).focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.get_by_role("status").inner_text() == words("purchases.told.closed", language)


def test_what_is_wrong_can_be_reached_by_keyboard(signed_in_page, kept):
    with signed_in_page(OFFICER, place("describe", "sv", kept), java_script_enabled=False) as page:
        page.locator("#title").fill("")
        page.get_by_role("button", name=words("purchases.save", "sv"), exact=True).press("Enter")
        page.get_by_role("link", name=words("error.purchase.no-title", "sv")).press("Enter")
        assert page.url.endswith("#title")


def test_a_colleague_reads_what_is_shared_and_finds_no_button_to_change(signed_in_page, kept):
    with signed_in_page("decision-maker", place("then", "sv", kept)) as page:
        assert page.locator("#skota").count() == 0
        assert page.get_by_role("button", name=words("purchases.today.keep", "sv")).count() == 0


def test_who_may_not_see_it_is_told_that_there_is_nothing(signed_in_page, kept):
    with signed_in_page("administrator", place("describe", "sv", kept)) as page:
        assert page.locator("h1").inner_text() == words("wrong.404.title", "sv")


def test_the_printed_page_holds_no_buttons(signed_in_page, kept):
    with signed_in_page(OFFICER, place("then", "sv", kept)) as page:
        page.emulate_media(media="print")
        assert page.locator("button:visible").count() == 0
        assert page.locator("h1:visible").count() == 1
