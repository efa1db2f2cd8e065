"""The register as it is read: found, opened, told by whom, with the own note apart."""

from __future__ import annotations

import html

import pytest

from svangrum.core.codes import cpv_table
from svangrum.core.language import LANGUAGES, words
from svangrum.ingest.register.chosen import Chosen
from svangrum.ingest.register.rows import Offer
from svangrum.records.accounts.models import Organisation
from svangrum.records.actors import Role
from svangrum.records.enterprises.actions.listing import read_in_list
from svangrum.records.enterprises.models import Assessment, Enterprise
from svangrum.web.pages import address
from tests.records.build import NOW
from tests.records.enterprises.made import CLEANING, a_listed, an_enterprise
from tests.records.numbers import a_number
from tests.web.enterprises.conftest import as_someone, someone
from tests.web.page import read
from tests.web.purchases.forms import filled

pytestmark = pytest.mark.django_db
_MANY = [Offer("50800000", "Vaktmästeri"), Offer("77310000", "Trädgård")]


def entry_of(someone, own, language="sv"):
    response = someone.browser.get(address("enterprise", language, enterprise=str(own.entry.pk)))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_enterprise_told_is_shown_with_when_and_by_whom(own, officer, member, language):
    shown = entry_of(officer, own, language)
    assert "Städning av kontor" in shown
    assert "Falun" in shown
    day = "27 november 2026" if language == "sv" else "27 November 2026"
    assert f"{words('enterprises.told.itself', 'sv', day='')}".rstrip(", ") in entry_of(officer, own)
    assert day in shown
    assert f"Kim Exempel, {day}" not in shown, "others do not see who wrote it"
    assert f"Kim Exempel, {day}" in entry_of(member, own, language)


def test_rates_are_for_its_own_people_and_for_who_procures_or_matches_at_a_buyer(own, officer, rival, coordinator):
    price = "350\N{NO-BREAK SPACE}kr"
    for sees in (officer, as_someone(own.member), someone("region", Role.PROCUREMENT_OFFICER)):
        assert price in entry_of(sees, own)
    for blind in (rival, coordinator, someone("municipality", Role.ORDERING_UNIT)):
        shown = entry_of(blind, own)
        assert price not in shown
        assert words("enterprises.subject.rates", "sv") not in shown


def test_a_municipality_with_a_unit_in_the_register_sees_no_rates(own, officer):
    unit = a_listed()
    Enterprise.objects.filter(pk=unit.pk).update(kind="municipal")
    Organisation.objects.filter(pk=officer.organisation.pk).update(orgnr=unit.orgnr)
    shown = entry_of(officer, own)
    assert words("enterprises.subject.rates", "sv") not in shown
    assert "350\N{NO-BREAK SPACE}kr" not in shown


def test_what_is_not_told_is_said_to_be_unknown(officer):
    own = an_enterprise("Tysta bolaget")
    assert entry_of(officer, own).count(words("enterprises.untold", "sv")) == 9


def test_an_entry_that_nobody_took_over_tells_nothing(officer):
    listed = a_listed()
    shown = officer.browser.get(address("enterprise", "sv", enterprise=str(listed.pk))).content.decode()
    assert words("enterprises.entry.untaken", "sv") in shown
    assert words("enterprises.untold", "sv") not in shown


@pytest.mark.parametrize("standing", ["bankrupt", "deregistered", "liquidation"])
def test_one_that_is_gone_is_warned_of(own, officer, member, standing):
    Enterprise.objects.filter(pk=own.entry.pk).update(
        standing=standing, standing_source="Bolagsverket", standing_on="2026-11-01"
    )
    told = words(f"enterprises.warning.{standing}", "sv")
    assert told in entry_of(officer, own)
    assert told in officer.browser.get("/sociala-foretag").content.decode()
    assert told in member.browser.get("/vart-foretag").content.decode()
    assert "Bolagsverket, 1 november 2026" in entry_of(officer, own)


def test_the_four_criteria_are_told_apart_from_the_act(own, officer, rival):
    assert words("enterprises.criteria.law", "sv") in entry_of(officer, own)
    assert words("enterprises.criteria.law", "sv") not in entry_of(rival, own)
    for one in ("aim", "participation", "profit", "independence"):
        assert words(f"passport.asf.{one}", "sv") in entry_of(officer, own), "as beside the passport"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Exempelköket", "Konkurrenten"]),
        ("q=exempel", ["Exempelköket"]),
        ("cpv=90911200&municipality=falun", ["Exempelköket", "Konkurrenten"]),
        ("municipality=Habo", []),
        ("kind=samhall", []),
        ("kind=x&q=%00", ["Exempelköket", "Konkurrenten"]),
    ],
)
def test_the_register_is_searched(own, rival, officer, query, found):
    page = read(officer.browser.get(f"/sociala-foretag?{query}"))
    assert [one.text for one in page.all("a") if one.text in {"Exempelköket", "Konkurrenten"}] == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_own_list_says_finds_an_entry_and_is_shown_as_the_lists(own, officer, rival, language):
    several = [Offer("90911300", "Fönsterputs"), Offer(CLEANING, "Städ"), Offer("98310000", ""), *_MANY]
    rows = [Chosen(1, own.entry.orgnr, "", tuple(several), ("0180",), "")]
    read_in_list(by=officer.actor, recorded_at=NOW, organisation=officer.organisation.pk, source="Lista", chosen=rows)
    shown, hidden = (one.browser.get(address("enterprises", language), {"q": "fönster"}) for one in (officer, rival))
    washing = f"CPV 98310000 {cpv_table()['98310000'].label(language)}"
    told = words("enterprises.by-list", language, what=f"Fönsterputs · {washing} · Vaktmästeri · …")
    assert told in html.unescape(shown.content.decode())
    assert "Fönsterputs" not in hidden.content.decode()
    assert own.entry.name not in hidden.content.decode()


