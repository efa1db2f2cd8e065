"""One's own pages and the organisation's in a real browser: readable by all, by keyboard, without scripts."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.pages import address
from tests.browser.test_pages import WIDTHS, faults, focused, open_all
from tests.web.inhabited import MUNICIPALITY, prepare

pytestmark = pytest.mark.chromium

OWN = (
    "mine",
    "mine-organisations",
    "mine-profile",
    "mine-letters",
    "mine-deputies",
    "mine-data",
    "mine-leave",
    "mine-close",
)
ADMINISTERED = (
    "organisation",
    "organisation-people",
    "organisation-invite",
    "organisation-person",
    "organisation-person-end",
    "organisation-person-deputy",
    "organisation-departments",
    "organisation-department-rename",
    "organisation-department-close",
    "organisation-name",
    "organisation-look",
    "organisation-arms",
    "organisation-limits",
    "organisation-keys",
    "organisation-key-new",
    "organisation-crossings",
    "organisation-history",
)
OPERATED = ("operated-organisations", "operated-organisation-found")
PARTS = {
    "mine-leave": "organisation",
    **dict.fromkeys(("organisation-person", "organisation-person-end", "organisation-person-deputy"), "membership"),
    **dict.fromkeys(("organisation-department-rename", "organisation-department-close"), "department"),
}


@pytest.fixture(scope="module")
def made(store, people) -> dict[str, str]:
    return prepare(store, "tests.browser.made_mine:make")


def place(name: str, made: dict[str, str], language: str) -> str:
    parts = {PARTS[name]: made[PARTS[name]]} if name in PARTS else {}
    return address(name, language, **parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*OWN, *ADMINISTERED, *OPERATED])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(made, signed_in_page, name, language):
    role = "operator" if name in OPERATED else "administrator"
    with signed_in_page(role, place(name, made, language), confirmed=True) as page:
        assert page.locator("h1").inner_text()
        open_all(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["mine", "organisation", "organisation-look", "organisation-limits", "mine-deputies"])
def test_axe_finds_nothing_in_the_dark(made, signed_in_page, name):
    with signed_in_page("administrator", place(name, made, "sv"), color_scheme="dark") as page:
        assert faults(page) == []


def test_text_twice_as_large_still_fits(made, signed_in_page):
    with signed_in_page("administrator", place("organisation-people", made, "sv"), width=640) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_a_name_is_refused_corrected_and_saved(signed_in_page, language):
    path = address("mine-profile", language)
    with signed_in_page("matching-officer", path, java_script_enabled=False) as page:
        page.locator("#name").fill("")
        page.locator("main form button").click()
        page.locator(".trouble a").click()
        page.locator("#name").fill("Mona Ask")
        page.locator("main form button").click()
        assert page.locator("[role=status]").inner_text().strip() == words("mine.saved", language)
        assert "Mona Ask" in page.locator(".account").inner_text()


def test_by_keyboard_alone_one_is_led_from_ones_pages_to_the_letters_and_chooses(signed_in_page):
    with signed_in_page("controller", address("mine", "sv")) as page:
        way = page.locator("main a", has_text=words("mine.way.mine-letters.name", "sv"))
        way.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**" + address("mine-letters", "sv"))
        page.locator("#shared").focus()
        page.keyboard.press("ArrowDown")
        for _ in range(9):
            page.keyboard.press("Tab")
            found = focused(page)
            assert found["outline"] == "solid"
            assert found["seen"]
            if found["tag"] == "BUTTON":
                break
        page.keyboard.press("Enter")
        assert words("mine.saved", "sv") in page.locator("[role=status]").inner_text()
        page.goto(page.url.rpartition("/mina-sidor")[0] + address("mine-letters", "sv"))
        assert page.locator("#shared-2").is_checked()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_colour_is_tried_on_light_and_dark_paper_before_it_is_saved(signed_in_page, width):
    path = address("organisation-look", "sv")
    with signed_in_page("administrator", path, java_script_enabled=False, width=width) as page:
        page.locator("#colour").fill("#003d7a")
        page.locator("button[name=try]").click()
        page.locator(".sample-dark").wait_for()
        page.wait_for_load_state("load")
        grounds = [
            page.locator(f".sample-{scheme}").evaluate("one => getComputedStyle(one).backgroundColor")
            for scheme in ("light", "dark")
        ]
        assert grounds == ["rgb(250, 247, 240)", "rgb(25, 24, 21)"]
        assert page.locator(".masthead .municipality").inner_text().strip() == MUNICIPALITY


def test_the_second_saver_is_shown_both_and_can_save_again(signed_in_page):
    path = address("organisation-name", "sv")
    with signed_in_page("other", path) as first, signed_in_page("other", path) as second:
        first.locator("#name").fill("Provköpings kommun")
        first.locator("main form button").click()
        second.locator("#name").fill("Provköping")
        second.locator("main form button").click()
        trouble = second.locator(".trouble").inner_text()
        assert "Provköpings kommun" in trouble
        assert faults(second) == []
        second.locator("main form button").click()
        assert second.locator("h1").inner_text() == "Provköping"


def test_a_deputy_acts_in_anothers_stead_and_every_page_says_so(made, signed_in_page):
    with signed_in_page("controller", address("mine-organisations", "sv"), width=320) as page:
        page.locator(".listing button").first.click()
        assert page.locator(".account-instead").is_visible()
        assert faults(page) == []
        page.goto(page.url.rpartition("/mina-sidor")[0] + address("about", "sv"))
        assert page.locator(".account-instead").is_visible()
        page.goto(page.url.rpartition("/om")[0] + address("mine-organisations", "sv"))
        page.locator(".listing button").first.click()
        assert not page.locator(".account-instead").count()


def test_whatever_can_be_pressed_is_large_enough(made, signed_in_page):
    """WCAG 2.2, success criterion 2.5.8: 24 by 24 pixels, but for links in sentences."""
    for name in ("mine", "mine-organisations", "organisation-people", "organisation-departments"):
        with signed_in_page("administrator", place(name, made, "sv"), width=320) as page:
            small = page.evaluate(
                """[...document.querySelectorAll('button, input:not([type=hidden]), summary, nav a, .doors a, .ways a')]
                   .map(one => [one.outerHTML, one.getBoundingClientRect()])
                   .filter(([, box]) => Math.min(box.width, box.height) < 24).map(([html]) => html)"""
            )
            assert small == [], name
