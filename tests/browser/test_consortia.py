"""Proposals to tender together in a real browser: readable by all, made and answered without scripts."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.pages import address
from tests.browser.test_pages import WIDTHS, faults
from tests.web.inhabited import prepare

pytestmark = pytest.mark.chromium

COORDINATOR, MEMBER = "coordinator", "enterprise-member"
PAGES = {
    "list": (COORDINATOR, "consortia", False),
    "new": (COORDINATOR, "consortium-new", False),
    "one": (COORDINATOR, "consortium", True),
    "own-list": (MEMBER, "own-consortia", False),
    "own": (MEMBER, "own-consortium", True),
    "reply": (MEMBER, "own-consortium-reply", True),
}


@pytest.fixture(scope="module")
def made(store, people, site):
    return prepare(store, "tests.browser.made_consortia:make")


def place(name, made, language):
    _, page, about = PAGES[name]
    return address(page, language, **({"proposal": made["proposal"]} if about else {}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(made, signed_in_page, name, language):
    with signed_in_page(PAGES[name][0], place(name, made, language), confirmed=True) as page:
        assert page.locator("h1").count() == 1
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_coordinator_proposes_and_an_enterprise_answers(made, signed_in_page):
    with signed_in_page(COORDINATOR, address("consortia", "sv")) as page:
        page.locator("main a", has_text=words("consortia.new.title", "sv")).click()
        page.locator("[name=title]").fill("Fönsterputs i skolorna")
        page.locator("[name=what]").fill("Ni kan ta hälften var.")
        page.locator("[name=answers_until]").fill(made["last_day"])
        for field in page.locator("[name^=part-]").all():
            field.fill("Hälften av skolorna.")
        page.locator("main form button[type=submit]").click()
        page.locator("main h1", has_text="Fönsterputs i skolorna").wait_for()
    with signed_in_page(MEMBER, address("own-consortia", "sv")) as page:
        page.locator("main a", has_text="Fönsterputs i skolorna").click()
        page.locator("main a", has_text=words("consortia.reply.title", "sv")).click()
        page.locator("[name=reply][value=yes]").check()
        page.locator("main form button[type=submit]").click()
        page.get_by_text(words("consortia.reply.done", "sv")).wait_for()
