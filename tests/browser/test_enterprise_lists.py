"""A list of enterprises in a real browser, step by step: readable by all, by keyboard, without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.pages import address
from tests.browser.conftest import HEIGHT
from tests.browser.test_everywhere import AGAIN
from tests.browser.test_pages import RULES, WIDTHS, faults, open_all
from tests.ingest.register.made import HEADER, PERSON, a_file, a_number

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.chromium
ABOVE = [["Sociala företag i kommunen, hösten 2026"], []]


def a_list(folder: Path, first: int) -> Path:
    """Cp1252, the header on row three: two that are new, one without a number, a person, a wrong check digit."""
    wrong = a_number(first)[:9] + str((int(a_number(first)[9]) + 1) % 10)
    rows = [
        (a_number(first + 1), f"Påhittade Städ {first} ek. för.", "Städ, fönsterputs", "", "Kalix", "info@p.example"),
        (a_number(first + 2), f"Uppdiktade Kaféet {first} AB", "kafé", "", "Luleå; Atlantis", "robin@u.example"),
        ("", f"Påhittade Städ {first}", "lokalvård", "", "Boden", ""),
        (PERSON, "Robins Trädgård", "", "", "", ""),
        (wrong, "Felsiffriga AB", "", "", "", ""),
    ]
    path = folder / "Vår lista.csv"
    path.write_bytes(a_file([*ABOVE, HEADER, *rows], encoding="cp1252"))
    return path


def hand_in(page: Page, path: Path) -> None:
    page.locator("#file").set_input_files(path)
    page.locator("form.own-form button").click()
    page.locator("#orgnr").wait_for()


def seen(page: Page, width: int) -> None:
    """What stands is readable by all, at both widths."""
    open_all(page)
    for wide in (width, sum(WIDTHS) - width):
        page.set_viewport_size({"width": wide, "height": HEIGHT})
        assert (faults(page) if wide == width else page.evaluate(AGAIN, RULES)) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= wide


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_readable_by_all(signed_in_page, tmp_path, language):
    with signed_in_page("matching-officer", address("enterprise-list", language), width=WIDTHS[0]) as page:
        seen(page, WIDTHS[0])
        hand_in(page, a_list(tmp_path, 100))
        seen(page, WIDTHS[0])
        page.locator("form.own-form button").click()
        page.locator("[name=step][value=do]").wait_for()
        seen(page, WIDTHS[0])
        page.locator("[name=step][value=do]").click()
        page.locator("h1", has_text=words("list.done-title", language)).wait_for()
        seen(page, WIDTHS[0])


def test_without_scripts_and_by_keyboard_a_list_is_read_in(signed_in_page, tmp_path):
    with signed_in_page("matching-officer", address("enterprises", "sv"), java_script_enabled=False) as page:
        page.locator("main a", has_text=words("list.title", "sv")).click()
        hand_in(page, a_list(tmp_path, 200))
        page.locator("form.own-form button").focus()
        page.keyboard.press("Enter")
        page.locator("[name=step][value=do]").wait_for()
        told = page.locator("main").inner_text()
        assert words("list.sum-new", "sv", count=2) in told
        assert words("list.refused.person", "sv") in told
        page.locator("[name=step][value=do]").focus()
        page.keyboard.press("Enter")
        page.locator("h1", has_text=words("list.done-title", "sv")).wait_for()
        assert words("list.left-out", "sv", rows="6") in page.locator("main").inner_text()
        page.locator("main a.button").click()
        page.locator("main #q").fill("Påhittade Städ 200")
        page.locator("main form button").click()
        assert "Påhittade Städ 200 ek. för." in page.locator("main").inner_text()


def test_a_name_is_linked_by_a_person(signed_in_page, tmp_path):
    """The second time the enterprise is there: the row that has a name alone can be it."""
    with signed_in_page("matching-officer", address("enterprise-list", "sv")) as page:
        for time in range(2):
            hand_in(page, a_list(tmp_path, 300))
            page.locator("form.own-form button").click()
            page.locator("[name=step][value=do]").wait_for()
            if time:
                page.locator("#row-6").select_option(index=1)
            page.locator("[name=step][value=do]").click()
            page.locator("h1", has_text=words("list.done-title", "sv")).wait_for()
            assert (words("list.left-out", "sv", rows="6") in page.locator("main").inner_text()) == (time == 0)
            page.locator("main a", has_text=words("list.another", "sv")).click()


def test_a_refusal_leads_to_the_field_and_is_clean(signed_in_page, tmp_path):
    empty = tmp_path / "tom.csv"
    empty.write_text("Namn;Ort\n", "utf-8")
    with signed_in_page("matching-officer", address("enterprise-list", "en"), width=WIDTHS[0]) as page:
        page.locator("#file").set_input_files(empty)
        page.locator("form.own-form button").click()
        assert faults(page) == []
        page.locator(".trouble a").first.click()
        assert page.evaluate("document.activeElement.id") == "file"
