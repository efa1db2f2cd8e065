"""A buyer reads the two-supplier test of a purchase, counts more closely, and keeps it, in a real browser."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.pages import address
from tests.browser.test_pages import WIDTHS, faults, open_all
from tests.web.inhabited import prepare

pytestmark = pytest.mark.chromium

BUYER = "procurement-officer"
ASKED = {
    "what": "lokalvård i två skolor",
    "kind": "tjanster",
    "value": "9 000 000",
    "months": "24",
    "municipality": "Stockholm",
    "buyer": "kommun",
    "contract": "no",
    "same_kind": "0",
    "cpv": "90911200",
    "main_object": "yes",
}
STATED = {"hours": "200", "start": "2027-01-01", "paid_from": "300", "paid_to": "450"}


@pytest.fixture(scope="module")
def _made(store, people, site):
    """The site is told of who could deliver while it runs."""
    return prepare(store, "tests.browser.made_suppliers:make")


@pytest.fixture
def answer(signed_in_page, _made):
    def opened(language, *, width=1280, role=BUYER, **stated):
        return signed_in_page(role, f"{address('answer', language)}?{urlencode(ASKED | stated)}", width=width)

    return opened


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_part_has_no_faults(answer, language, width):
    with answer(language, width=width, **STATED) as page:
        open_all(page)
        assert page.locator("#leverantorer").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert faults(page) == []


def test_hours_are_stated_and_everyone_who_told_hours_is_counted(answer):
    with answer("sv") as page:
        part = page.locator("section", has=page.locator("#leverantorer"))
        heading = words("supply.form.heading", "sv")
        if not part.locator("#hours").is_visible():
            part.get_by_text(heading, exact=True).click()
        part.locator("#hours").fill("100")
        part.locator("#start").fill("2027-01-01")
        part.get_by_role("button").click()
        assert page.locator("#leverantorer").is_visible()
        told = page.locator("section", has=page.locator("#leverantorer")).inner_text()
        assert words("supply.why.price-first", "sv") in told


def test_a_coordinator_is_told_nothing_of_the_register(answer):
    with answer("sv", role="coordinator", **STATED) as page:
        told = page.locator("section", has=page.locator("#leverantorer")).inner_text()
        assert words("suppliers.unknown-in", "sv", municipality="Stockholm") in told


@pytest.mark.usefixtures("_made")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_officer_keeps_the_purchase_and_signs_its_test(signed_in_page, width, language):
    asked = f"{address('answer', language)}?{urlencode(ASKED | STATED)}"
    with signed_in_page(BUYER, asked, width=width, confirmed=True) as page:
        page.get_by_role("button", name=words("purchases.keep.send", language), exact=True).click()
        page.get_by_role("link", name=words("supplier_tests.title", language)).click()
        assert faults(page) == []
        page.get_by_role("link", name=words("supplier_tests.sign.title", language)).click()
        page.get_by_role("button", name=words("supplier_tests.sign.send", language), exact=True).click()
        assert page.get_by_role("link", name=words("error.supplier-test.no-stage", language)).is_visible()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_label(words("supplier_tests.stage.choice", language), exact=True).check()
        page.get_by_label(words("supplier_tests.decision.reserve-lots", language), exact=True).check()
        page.locator("#reason").fill("Två kan leverera på varje del.")
        page.get_by_role("button", name=words("supplier_tests.sign.send", language), exact=True).click()
        assert page.get_by_role("status").inner_text() == words("supplier_tests.sign.done", language)
        assert page.get_by_text("Två kan leverera på varje del.").is_visible()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
