"""The two-supplier test on the page of an answer: for buyers alone, kept as it was, and told when it is another."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.models import OrganisationKind
from svangrum.records.actors import Role
from svangrum.records.purchases.actions.sharing import grant_purchase
from svangrum.records.purchases.models import GivenAdvice, Purchase
from svangrum.web.pages import address
from tests.records.build import NOW, TODAY, an_organisation
from tests.records.suppliers.made import a_supplier
from tests.web.page import read
from tests.web.purchases.conftest import Someone
from tests.web.purchases.forms import filled

pytestmark = pytest.mark.django_db

STATED = {"cpv": "90911200", "main_object": "yes", "municipality": "Stockholm", "hours": "100", "start": "2027-01-01"}
PRICES = {"paid_from": "300", "paid_to": "400"}


@pytest.fixture
def asked(question):
    return question | {"value": "9 000 000", "as_of": TODAY.isoformat()} | STATED


@pytest.fixture
def suppliers():
    return [a_supplier(rates={"90910000": rate}) for rate in (32_000, 38_000)]


def shown(browser, stated, language="sv"):
    return unescape(browser.get(address("answer", language), stated).content.decode())


def kept(owner, stated):
    page = read(owner.browser.get(address("answer", "sv"), stated))
    owner.browser.post(address("purchase-keep", "sv"), filled(page, address("purchase-keep", "sv")))
    return Purchase.objects.get()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_buyer_sees_the_finding_why_and_who(owner, asked, suppliers, language):
    page = shown(owner.browser, asked | PRICES, language)
    values = {"count": 2, "municipality": "Stockholm"}
    assert words("supply.says.reserve", language, **values) in page
    assert words("supply.why.reserve", language) in page
    assert all(one.name in page for one in suppliers)
    assert words("supply.note.own-method", language) in page
    assert address("dialogues", language) in page


def test_without_a_price_evidence_comes_first(owner, asked, suppliers):
    assert len(suppliers) == 2
    assert words("supply.why.price-first", "sv") in shown(owner.browser, asked)


def test_who_is_of_no_buyer_is_told_nothing_of_the_register(client, asked, suppliers):
    coordinator = Someone(an_organisation(OrganisationKind.COORDINATOR), Role.COORDINATOR)
    for browser in (client, coordinator.browser):
        page = shown(browser, asked)
        assert words("suppliers.unknown-in", "sv", municipality="Stockholm") in page
        assert not any(one.name in page for one in suppliers)


def test_what_is_stated_of_the_need_stands_in_the_form_and_wrong_is_told(owner, asked, suppliers):
    assert suppliers
    page = read(owner.browser.get(address("answer", "sv"), asked))
    assert page.one("input", id="hours").attributes["value"] == "100"
    wrong = owner.browser.get(address("answer", "sv"), asked | {"hours": "många", "paid_from": "300"})
    assert wrong.status_code == 422
    assert read(wrong).one("input", id="hours").attributes["value"] == "många"


def written_in(response):
    """The text of a Word file."""
    with ZipFile(BytesIO(response.content)) as file:
        return file.read("word/document.xml").decode()


def test_the_memo_tells_nobodys_name_or_price_and_the_annex_both(owner, asked, suppliers):
    memo, annex = (
        written_in(owner.browser.get(address("takeaway", "sv", name=name), asked | PRICES))
        for name in ("beslutsunderlag.docx", "leverantorer.docx")
    )
    assert "19 kap. 3 §" in annex
    paid = words("supply.price.inside", "sv")
    assert paid in annex
    assert paid not in memo
    for one in suppliers:
        assert one.name in annex
        assert one.name not in memo
        assert one.orgnr not in memo


def test_who_is_of_no_buyer_gets_no_annex_of_a_kept_answer_either(client, owner, asked, suppliers):
    assert client.get(address("takeaway", "sv", name="leverantorer.docx"), asked).status_code == 404
    purchase = kept(owner, asked | PRICES)
    other = Someone(an_organisation(OrganisationKind.COORDINATOR), Role.COORDINATOR)
    given_to = {"to_organisation": other.organisation.pk, "role": "reader", "sure": True}
    grant_purchase(by=owner.actor, recorded_at=NOW, purchase=purchase.pk, version=purchase.version, **given_to)
    told = {"purchase": str(purchase.pk), "number": "1", "name": "leverantorer.docx"}
    assert owner.browser.get(address("purchase-document", "sv", **told)).status_code == 200
    assert other.browser.get(address("purchase-document", "sv", **told)).status_code == 404
    assert suppliers


def test_it_is_kept_as_it_was_and_what_is_another_today_is_told(owner, asked, suppliers):
    purchase = kept(owner, asked | PRICES)
    told = GivenAdvice.objects.get().advice["sv"]["two_suppliers"]
    assert told["finding"] == "reserve"
    assert {one["number"] for one in told["listed"]} == {one.orgnr for one in suppliers}
    assert GivenAdvice.objects.get().facts["hours"] == "100"
    suppliers[0].evidence.all().delete()
    page = owner.browser.get(address("purchase", "sv", purchase=str(purchase.pk))).content.decode()
    assert words("supply.why.reserve", "sv") in page
    assert words("supply.says.ask-first-one", "sv", count=1, municipality="Stockholm") in page
    assert words("compared.why.data", "sv") in page


def test_its_facts_can_be_changed_and_what_was_stated_of_the_need_stays(owner, asked, suppliers):
    assert suppliers
    purchase = kept(owner, asked)
    place = address("purchase-facts", "sv", purchase=str(purchase.pk))
    page = read(owner.browser.get(place))
    assert owner.browser.post(place, filled(page, None)).status_code == 302
    assert GivenAdvice.objects.latest("number").facts["hours"] == "100"


def test_a_colleague_who_reads_no_rates_sees_no_prices(owner, asked, suppliers):
    purchase = kept(owner, asked | PRICES)
    Purchase.objects.update(shared=True)
    for role, seen in ((Role.PROCUREMENT_OFFICER, True), (Role.CONTROLLER, False)):
        colleague = Someone(owner.organisation, role)
        page = colleague.browser.get(address("purchase", "sv", purchase=str(purchase.pk))).content.decode()
        assert all(one.name in page for one in suppliers)
        assert ("320\u00a0kr" in page) is seen


def test_a_coordinator_whom_it_is_shared_with_sees_no_names_and_no_prices(owner, asked, suppliers):
    purchase = kept(owner, asked | PRICES)
    other = Someone(an_organisation(OrganisationKind.COORDINATOR), Role.COORDINATOR)
    given_to = {"to_organisation": other.organisation.pk, "role": "reader", "sure": True}
    version = {"purchase": purchase.pk, "version": purchase.version}
    grant_purchase(by=owner.actor, recorded_at=NOW, **version, **given_to)
    for place in (
        address("purchase", "sv", purchase=str(purchase.pk)),
        address("purchase-answer", "sv", purchase=str(purchase.pk), number="1"),
    ):
        response = other.browser.get(place)
        assert response.status_code == 200
        page = response.content.decode()
        assert words("supply.why.reserve", "sv") in page
        assert not any(one.name in page for one in suppliers)
        assert "320\u00a0kr" not in page
        assert address("dialogues", "sv") not in page


def test_who_sees_no_rates_is_not_told_that_they_are_gone(owner, asked, suppliers):
    assert suppliers
    purchase = kept(owner, asked | PRICES)
    other = Someone(an_organisation(), Role.ORDERING_UNIT)
    given_to = {"to_organisation": other.organisation.pk, "role": "reader", "sure": True}
    version = {"purchase": purchase.pk, "version": purchase.version}
    grant_purchase(by=owner.actor, recorded_at=NOW, **version, **given_to)
    page = other.browser.get(address("purchase", "sv", purchase=str(purchase.pk))).content.decode()
    assert words("supply.why.reserve", "sv") in page
    assert words("compared.why.data", "sv") not in page


def shared_abroad(owner, purchase):
    """An editor of another buyer, whose own register is another."""
    other = Someone(an_organisation(), Role.PROCUREMENT_OFFICER)
    given_to = {"to_organisation": other.organisation.pk, "role": "editor", "sure": True}
    version = {"purchase": purchase.pk, "version": purchase.version}
    grant_purchase(by=owner.actor, recorded_at=NOW, **version, **given_to)
    return other


def test_an_editor_of_another_organisation_gives_the_owners_test_no_other_answer(owner, asked, suppliers):
    purchase = kept(owner, asked | PRICES)
    other = shared_abroad(owner, purchase)
    suppliers[0].evidence.all().delete()
    shown_there = other.browser.get(address("purchase", "sv", purchase=str(purchase.pk)))
    facts, ask = (address(name, "sv", purchase=str(purchase.pk)) for name in ("purchase-facts", "purchase-ask"))
    page = shown_there.content.decode()
    assert words("compared.why.data", "sv") not in page
    assert not {facts, ask} & set(page.split(chr(34)))
    assert other.browser.get(facts).status_code == 403
    sent = {"version": str(Purchase.objects.get().version)}
    assert other.browser.post(ask, sent).status_code == 403
    assert GivenAdvice.objects.count() == 1


def test_what_was_kept_without_a_test_is_asked_again_from_another_organisation_without_one(owner, asked, suppliers):
    assert suppliers
    purchase = kept(owner, asked | PRICES)
    first = GivenAdvice.objects.get()
    told = {language: answer | {"two_suppliers": None} for language, answer in first.advice.items()}
    GivenAdvice.objects.update(advice=told)
    other = shared_abroad(owner, purchase)
    place = address("purchase-ask", "sv", purchase=str(purchase.pk))
    page = read(other.browser.get(address("purchase", "sv", purchase=str(purchase.pk))))
    assert other.browser.post(place, filled(page, place)).status_code == 302
    assert GivenAdvice.objects.latest("number").advice["sv"]["two_suppliers"] is None
