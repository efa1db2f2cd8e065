"""The observatory in a real browser: its tables by keyboard and without scripts, its letters large enough, on paper."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.web.observatory.views import SECTIONS
from svangrum.web.pages import address
from tests.browser.test_pages import WIDTHS

pytestmark = pytest.mark.chromium
FIGURES = [section for section in SECTIONS if section != "observatory-procurements"]
LETTERS = """[...document.querySelectorAll('.chart text')]
   .map(one => one.getBoundingClientRect().height).filter(Boolean)"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_opens_by_keyboard_alone_and_without_scripts(visit, language):
    with visit(address("observatory-map", language), java_script_enabled=False) as page:
        table = page.locator("details table").first
        assert not table.is_visible()
        page.locator("main summary").first.focus()
        page.keyboard.press("Enter")
        assert table.is_visible()
        assert table.locator("tbody tr").count() == 290


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("section", [one for one in FIGURES if one != "observatory-map"])
def test_the_letters_of_the_charts_are_large_enough(visit, section, width):
    with visit(address(section, "sv"), width=width) as page:
        assert min(page.evaluate(LETTERS)) >= 12


@pytest.mark.parametrize("section", FIGURES)
def test_on_paper_there_are_charts_and_tables_and_not_the_controls(visit, section):
    with visit(address(section, "sv")) as page:
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        assert page.locator("svg.chart:visible").count()
        assert page.locator("details table").first.is_visible()
        for control in (".menu", ".onward", ".takeaways"):
            assert not page.locator(control).first.is_visible()