def test_where_one_works_by_the_own_list_is_shown_where_it_has_not_told(officer):
    listed = a_listed()
    rows = [Chosen(1, listed.orgnr, "", (), ("0180", "2080"), "")]
    read_in_list(by=officer.actor, recorded_at=NOW, organisation=officer.organisation.pk, source="Lista", chosen=rows)
    shown = officer.browser.get("/sociala-foretag?municipality=falun").content.decode()
    assert words("enterprises.by-list", "sv", what="Stockholm, Falun") in shown
    assert words("enterprises.filter.listed-places", "sv") in shown


def test_what_cannot_be_sought_is_told_at_its_field(own, officer):
    response = officer.browser.get("/sociala-foretag?cpv=städ&municipality=Fallun")
    assert response.status_code == 422
    page = read(response)
    assert {"#cpv", "#municipality"} <= {one.attributes.get("href") for one in page.all("a")}
    assert "Falun" in response.content.decode()
    assert own.entry.name not in response.content.decode()


def test_the_register_is_leafed_through(officer):
    Enterprise.objects.bulk_create(
        Enterprise(orgnr=a_number(), name=f"Bolag {number:02d}", listed_at="2026-11-27T09:00Z") for number in range(25)
    )
    first, second = (officer.browser.get(f"/sociala-foretag?q=bolag&page={page}").content.decode() for page in (1, 2))
    assert "Bolag 19" in first
    assert "Bolag 20" not in first
    assert "Bolag 24" in second
    assert "q=bolag&amp;page=2" in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_officer_notes_a_view_that_colleagues_see(own, officer, member, language):
    url = address("enterprise-assess", language, enterprise=str(own.entry.pk))
    sent = filled(read(officer.browser.get(url)), None, social="no", reason="Vi har besökt dem.")
    response = officer.browser.post(url, sent, follow=True)
    assert words("enterprises.assess.done", language) in response.content.decode()
    assert "Vi har besökt dem." in response.content.decode()
    assert words("enterprises.counted-by-us.no", "sv") in officer.browser.get("/sociala-foretag").content.decode()
    assert "Vi har besökt dem." not in entry_of(member, own)
    assert filled(read(officer.browser.get(url)), None)["social"] == "no"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_is_removed_by_who_has_just_shown_the_second_factor(own, officer, confirmed, language):
    url = address("enterprise-assess", language, enterprise=str(own.entry.pk))
    officer.browser.post(url, filled(read(officer.browser.get(url)), None, social="yes", reason="Sett."))
    gone = address("enterprise-assess-remove", language, enterprise=str(own.entry.pk))
    assert gone in [one.attributes["href"] for one in read(officer.browser.get(url.rpartition("/")[0])).all("a")]
    page = read(officer.browser.get(gone))
    assert officer.browser.post(gone, filled(page, None, reason="", decision="")).status_code == 422
    response = officer.browser.post(gone, filled(page, None, reason="Fel.", decision="Nämnden § 7"), follow=True)
    assert words("enterprises.assess.removed", language) in response.content.decode()
    assert Assessment.objects.count() == 0
    assert officer.browser.get(gone).status_code == 404


def test_a_note_is_not_removed_without_the_second_factor(own, officer):
    url = address("enterprise-assess", "sv", enterprise=str(own.entry.pk))
    officer.browser.post(url, filled(read(officer.browser.get(url)), None, social="yes", reason="Sett."))
    officer.browser.post(f"{url}/ta-bort", {"version": "1", "reason": "Fel.", "decision": "Nämnden § 7"})
    assert Assessment.objects.count() == 1


def test_a_note_without_a_reason_is_refused_and_what_was_written_is_kept(own, officer):
    url = address("enterprise-assess", "sv", enterprise=str(own.entry.pk))
    response = officer.browser.post(url, filled(read(officer.browser.get(url)), None, social="yes", reason=" "))
    assert response.status_code == 422
    assert words("error.assessment.no-reason", "sv") in response.content.decode()
    assert Assessment.objects.count() == 0


def test_two_colleagues_do_not_overwrite_each_other(own, officer):
    url = address("enterprise-assess", "sv", enterprise=str(own.entry.pk))
    page = read(officer.browser.get(url))
    officer.browser.post(url, filled(page, None, social="yes", reason="Ja."))
    response = officer.browser.post(url, filled(page, None, key="x", social="no", reason="Nej."))
    assert response.status_code == 409
    assert "Ja." in response.content.decode()
    assert Assessment.objects.get().social is True


def test_an_officer_enters_one_that_is_missing(officer):
    number = a_number()
    response = officer.browser.post("/sociala-foretag/nytt", {"orgnr": number, "name": "Nya bolaget"}, follow=True)
    assert words("enterprises.enter.done", "sv") in response.content.decode()
    assert Enterprise.objects.get(orgnr=number).organisation is None
    again = officer.browser.post("/sociala-foretag/nytt", {"orgnr": number, "name": "Nya bolaget"})
    assert (again.status_code, words("error.enterprise.listed", "sv") in again.content.decode()) == (422, True)


def test_a_personal_number_is_never_repeated(officer):
    response = officer.browser.post("/sociala-foretag/nytt", {"orgnr": "850101-1236", "name": "Ett bolag"})
    assert words("error.enterprise.person-orgnr", "sv") in response.content.decode()
    assert Enterprise.objects.count() == 0
