"""Capacity is told, and it is asked who can deliver, in a real browser: on a phone, by keyboard, without scripts."""

from __future__ import annotations

from contextlib import contextmanager
from urllib.parse import urlencode

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.pages import address
from tests.browser.test_pages import WIDTHS, faults, open_all
from tests.web.inhabited import AGENT, prepare

pytestmark = pytest.mark.chromium

BUYER = "procurement-officer"
NEED = {
    "what": "90910000",
    "municipality": "Stockholm",
    "since": "2027-01-01",
    "until": "2027-12-31",
    "per_month": "100",
    "measure": "hours",
}
OWN = ("capacity", "willingness", "capacity-new", "commitment-new", "pause-new")
OWN_PARTS = ("capacity-change", "capacity-end", "commitment-change", "commitment-end", "pause-change")
ASKED = {
    "form": {},
    "wrong": NEED | {"municipality": "Ingenstans", "until": "2026-01-01"},
    "choosing": NEED | {"what": "lokalvård i två förskolor"},
    "found": NEED,
    "chosen": NEED | {"what": "städning", "cpv": "90910000", "chosen_for": "städning", "per_month": ""},
}


@pytest.fixture(scope="module")
def made(store, people, site):
    """The enterprise and what it has told; the site is told of them while it runs."""
    return prepare(store, "tests.browser.made_capacities:make")


@pytest.fixture
def as_enterprise(visit, made):
    """Opens a page as the enterprise's member."""

    @contextmanager
    def opened(path, **options):
        cookie = {
            "name": "svangrum",
            "value": made["cookie"],
            "domain": "127.0.0.1",
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Lax",
        }
        state = {"cookies": [cookie], "origins": []}
        with visit(path, storage_state=state, user_agent=AGENT, **options) as page:
            yield page

    return opened


def own(page, language, made):
    parts = {"part": made[page.partition("-")[0]]} if page in OWN_PARTS else {}
    return address(page, language, enterprise=made["enterprise"], **parts)


def asking(name, language):
    query = urlencode(ASKED[name])
    return address("suppliers", language) + (f"?{query}" if query else "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", OWN + OWN_PARTS)
def test_the_enterprises_pages_are_clean_and_no_wider_than_the_screen(as_enterprise, made, name, width, language):
    with as_enterprise(own(name, language, made), width=width) as page:
        open_all(page)
        assert page.locator("h1").count() == 1
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ASKED)
def test_who_can_deliver_is_clean_and_no_wider_than_the_screen(signed_in_page, made, name, width, language):
    with signed_in_page(BUYER, asking(name, language), width=width) as page:
        open_all(page)
        assert page.locator("h1").count() == 1
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["dark"])
def test_both_are_clean_in_the_dark(signed_in_page, as_enterprise, made, scheme):
    with signed_in_page(BUYER, asking("found", "sv"), color_scheme=scheme) as page:
        open_all(page)
        assert faults(page) == []
    with as_enterprise(own("capacity", "sv", made), color_scheme=scheme) as page:
        open_all(page)
        assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_letters_of_the_chart_are_large_enough(as_enterprise, made, width):
    with as_enterprise(own("capacity", "sv", made), width=width) as page:
        heights = page.evaluate(
            """[...document.querySelectorAll('.chart text')]
               .map(one => one.getBoundingClientRect().height).filter(Boolean)"""
        )
        assert heights
        assert min(heights) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pause_is_told_and_removed_by_keyboard_without_scripts(as_enterprise, made, language):
    with as_enterprise(own("pause-new", language, made), java_script_enabled=False) as page:
        page.locator("#since").focus()
        page.keyboard.type("2031-02-01")
        page.keyboard.press("Tab")
        page.keyboard.type("2031-02-28")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.get_by_role("status").inner_text() == words("capacities.told.pause-told", language)
        page.locator(".doing button").last.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.get_by_role("status").inner_text() == words("capacities.told.pause-removed", language)


def test_what_is_wrong_can_be_reached_by_keyboard(as_enterprise, made):
    with as_enterprise(own("capacity-new", "sv", made), java_script_enabled=False) as page:
        page.get_by_role("button", name=words("capacities.save", "sv"), exact=True).press("Enter")
        page.get_by_role("link", name=words("error.capacity.no-amount", "sv")).press("Enter")
        assert page.url.endswith("#per_month")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_need_is_asked_by_keyboard_and_each_count_opens(signed_in_page, made, language):
    with signed_in_page(BUYER, asking("form", language), java_script_enabled=False) as page:
        page.locator("#what").focus()
        page.keyboard.type("90910000")
        page.locator("#municipality").fill("Stockholm")
        page.locator("#per_month").focus()
        page.keyboard.type("100")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("h1").inner_text() == words("suppliers.headline.several", language, count=3)
        closed = page.locator("#foretag ~ .part-body details:not([open]) > summary").first
        closed.press("Enter")
        assert page.locator("#foretag ~ .part-body details[open]").count() == 2
