"""Dialogues in a real browser: opened by an officer, answered in part from a mailed link and signed in, fed back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.clock import today
from svangrum.web.pages import address
from tests.browser.made_dialogues import NAME, OTHER, STRANGER
from tests.browser.test_pages import WIDTHS, faults, open_all
from tests.web.inhabited import Inhabitant, prepare

pytestmark = pytest.mark.chromium

MEMBER, OFFICER, COLLEAGUE = "dialogue-member", "procurement-officer", "controller"
PAGES = {
    "list": (OFFICER, "dialogues", {}),
    "new": (OFFICER, "dialogue-new", {}),
    "draft": (OFFICER, "dialogue", {"dialogue": "draft"}),
    "change": (OFFICER, "dialogue-change", {"dialogue": "draft"}),
    "open": (OFFICER, "dialogue", {"dialogue": "dialogue"}),
    "seen": (COLLEAGUE, "dialogue", {"dialogue": "dialogue"}),
    "ended": (OFFICER, "dialogue", {"dialogue": "ended"}),
    "add": (OFFICER, "dialogue-add", {"dialogue": "dialogue"}),
    "reply": (OFFICER, "dialogue-reply", {"dialogue": "dialogue", "question": "question"}),
    "set-aside": (OFFICER, "dialogue-set-aside", {"dialogue": "dialogue", "question": "question"}),
    "write": (OFFICER, "dialogue-write", {"dialogue": "dialogue"}),
    "told": (OFFICER, "dialogue-told", {"dialogue": "dialogue"}),
    "feedback": (OFFICER, "dialogue-feedback", {"dialogue": "ended", "interest": "interest"}),
    "feedback-all": (OFFICER, "dialogue-feedback-all", {"dialogue": "ended"}),
    "coming": (MEMBER, "coming", {}),
    "own": (MEMBER, "open-dialogue", {"dialogue": "dialogue"}),
    "say": (MEMBER, "dialogue-say", {"dialogue": "dialogue"}),
    "ask": (MEMBER, "dialogue-ask", {"dialogue": "dialogue"}),
}
PUBLIC = {
    "all": ("open-dialogues", {}),
    "one": ("open-dialogue", {"dialogue": "dialogue"}),
    "over": ("open-dialogue", {"dialogue": "ended"}),
    "link-ask": ("dialogue-link-ask", {"dialogue": "dialogue"}),
    "link-asked": ("dialogue-link-asked", {"dialogue": "dialogue"}),
    "mailed": ("dialogue-mailed", {"secret": "secret"}),
    "mailed-say": ("dialogue-mailed-say", {"secret": "secret"}),
    "mailed-ask": ("dialogue-mailed-ask", {"secret": "secret"}),
    "silence": ("dialogue-silence", {"signed": "signed"}),
}


@pytest.fixture(scope="module")
def dialogues(store, people, site):
    """The things by name; somebody of the enterprise is among the people."""
    made = prepare(store, "tests.browser.made_dialogues:make")
    people[MEMBER] = Inhabitant(**made.pop("member"))
    return made


def place(page, parts, language, made):
    return address(page, language, **{part: made[name] for part, name in parts.items()})


def clean(page, width):
    open_all(page)
    assert page.locator("h1").count() == 1
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(signed_in_page, dialogues, name, width, language):
    who, page, parts = PAGES[name]
    with signed_in_page(who, place(page, parts, language, dialogues), width=width) as opened:
        clean(opened, width)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PUBLIC)
def test_what_a_stranger_sees_is_clean_and_names_nobody_who_answered(visit, dialogues, name, width, language):
    page, parts = PUBLIC[name]
    with visit(place(page, parts, language, dialogues), width=width) as opened:
        clean(opened, width)
        text = opened.locator("main").inner_text()
        assert STRANGER not in text
        assert OTHER not in text or name == "silence" or page.startswith("dialogue-mailed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_officer_opens_a_dialogue_and_writes_to_an_enterprise(signed_in_page, visit, dialogues, language):
    def say(code, **values):
        return words(f"dialogues.{code}", language, **values)

    title = f"Lokalvård i hus ({language})"
    with signed_in_page(OFFICER, address("dialogues", language), java_script_enabled=False) as page:
        page.get_by_role("link", name=say("new.title")).click()
        page.get_by_role("button", name=say("new.send")).click()
        page.get_by_role("link", name=words("error.dialogue.no-title", language)).click()
        assert page.url.endswith("#title")
        told = {
            "title": title,
            "what": "Vi vill veta vem som kan städa, helt eller delvis.",
            "cpv": "90910000",
            "municipality": "Nordanstig",
            "since": "2027-06-01",
            "until": "2028-05-31",
            "contact": "Upphandlingsenheten",
            "answers_until": (today() + timedelta(days=30)).isoformat(),
        }
        for name, value in told.items():
            page.locator(f"#{name}").fill(value)
        page.get_by_role("button", name=say("new.send")).click()
        assert say("before.unchanged") in page.locator("main").inner_text()
        page.get_by_role("button", name=say("do.publish")).click()
        assert page.get_by_role("status").inner_text() == say("publish.done")
        page.get_by_role("link", name=say("write.title")).first.click()
        page.get_by_label(NAME).check()
        page.get_by_role("button", name=say("write.send")).click()
        assert page.get_by_role("status").inner_text() == say("write.done", count=1)
        assert say("log.link") in page.locator("main").inner_text()
    with visit(address("open-dialogues", language)) as page:
        page.get_by_role("link", name=title).click()
        assert told["what"] in page.locator("main").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_enterprise_answers_in_part_from_the_mailed_link_without_an_account(visit, dialogues, language):
    def say(code, **values):
        return words(f"dialogues.{code}", language, **values)

    secret = dialogues["secrets"][LANGUAGES.index(language)]
    with visit(address("dialogue-mailed", language, secret=secret), java_script_enabled=False) as page:
        page.get_by_role("link", name=say("say.title"), exact=True).click()
        page.get_by_label(say("will.part")).check()
        page.get_by_role("button", name=say("say.send")).click()
        page.get_by_role("link", name=words("error.dialogue.no-part", language)).press("Enter")
        page.locator("#part").fill("Frukost och lunch")
        page.locator("#per_month").fill("80")
        page.get_by_role("button", name=say("say.send")).click()
        assert "Frukost och lunch" in page.locator("main").inner_text()
        page.get_by_role("link", name=say("say.change")).click()
        assert page.locator("#part").input_value() == "Frukost och lunch"
        page.get_by_label(say("will.no")).check()
        page.get_by_role("button", name=say("say.send")).click()
        text = page.locator("main").inner_text()
        assert say("will.no") in text
        assert "Frukost och lunch" not in text


def test_an_enterprise_answers_from_its_own_pages_and_sees_its_answer(signed_in_page, dialogues):
    def say(code, **values):
        return words(f"dialogues.{code}", "sv", **values)

    with signed_in_page(MEMBER, address("coming", "sv"), java_script_enabled=False) as page:
        page.get_by_role("link", name="Lokalvård i förskolor").click()
        page.get_by_role("link", name=say("say.title"), exact=True).click()
        page.get_by_label(say("will.whole")).check()
        page.get_by_role("button", name=say("say.send")).click()
        assert say("will.whole") in page.locator("main").inner_text()
        page.goto(re.sub(r"/dialoger/.*", address("coming", "sv"), page.url))
        assert say("will.whole") in page.locator("main").inner_text()


def test_a_link_taken_back_shows_nothing(signed_in_page, visit, dialogues, site):
    here = address("dialogue", "sv", dialogue=dialogues["dialogue"])
    with signed_in_page(OFFICER, here) as page:
        page.get_by_role("button", name=f"{words('dialogues.do.revoke', 'sv')} {OTHER}").click()
        assert page.get_by_role("status").inner_text() == words("dialogues.revoke.done", "sv")
    with visit(address("dialogue-mailed", "sv", secret=dialogues["secret"])) as page:
        assert page.locator("h1").inner_text() == words("dialogues.over", "sv")
        assert OTHER not in page.content()
        assert faults(page) == []
