"""The register in a real browser: readable by all, by keyboard, without scripts; an enterprise registers and tells."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.pages import address
from tests.browser.test_pages import WIDTHS, faults
from tests.web.inhabited import prepare

pytestmark = pytest.mark.chromium

OFFICER, MEMBER, COORDINATOR, OPERATOR = "matching-officer", "enterprise-member", "coordinator", "operator"
NUMBERS = {"sv": "559998-0009", "en": "559998-0017"}
PAGES = {
    "list": (OFFICER, "enterprises", "", ""),
    "searched": (OFFICER, "enterprises", "", "?q=städ&municipality=Falun&cpv=90911200"),
    "unfound": (OFFICER, "enterprises", "", "?q=xyzzyx&municipality=Fallun"),
    "entry": (OFFICER, "enterprise", "enterprise", ""),
    "listed": (OFFICER, "enterprise", "listed", ""),
    "gone": (OFFICER, "enterprise", "gone", ""),
    "as-a-rival": (COORDINATOR, "enterprise", "enterprise", ""),
    "assess": (OFFICER, "enterprise-assess", "enterprise", ""),
    "assess-remove": (OFFICER, "enterprise-assess-remove", "enterprise", ""),
    "new": (OFFICER, "enterprise-new", "", ""),
    "own": (MEMBER, "own-enterprise", "", ""),
    **{
        subject: (MEMBER, f"own-enterprise-{subject}", "", "")
        for subject in (
            "about",
            "offers",
            "rates",
            "places",
            "training",
            "languages",
            "certificates",
            "contact",
            "links",
            "helpers",
            "readings",
        )
    },
    "offers-chosen": (MEMBER, "own-enterprise-offers", "", "?words=tvätt%20av%20arbetskläder"),
    "helped": (COORDINATOR, "helped-enterprises", "", ""),
    "applications": (OPERATOR, "applications", "", ""),
    "accept": (OPERATOR, "application-accept", "application", ""),
    "refuse": (OPERATOR, "application-refuse", "application", ""),
}


@pytest.fixture(scope="module")
def made(store, people, site):
    return prepare(store, "tests.browser.made_enterprises:make")


def place(name, made, language):
    _, page, part, query = PAGES[name]
    named = {"enterprise" if page.startswith("enterprise") else part: made[part]} if part else {}
    return address(page, language, **named) + query


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(made, signed_in_page, name, language):
    with signed_in_page(PAGES[name][0], place(name, made, language), confirmed=True) as page:
        assert page.locator("h1").count() == 1
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["apply", "applied"])
def test_the_public_pages_are_clean(visit, name, language):
    with visit(address(name, language)) as page:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["entry", "own", "list"])
def test_axe_finds_nothing_in_the_dark(made, signed_in_page, name):
    with signed_in_page(PAGES[name][0], place(name, made, "sv"), color_scheme="dark") as page:
        assert faults(page) == []


def test_text_twice_as_large_still_fits(made, signed_in_page):
    with signed_in_page(MEMBER, place("own", made, "sv"), width=640) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_enterprise_applies_is_let_in_and_tells_without_scripts(made, store, visit, signed_in_page, language):
    """From the public page to the register, as three people meet it."""
    called = f"Exempelodlarna {language}"
    with visit(address("apply", language), java_script_enabled=False) as page:
        page.get_by_label(words("enterprises.field.orgnr.label", language)).fill("850101-1236")
        page.get_by_label(words("enterprises.field.name.label", language)).fill(called)
        page.get_by_label(words("enterprises.apply.email", language)).fill(f"odla-{language}@exempel.example")
        page.get_by_role("button", name=words("enterprises.apply.send", language)).click()
        page.get_by_role("link", name=words("error.enterprise.person-orgnr", language)).click()
        page.locator("#orgnr").fill(NUMBERS[language])
        page.get_by_role("button", name=words("enterprises.apply.send", language)).click()
        assert page.locator("h1").inner_text() == words("enterprises.applied.title", language)

    with signed_in_page(OPERATOR, address("applications", language), confirmed=True, java_script_enabled=False) as page:
        page.get_by_role("link", name=f"{words('enterprises.applications.accept', language)} {called}").click()
        page.get_by_role("button", name=words("enterprises.accept.send", language)).click()
        assert page.get_by_role("status").inner_text() == words("enterprises.accept.done", language)

    with visit(letter_to(store, f"odla-{language}@exempel.example"), java_script_enabled=False) as page:
        page.locator("#full_name").fill("Robin Exempel")
        for box in page.locator("input[type=password]").all():
            box.fill("ett-langt-och-hemligt-losenord-7")
        page.locator("main form button[type=submit]").first.click()
        page.locator("main a", has_text=words("mine.way.own-enterprise.name", language)).click()
        assert page.locator("h1").inner_text() == called
        page.locator("main a", has_text=words("enterprises.subject.offers", language)).first.click()
        page.locator("#words").fill("odling och försäljning av grönsaker")
        page.get_by_role("button", name=words("enterprises.offers.suggest", language)).click()
        page.locator("input[type=radio]").first.check()
        page.get_by_role("button", name=words("enterprises.offers.add", language)).click()
        assert page.get_by_role("status").inner_text() == words("enterprises.offers.added", language)

    with signed_in_page(OFFICER, f"{address('enterprises', language)}?q=grönsaker+{called}") as page:
        assert page.get_by_role("link", name=called).count() == 1


def letter_to(store, email):
    """The path of the link in the letter to the address."""
    letters = [message_from_bytes(one.read_bytes(), policy=default) for one in store.rglob("*.eml")]
    letter = next(one for one in letters if one["To"] == email)
    return re.search(r"https?://[^/\s]+(/\S+)", letter.get_body(("plain",)).get_content())[1]


def test_by_keyboard_alone_rates_are_told(made, signed_in_page):
    with signed_in_page(MEMBER, address("own-enterprise", "sv"), java_script_enabled=False) as page:
        page.locator(f'main a[href="{address("own-enterprise-rates", "sv")}"]').first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/timpriser")
        page.locator("#rate-90910000").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("0")
        page.keyboard.press("Enter")
        page.locator(".trouble a").press("Enter")
        assert page.url.endswith("#rate-90910000")
        page.locator("#rate-90910000").fill("399")
        page.keyboard.press("Enter")
        assert page.get_by_role("status").inner_text() == words("enterprises.saved", "sv")
        assert "399 kr" in page.locator("main").inner_text().replace("\xa0", " ")


def test_another_enterprise_sees_no_rates(made, signed_in_page):
    with signed_in_page(COORDINATOR, place("entry", made, "sv")) as page:
        assert words("enterprises.subject.rates", "sv") not in page.locator("main").inner_text()
