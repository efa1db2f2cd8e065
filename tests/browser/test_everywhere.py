"""Every page in a real browser, in both languages, on a phone and on a desk; and the new pages by keyboard alone."""

from __future__ import annotations

import pytest

from tests.browser.conftest import HEIGHT
from tests.browser.test_pages import RULES, WIDTHS, faults, open_all
from tests.web.places import ANSWERS, BROWSED

pytestmark = pytest.mark.chromium
AGAIN = """async rules => {
    const found = await axe.run({ runOnly: { type: "tag", values: rules } })
    return found.violations.map(one => one.id)
}"""
"""axe once more on the page where it already stands, at another width."""


@pytest.mark.parametrize("place", [*BROWSED, *ANSWERS])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, place):
    narrow, wide = WIDTHS
    with visit(place, width=narrow) as page:
        open_all(page)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= narrow
        page.set_viewport_size({"width": wide, "height": HEIGHT})
        assert page.evaluate(AGAIN, RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= wide


def test_the_checklist_prints_without_menu_and_form(visit):
    with visit("/vagledning/checklista?role=leverantor") as page:
        page.emulate_media(media="print")
        assert not page.locator(".menu").is_visible()
        assert not page.locator("form.doing-form").is_visible()
        assert page.locator(".boxes li").first.is_visible()


def test_four_questions_by_keyboard_lead_to_a_next_step(visit):
    with visit("/vagledning/borja") as page:
        page.locator("#decision-2").focus()
        page.keyboard.press("Space")
        page.locator("main button").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**decision=no*")
        assert page.locator("h2").first.inner_text() == "Skaffa ett mandat genom en pilot"


def test_the_calculator_without_scripts(visit):
    with visit("/rakna", java_script_enabled=False) as page:
        page.locator("#months").fill("24")
        page.locator("main button").click()
        assert page.locator("#months").input_value() == "24"
        assert page.locator("svg.chart-wide").count() == 2


def test_the_contract_text_can_be_copied_and_without_scripts_there_is_no_button(visit):
    with visit("/texter?persons=3&months=12") as page:
        button = page.locator("button[data-copy]")
        assert button.is_visible()
        button.click()
        page.locator("[role=status]", has_text="Texten är").wait_for()
    with visit("/texter?persons=3&months=12", java_script_enabled=False) as page:
        assert not page.locator("button[data-copy]").is_visible()


def test_the_search_in_the_frame_by_keyboard(visit):
    with visit("/om") as page:
        page.locator("#sok").focus()
        page.keyboard.type("samhall")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sok?q=samhall")
        assert page.locator("mark").count()
