"""*Vilka kan leverera?*: asked and answered on the page and in a file, for buyers alone, and told to nobody."""

from __future__ import annotations

import json
import logging
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.models import Organisation
from svangrum.records.actors import Role
from svangrum.records.enterprises.models import Assessment
from svangrum.records.events.models import Event
from svangrum.records.purchases.actions.keeping import keep_purchase
from svangrum.web.pages import address
from tests.records.build import NOW, TODAY, an_organisation
from tests.records.capacities.made import OFFER, an_enterprise
from tests.records.purchases.made import given
from tests.records.suppliers.made import a_supplier
from tests.web.page import read
from tests.web.purchases.conftest import Someone

pytestmark = pytest.mark.django_db

ASKED = {
    "what": "90910000",
    "municipality": "Stockholm",
    "since": "2027-01-01",
    "until": "2027-12-31",
    "per_month": "100",
    "measure": "hours",
}


@pytest.fixture
def buyer():
    return Someone(an_organisation())


def ask(someone, language="sv", page="suppliers", **written):
    stated = {name: value for name, value in (ASKED | written).items() if value}
    return someone.browser.get(f"{address(page, language)}?{urlencode(stated)}")


def text(response):
    return unescape(response.content.decode())


def test_the_form_begins_with_ones_own_municipality_and_a_year(buyer, monkeypatch):
    monkeypatch.setattr("svangrum.web.suppliers.views.today", lambda: TODAY)
    Organisation.objects.filter(pk=buyer.organisation.pk).update(municipality="0180")
    page = read(buyer.browser.get(address("suppliers", "sv")))
    begun = {name: page.one("input", name=name).attributes["value"] for name in ("municipality", "since", "until")}
    assert begun == {"municipality": "Stockholm", "since": "2027-05-01", "until": "2028-04-30"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_can_deliver_is_counted_and_named_with_the_reasons(buyer, language):
    names = [a_supplier().name for _ in range(2)]
    page = read(ask(buyer, language))
    assert page.one("h1").text == words("suppliers.headline.several", language, count=2)
    said = [one.text for one in page.all("dd")]
    assert sum(words("suppliers.reason.will-whole", language) in one for one in said) == 2
    assert sum(words("passport.grade.documented", language) in one for one in said) == 2
    assert {one.text for one in page.all("h3")} >= set(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_register_is_not_known_and_never_nought(buyer, language):
    an_enterprise()
    page = read(ask(buyer, language))
    assert page.one("h1").text == words("suppliers.headline.unknown", language)
    told = " ".join(one.text for one in page.all("summary"))
    assert words("suppliers.missing.silent", language, count=1) in told
    assert not [
        one
        for one in page.all(
            "h1",
        )
        if "0" in one.text
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_told_is_counted_with_how_to_fill_it(buyer, language):
    a_supplier(free=0)
    a_supplier(will="", places=None, evidence=False)
    told, measure = text(ask(buyer, language)), words("capacities.measure.hours", language)
    for code in ("capacity-untold", "will-untold", "place-untold", "evidence-none"):
        assert words(f"suppliers.missing.{code}", language, count=1, measure=measure) in told
        assert words(f"suppliers.fill.{code}", language) in told
    assert words("suppliers.letter.title", language) in told


def test_samhall_units_consortia_and_those_who_are_out_stand_apart(buyer):
    alone = a_supplier()
    a_supplier(control=alone.orgnr)
    several = [a_supplier(free=60, will="consortium") for _ in range(2)]
    samhall, unit = a_supplier(kind="samhall"), a_supplier(kind="municipal")
    ended = a_supplier(standing="bankrupt", standing_on=TODAY)
    told = text(ask(buyer))
    assert words("suppliers.headline.several", "sv", count=2) in told
    assert words("suppliers.with-samhall", "sv", count=3) in told
    assert words("suppliers.is-samhall", "sv") in told
    assert all(one.name in told for one in (*several, samhall, unit, ended))
    assert words("suppliers.out.bankrupt", "sv") in told
    assert "(samma ägare)" in told
    assert "tillsammans" in told
    assert words("suppliers.joint", "sv") in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_count_rests_on_and_who_is_never_there_stand_beside_it(buyer, language):
    one = a_supplier()
    Assessment.objects.create(organisation=buyer.organisation, enterprise=one, noted_at=NOW, social=False)
    told = text(ask(buyer, language))
    for code in ("rests.control-untold", "absent", "not-social"):
        assert words(f"suppliers.{code}", language, count=1) in told
    assert words("suppliers.rests.own-word", language, count=1) not in told


def test_where_nobody_tenders_with_another_nothing_is_said_of_that(buyer):
    a_supplier()
    assert words("suppliers.joint", "sv") not in text(ask(buyer))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_own_note_is_said_to_be_that(buyer, language):
    noted = {"organisation": buyer.organisation, "noted_at": NOW, "offers": [OFFER]}
    Assessment.objects.create(enterprise=an_enterprise(), source="Nätverkets lista", **noted)
    Assessment.objects.create(enterprise=an_enterprise(), **noted)
    told = text(ask(buyer, language))
    assert words("suppliers.noted-from", language, source="Nätverkets lista") in told
    assert words("suppliers.noted", language) in told
    assert words("suppliers.not-taken-over", language) in told


def test_words_are_asked_about_and_the_choice_is_remembered(buyer):
    a_supplier()
    page = read(ask(buyer, what="lokalvård"))
    assert page.one("h1").text == words("suppliers.choosing", "sv")
    codes = [one.attributes["value"] for one in page.all("input", name="cpv")]
    assert codes
    chosen = read(ask(buyer, what="lokalvård", cpv=codes[0], chosen_for="lokalvård"))
    assert [one.attributes["value"] for one in chosen.all("input", name="cpv") if "checked" in one.attributes] == [
        codes[0]
    ]
    other = read(ask(buyer, what="trädgårdsskötsel", cpv=codes[0], chosen_for="lokalvård"))
    assert other.one("h1").text == words("suppliers.choosing", "sv")


@pytest.mark.parametrize("page", ["suppliers", "suppliers-file"])
def test_what_cannot_be_read_is_told_at_its_field(buyer, page):
    wrong = ask(buyer, page=page, municipality="Ingenstans", until="2026-01-01")
    assert wrong.status_code == 422
    assert {
        one.attributes["href"] for one in read(wrong).all("a") if one.attributes.get("href", "").startswith("#")
    } >= {
        "#municipality",
        "#until",
    }


def test_without_how_much_nobody_is_counted_and_it_is_said(buyer):
    a_supplier()
    told = text(ask(buyer, per_month=""))
    assert words("suppliers.headline.unknown", "sv") in told
    assert words("suppliers.no-amount", "sv") in told
    assert words("suppliers.fill.capacity-not-asked", "sv") in told


def test_the_file_holds_everyone_in_order(buyer):
    one = a_supplier()
    response = ask(buyer, page="suppliers-file")
    assert response["Content-Disposition"] == 'attachment; filename="vilka-kan-leverera.json"'
    told = json.loads(response.content)
    assert told["suppliers"][0]["orgnr"] == one.orgnr
    assert told["independent_tenders"]["without_samhall"]["at_least"] == 1


def test_more_than_are_shown_are_counted(buyer, monkeypatch):
    monkeypatch.setattr("svangrum.web.suppliers.shown.SHOWN", 1)
    for _ in range(3):
        a_supplier()
    assert words("suppliers.more", "sv", count=2) in text(ask(buyer))


@pytest.mark.parametrize(("kind", "role"), [("enterprise", Role.ADMINISTRATOR), ("coordinator", Role.COORDINATOR)])
def test_who_does_not_buy_may_not_ask(kind, role):
    someone = Someone(an_organisation(kind), role)
    assert ask(someone).status_code == 403
    assert ask(someone, page="suppliers-file").status_code == 403


def test_nothing_that_was_looked_for_is_kept_or_logged(buyer, caplog):
    """Before award nobody learns of it: there is no event, and no line of the log holds the question."""
    a_supplier()
    before = Event.objects.count()
    with caplog.at_level(logging.DEBUG):
        ask(buyer, what="hemligt uppdrag")
        ask(buyer)
        ask(buyer, municipality="Ingenstans")
    assert Event.objects.count() == before
    lines = [
        f"{record.getMessage()} {record.__dict__}" for record in caplog.records if record.name != "django.db.backends"
    ]
    assert lines
    assert not [
        one for one in lines if "90910000" in one.replace("'cpv'", "") or "hemligt" in one or "Ingenstans" in one
    ]


def test_who_asks_for_a_whole_branch_is_led_to_what_is_offered_within_it(buyer):
    for code in ("90911200", "90911200", "90919200"):
        a_supplier(offers=[{"cpv": code, "words": "städning"}])
    page = read(ask(buyer))
    links = [one.attributes.get("href", "") for one in page.all("a")]
    links = [one for one in links if "what=909" in one and "what=90910000" not in one]
    assert ["90911200" in links[0], "90919200" in links[1]] == [True, True]
    assert page.one("h1").text == words("suppliers.headline.unknown", "sv")
    assert read(buyer.browser.get(links[0])).one("h1").text == words("suppliers.headline.several", "sv", count=2)


@pytest.mark.parametrize(
    ("what", "cpv", "title"),
    [("90910000", "", "Städning"), ("lokalvård i två förskolor", "90910000", "lokalvård i två förskolor")],
)
def test_what_was_looked_for_begins_a_dialogue(buyer, what, cpv, title):
    an_enterprise()
    leads = [one for one in hrefs(ask(buyer, what=what, cpv=cpv)) if one.startswith(address("dialogue-new", "sv"))]
    begun = parse_qs(urlsplit(leads[0]).query)
    assert begun == {
        "title": [title],
        "cpv": ["90910000"],
        "municipality": ["Stockholm"],
        "since": ["2027-01-01"],
        "until": ["2027-12-31"],
        "how_much": ["100 timmar i månaden"],
    }
    form = read(buyer.browser.get(leads[0]))
    assert form.one("input", name="how_much").attributes["value"] == "100 timmar i månaden"


def test_a_kept_purchase_is_looked_for_as_it_is_and_goes_along_to_the_dialogue(buyer):
    an_enterprise()
    facts = {"value": "2 400 000", "months": "24", "cpv": "90911200", "main_object": "yes", "municipality": "Stockholm"}
    asked = given(**facts, hours="220", start="2027-05-01")
    kept = keep_purchase(by=buyer.actor, recorded_at=NOW, as_of=TODAY, title="Lokalvård", given=asked)
    page = buyer.browser.get(address("purchase", "sv", purchase=str(kept)))
    lead = next(one for one in hrefs(page) if one.startswith(f"{address('suppliers', 'sv')}?"))
    asked = {name: value for name, (value,) in parse_qs(urlsplit(lead).query).items()}
    assert {"cpv", "since", "until", "per_month", "purchase"} <= asked.keys()
    assert (asked["cpv"], asked["since"], asked["until"]) == ("90911200", "2027-05-01", "2029-04-30")
    assert (asked["per_month"], asked["measure"], asked["purchase"]) == ("220", "hours", str(kept))
    found = buyer.browser.get(lead)
    assert found.status_code == 200
    assert any(f"purchase={kept}" in one and address("dialogue-new", "sv") in one for one in hrefs(found))


def test_a_purchase_without_a_size_carries_what_it_has_to_a_dialogue(buyer):
    asked = given(cpv="90911200", municipality="Stockholm")
    kept = keep_purchase(by=buyer.actor, recorded_at=NOW, as_of=TODAY, title="Lokalvård", given=asked)
    page = buyer.browser.get(address("purchase", "sv", purchase=str(kept)))
    assert f"{address('suppliers', 'sv')}?purchase={kept}" in hrefs(page)
    begun = next(one for one in hrefs(page) if one.startswith(f"{address('dialogue-new', 'sv')}?"))
    assert parse_qs(urlsplit(begun).query) == {
        "purchase": [str(kept)],
        "title": ["Lokalvård"],
        "cpv": ["90911200"],
        "municipality": ["Stockholm"],
    }


def hrefs(response):
    return [unescape(one.attributes.get("href", "")) for one in read(response).all("a")]
