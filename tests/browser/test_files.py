"""Files in a real browser: handed in, refused, shown, thinned; in both languages, by keyboard, without scripts."""

from __future__ import annotations

import pytest

from svangrum.core.language import words
from tests.browser.conftest import HEIGHT
from tests.browser.test_everywhere import AGAIN
from tests.browser.test_pages import RULES, WIDTHS, faults, open_all
from tests.records.files.made import NUMBER
from tests.web.inhabited import prepare

pytestmark = pytest.mark.chromium
PLACES = {
    "sv": [
        "/filer",
        "/filer/lamna-in",
        "/filer/gallring",
        "/filer/gallring/tider",
        "/filer/{new}",
        "/filer/{new}/regel",
        "/filer/{new}/ta-bort",
    ],
    "en": ["/en/files", "/en/files/hand-in", "/en/files/thinning", "/en/files/{secret}"],
}


@pytest.fixture(scope="module")
def kept(store, people, site) -> dict[str, str]:
    return prepare(store, "tests.browser.made_files:make")


@pytest.mark.parametrize("place", [*PLACES["sv"], *PLACES["en"]])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(signed_in_page, kept, place):
    narrow, wide = WIDTHS
    with signed_in_page("administrator", place.format(**kept), width=narrow) as page:
        open_all(page)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= narrow
        page.set_viewport_size({"width": wide, "height": HEIGHT})
        assert page.evaluate(AGAIN, RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= wide


def test_a_file_is_handed_in_and_fetched_without_scripts(signed_in_page, tmp_path):
    plan = tmp_path / "Plan för städ.txt"
    plan.write_text("Lokalvård i två förskolor", "utf-8")
    with signed_in_page("procurement-officer", "/filer/lamna-in", java_script_enabled=False) as page:
        page.locator("#file").set_input_files(plan)
        page.locator("#rule").check()
        page.locator("form.own-form button").click()
        assert words("files.form.done", "sv") in page.locator("main").inner_text()
        page.locator(f"text={plan.name}").first.click()
        with page.expect_download() as fetched:
            page.locator("a.button").click()
        assert fetched.value.suggested_filename == plan.name
        assert fetched.value.path().read_text("utf-8") == plan.read_text("utf-8")


def test_a_refusal_leads_to_the_field_and_is_clean(signed_in_page, tmp_path):
    listed = tmp_path / "lista.csv"
    listed.write_text(f"namn;nummer\nKim;{NUMBER}\n", "utf-8")
    with signed_in_page("procurement-officer", "/en/files/hand-in", width=WIDTHS[0]) as page:
        page.locator("#file").set_input_files(listed)
        page.locator("#rule").check()
        page.locator("form.own-form button").click()
        assert faults(page) == []
        page.locator(".trouble a").first.click()
        assert page.evaluate("document.activeElement.id") == "file"
        assert "on line 2" in page.locator("#file-error").inner_text()
        assert NUMBER not in page.content()


def test_what_is_due_is_thinned_by_keyboard(signed_in_page, kept):
    with signed_in_page("administrator", "/filer/gallring") as page:
        page.locator("#thing").focus()
        page.keyboard.press("Space")
        page.locator("#decision").focus()
        page.keyboard.type("2026/114 § 12")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert words("files.thinning.done", "sv", count=1) in page.locator("main").inner_text()
