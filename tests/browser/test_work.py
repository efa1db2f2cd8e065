"""Pages of work and of letters in a real browser: readable by all, by keyboard, without scripts."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.pages import address
from tests.browser.test_pages import WIDTHS, faults
from tests.web.inhabited import prepare

pytestmark = pytest.mark.chromium
KIND = "build-observatory"
STATES = ("waiting", "running", "done", "failed")
NAMES = ("works", "start", "import", *STATES)


@pytest.fixture(scope="module")
def made(store, people) -> dict[str, str]:
    """Work by its state."""
    return prepare(store, "tests.browser.made_work:make")


def place(name: str, made: dict[str, str], language: str) -> str:
    if name in STATES:
        return address("work", language, work=made[name]) + "?stilla"
    parts = {"works": ("works", {}), "start": ("work-start", {"kind": KIND})}
    page, given = parts.get(name, ("work-start", {"kind": "import-notices"}))
    return address(page, language, **given)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(made, signed_in_page, name, language, width):
    with signed_in_page("operator", place(name, made, language), width=width) as page:
        assert page.locator("h1").inner_text()
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_and_by_keyboard_work_is_started_and_stopped(made, signed_in_page, language):
    path = address("work-start", language, kind=KIND)
    with signed_in_page("operator", path, java_script_enabled=False) as page:
        page.locator("main button[type=submit]").focus()
        page.keyboard.press("Enter")
        page.locator("[role=status]", has_text=words("work.start.done", language)).wait_for()
        assert (
            words("work.title.waiting", language, kind=words("work.kind.build-observatory", language))
            in page.locator("h1").inner_text()
        )
        page.locator("main button", has_text=words("work.stop", language)).focus()
        page.keyboard.press("Enter")
        page.locator("[role=status]", has_text=words("work.stopping", language)).wait_for()
        assert (
            words("work.title.stopped", language, kind=words("work.kind.build-observatory", language))
            in page.locator("h1").inner_text()
        )


def test_the_page_follows_the_work_until_the_reader_stops_it(made, signed_in_page):
    with signed_in_page("operator", address("work", "sv", work=made["running"])) as page:
        assert page.locator("progress").get_attribute("value") == "1300"
        with page.expect_navigation(timeout=15_000):
            pass
        page.locator("a", has_text=words("work.follow.stop", "sv")).click()
        page.locator("a", has_text=words("work.follow.start", "sv")).wait_for()
