"""*Vårt företag*: an enterprise's people tell what it is, one form a subject."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.ingest.register.chosen import Chosen
from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.actors import Role
from svangrum.records.enterprises.actions.assessing import note_assessment
from svangrum.records.enterprises.actions.entering import list_enterprise
from svangrum.records.enterprises.actions.helping import ask_for_help, end_help
from svangrum.records.enterprises.actions.listing import read_in_list
from svangrum.records.enterprises.models import Assessment, Enterprise, Helper
from svangrum.web.pages import address
from tests.records.build import NOW, a_member, an_organisation
from tests.records.enterprises.made import CLEANING, an_enterprise
from tests.records.numbers import a_number
from tests.web.enterprises.conftest import Someone, as_someone
from tests.web.page import read
from tests.web.purchases.forms import filled

pytestmark = pytest.mark.django_db
FORMS = {
    "about": (
        {"name": "Exempelgrytan", "form": "foundation", "kind": "enterprise", "controlled": "no", "control": ""},
        "Exempelgrytan",
    ),
    "places": ({"places": "Säter, Hedemora"}, "Säter och Hedemora"),
    "training": ({"training_places": "4", "training_words": "Kassa"}, "Kassa"),
    "languages": ({"languages": ["sv", "ti"]}, "tigrinja"),
    "certificates": ({"name": "Miljödiplom", "until": "2027-06-30"}, "30 juni 2027"),
    "contact": ({"contact": "Försäljning", "email": "order@exempel.example", "phone": "0650-123 45"}, "0650-123 45"),
    "links": ({"links": "https://exempel.example/om"}, "exempel.example/om"),
    "rates": ({f"rate-{CLEANING}": "410"}, "410 kr"),
}


def tell(someone, subject, language="sv", **written):
    url = address(f"own-enterprise-{subject}", language)
    return someone.browser.post(url, {**filled(read(someone.browser.get(url)), None), **written}, follow=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", FORMS)
def test_what_is_told_stands_on_the_page(own, member, subject, language):
    written, _ = FORMS[subject]
    response = tell(member, subject, language, **written)
    assert response.status_code == 200
    assert (
        words(f"enterprises.{'certificates.added' if subject == 'certificates' else 'saved'}", language)
        in response.content.decode()
    )
    assert FORMS[subject][1] in member.browser.get(address("own-enterprise", "sv")).content.decode().replace(
        "\xa0", " "
    )


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("about", 'value="foundation" selected'),
        ("places", "Säter, Hedemora"),
        ("training", ">Kassa<"),
        ("languages", 'value="ti" checked'),
        ("contact", 'value="order@exempel.example"'),
        ("links", ">https://exempel.example/om<"),
        ("rates", 'value="410"'),
    ],
)
def test_the_form_shows_what_was_told(own, member, subject, shown):
    tell(member, subject, **FORMS[subject][0])
    assert shown in member.browser.get(address(f"own-enterprise-{subject}", "sv")).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_is_added_in_two_steps_and_removed(own, member, language):
    url = address("own-enterprise-offers", language)
    assert words("error.enterprise.no-offer", language) in member.browser.get(url, {"words": " "}).content.decode()
    first = read(member.browser.get(url))
    assert not [one for one in first.all("input") if one.attributes.get("type") == "radio"]
    second = read(member.browser.get(url, {"words": "kafé och lunch"}))
    codes = [
        one.attributes["value"] for one in second.all("input", name="cpv") if one.attributes.get("type") == "radio"
    ]
    assert len(codes) == 5
    sent = filled(second, None, cpv=codes[0])
    assert words("enterprises.offers.added", language) in member.browser.post(url, sent, follow=True).content.decode()
    assert {"cpv": codes[0], "words": "kafé och lunch"} in own.now().offers
    removed = {"version": own.now().version, "cpv": codes[0]}
    response = member.browser.post(address("own-enterprise-offer-remove", language), removed, follow=True)
    assert words("enterprises.offers.removed", language) in response.content.decode()
    assert [one["cpv"] for one in own.now().offers] == [CLEANING]


def test_an_offer_without_a_code_is_refused_and_other_codes_can_be_written(own, member):
    def send(**written):
        sent = filled(read(member.browser.get("/vart-foretag/erbjuder", {"words": "kafé"})), None, **written)
        return member.browser.post("/vart-foretag/erbjuder", sent)

    response = send()
    assert response.status_code == 422
    assert words("error.enterprise.no-cpv", "sv") in response.content.decode()
    assert [send(other=wrong).status_code for wrong in ("12345678", "55330001")] == [422, 422]
    assert send(other="55330000-2").status_code == 302
    assert own.now().offers[-1] == {"cpv": "55330000", "words": "kafé"}


def test_rates_wait_for_offers(member, own):
    Enterprise.objects.update(offers=[], rates={})
    page = read(member.browser.get("/vart-foretag/timpriser"))
    assert [one.attributes["href"] for one in page.all("a") if one.attributes.get("href") == "/vart-foretag/erbjuder"]
    assert not page.all("input", name="version")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_rates_are_written_stands_who_sees_them_and_that_secrecy_is_not_promised(member, language):
    page = member.browser.get(address("own-enterprise-rates", language)).content.decode()
    for said in ("rates.to-buyers", "rates.to-rivals", "secrecy"):
        assert words(f"enterprises.{said}", language) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_coordinator_sees_is_told_to_both_with_a_warning(member, coordinator, language):
    asked = member.browser.get(address("own-enterprise-helpers", language)).content.decode()
    helped = coordinator.browser.get(address("helped-enterprises", language)).content.decode()
    assert words("enterprises.helpers.lead", language) in asked
    assert words("enterprises.helped.warning", language) in helped
    for page in (asked, helped):
        assert words("enterprises.helpers.warning", language) in page


@pytest.mark.parametrize(
    ("subject", "written", "error"),
    [
        ("about", {"name": ""}, "enterprise.no-name"),
        ("about", {"name": "Vi", "control": "850101-1236"}, "enterprise.person-orgnr"),
        ("about", {"name": "Vi", "controlled": "yes", "control": ""}, "enterprise.no-control"),
        ("about", {"name": "Vi", "controlled": "no", "control": "212000-1355"}, "enterprise.control-unasked"),
        ("places", {"places": "Xyzzyx"}, ""),
        ("training", {"training_places": "x"}, ""),
        ("certificates", {"name": ""}, "enterprise.no-certificate"),
        ("contact", {"email": "ingen"}, "enterprise.email"),
        ("links", {"links": "exempel.se"}, "enterprise.link"),
        ("rates", {f"rate-{CLEANING}": "0"}, ""),
        ("rates", {f"rate-{CLEANING}": "40000"}, ""),
    ],
)
def test_what_cannot_be_told_is_refused_and_kept_in_the_form(own, member, subject, written, error):
    before = own.now().version
    response = tell(member, subject, **written)
    assert response.status_code == 422
    assert own.now().version == before
    if error:
        assert words(f"error.{error}", "sv") in response.content.decode()
    page = read(response)
    assert page.one("div", class_="trouble")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ["yes", "no", "untold"])
def test_who_decides_over_it_is_told_denied_or_left_open(own, member, answer, language):
    told = {"yes": "controlled-by", "no": "controlled-no", "untold": "controlled-untold"}[answer]
    tell(member, "about", language, controlled=answer, control="212000-1355" if answer == "yes" else "")
    form = read(member.browser.get(address("own-enterprise-about", language)))
    chosen = [one.attributes["value"] for one in form.all("input", name="controlled") if "checked" in one.attributes]
    assert chosen == [answer]
    entry = member.browser.get(address("enterprise", language, enterprise=str(own.entry.pk))).content.decode()
    assert words(f"enterprises.{told}", language, orgnr="212000-1355") in entry
    ways = [one.attributes["href"] for one in read(member.browser.get(address("own-enterprise", language))).all("a")]
    asked = ways.count(address("own-enterprise-about", language))
    assert asked == (2 if answer == "untold" else 1), "left open it stands among what is missing"


def test_a_place_that_is_unknown_stays_in_the_form(own, member):
    assert "Falun, Xyzzyx" in tell(member, "places", places="Falun, Xyzzyx").content.decode()


def test_two_who_write_at_once_are_told(own, member):
    url = address("own-enterprise-links", "sv")
    page = read(member.browser.get(url))
    tell(member, "training", training_places="3")
    response = member.browser.post(url, filled(page, None, links="https://exempel.example"))
    assert response.status_code == 409
    assert own.now().links == []


def test_what_is_missing_is_listed_with_a_way_to_tell_it(own, member):
    page = read(member.browser.get("/vart-foretag"))
    ways = [one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("/vart-foretag/")]
    assert {
        f"/vart-foretag/{one}" for one in ("sprak", "kontakt", "lankar", "erbjuder", "timpriser", "samordnare")
    } <= set(ways)
    assert ways.count("/vart-foretag/sprak") == 2, "among what is missing, and at its place"
    assert ways.count("/vart-foretag/erbjuder") == 1


def test_the_history_tells_what_was_done_and_no_rate(own, member):
    shown = member.browser.get("/vart-foretag").content.decode()
    assert words("event.enterprise.rates-told", "sv", count=1) in shown
    assert words("event.enterprise.offer-added", "sv", words="Städning av kontor", cpv=CLEANING) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_of_an_enterprise_begin_its_entry(language):
    home = an_organisation("enterprise", "Nya köket", orgnr=a_number())
    someone = Someone(a_member(home, Role.MEMBER), home)
    page = read(someone.browser.get(address("own-enterprise", language)))
    begin = address("own-enterprise-begin", language)
    response = someone.browser.post(begin, filled(page, begin), follow=True)
    assert words("enterprises.begin.done", language) in response.content.decode()
    assert Enterprise.objects.get(organisation=home).name == "Nya köket"


def test_without_a_number_one_is_told_whom_to_ask():
    home = an_organisation("enterprise")
    someone = Someone(a_member(home, Role.MEMBER), home)
    response = someone.browser.get("/vart-foretag")
    assert words("error.enterprise.unnumbered", "sv") in response.content.decode()
    assert not [one for one in read(response).all("form") if one.attributes.get("action") == "/vart-foretag/borja"]
    assert someone.browser.get("/vart-foretag/om").status_code == 404


def test_a_coordinator_is_asked_and_sees_it_and_ends_it(own, member, coordinator):
    url, organisation = address("own-enterprise-helpers", "sv"), coordinator.organisation
    page = read(member.browser.get(url))
    response = member.browser.post(url, filled(page, None, coordinator=str(organisation.pk)), follow=True)
    assert words("enterprises.helpers.asked", "sv") in response.content.decode()
    helped = coordinator.browser.get("/foretag-vi-hjalper")
    assert "Exempelköket" in helped.content.decode()
    helper = Helper.objects.get()
    end = address("helped-enterprise-end", "sv", helper=str(helper.pk))
    sent = filled(read(helped), end)
    assert words("enterprises.helpers.ended", "sv") in coordinator.browser.post(end, sent, follow=True).content.decode()
    assert "Exempelköket" not in coordinator.browser.get("/foretag-vi-hjalper").content.decode()
    assert words("enterprises.helpers.none", "sv") in member.browser.get("/vart-foretag").content.decode()


@pytest.mark.parametrize("wrong", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_nobody_else_can_be_asked(own, member, coordinator, wrong):
    response = member.browser.post("/vart-foretag/samordnare", {"coordinator": wrong})
    assert response.status_code == 422
    assert Helper.objects.count() == 0


def test_the_enterprise_ends_the_help(own, member, coordinator):
    member.browser.post("/vart-foretag/samordnare", {"coordinator": str(coordinator.organisation.pk)})
    helper = Helper.objects.get()
    end = address("own-enterprise-helper-end", "sv", helper=str(helper.pk))
    sent = filled(read(member.browser.get("/vart-foretag/samordnare")), end)
    assert words("enterprises.helpers.ended", "sv") in member.browser.post(end, sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("who", "own_page"), [("member", "/vart-foretag"), ("coordinator", "/foretag-vi-hjalper"), ("officer", None)]
)
def test_mina_sidor_leads_there(request, who, own_page):
    someone = request.getfixturevalue(who)
    ways = [one.attributes["href"] for one in read(someone.browser.get("/mina-sidor")).all("a")]
    assert "/sociala-foretag" in ways
    assert [one for one in ("/vart-foretag", "/foretag-vi-hjalper") if one in ways] == ([own_page] if own_page else [])


def test_the_organisations_page_leads_there(member, officer):
    own, buyer = (
        [one.attributes["href"] for one in read(someone.browser.get("/organisation")).all("a")]
        for someone in (member, officer)
    )
    assert {"/vart-foretag", "/sociala-foretag"} <= set(own)
    assert "/sociala-foretag" in buyer
    assert "/vart-foretag" not in buyer


@pytest.mark.parametrize("by_list", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_its_history_says_that_a_buyer_entered_it_and_not_which_and_names_its_own_people(officer, language, by_list):
    """Neither what a buyer notes of it, nor that it holds it beside a purchase, stands there."""
    number = a_number()
    known = {"by": officer.actor, "recorded_at": NOW}
    Organisation.objects.filter(pk=officer.organisation.pk).update(name="Grannstad")
    Person.objects.filter(pk=officer.person.pk).update(name="Grannens Gran")
    if by_list:
        rows = [Chosen(1, number, "Exempelbruket", (), (), "")]
        read_in_list(**known, organisation=officer.organisation.pk, source="Grannstads lista", chosen=rows)
    else:
        list_enterprise(**known, orgnr=number, name="Exempelbruket")
    entry = Enterprise.objects.get(orgnr=number)
    noted = Assessment.objects.filter(enterprise=entry).first()
    told = {"version": noted.version if noted else 0, "social": "yes", "reason": "Grannstad har besökt dem."}
    note_assessment(**known, enterprise=entry.pk, **told)
    own = an_enterprise("Exempelbruket", orgnr=number)
    Person.objects.filter(pk=own.member.person).update(name="Brukets Björk")
    page = as_someone(own.member).browser.get(address("own-enterprise", language)).content.decode()

    assert words("event.enterprise.listed", language, name="Exempelbruket") in page
    assert "Brukets Björk" in page
    assert "Gran" not in page
    assert words("enterprises.own.history", language) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_coordinator_that_ends_its_help_is_named_as_an_organisation(own, coordinator, language):
    Organisation.objects.filter(pk=coordinator.organisation.pk).update(name="Exempelsamordningen")
    Person.objects.filter(pk=coordinator.person.pk).update(name="Samordnarens Sälg")
    asked = ask_for_help(
        by=own.member, recorded_at=NOW, enterprise=own.entry.pk, coordinator=coordinator.organisation.pk
    )
    end_help(by=coordinator.actor, recorded_at=NOW, helper=asked, version=1)
    page = as_someone(own.administrator).browser.get(address("organisation-history", language)).content.decode()
    assert page.count("Exempelsamordningen") == 3
    assert "Sälg" not in page
