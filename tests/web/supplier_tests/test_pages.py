"""An officer signs the test of a kept purchase, and sees at notice and award what has changed."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.models import Person
from svangrum.records.actors import Role
from svangrum.records.purchases.actions.ending import remove_purchase
from svangrum.records.purchases.actions.sharing import grant_purchase
from svangrum.records.purchases.models import Purchase
from svangrum.records.supplier_tests.models import SupplierTest
from svangrum.web.pages import address
from tests.records.build import NOW, TODAY, an_organisation
from tests.records.suppliers.made import a_supplier
from tests.web.page import read
from tests.web.purchases.conftest import Someone
from tests.web.purchases.forms import filled

pytestmark = pytest.mark.django_db

ASKED = {"cpv": "90911200", "main_object": "yes", "municipality": "Stockholm", "hours": "100", "start": "2027-01-01"}
WRITTEN = {"stage": "choice", "decision": "reserve-lots", "reason": "Två kan.\n\nDelat når vi fler."}


@pytest.fixture
def owner():
    return Someone(an_organisation())


@pytest.fixture
def _confirmed(monkeypatch):
    """The second factor counts as shown a moment ago."""
    monkeypatch.setattr("svangrum.web.signing_in.confirming.was_confirmed", lambda _request: True)
    monkeypatch.setattr("svangrum.web.access.was_confirmed", lambda _request: True)


@pytest.fixture
def purchase(owner, question):
    for _ in range(2):
        a_supplier()
    keep = address("purchase-keep", "sv")
    asked = question | {"value": "9 000 000", "as_of": TODAY.isoformat()} | ASKED
    page = read(owner.browser.get(address("answer", "sv"), asked))
    owner.browser.post(keep, filled(page, keep))
    return Purchase.objects.get()


def at(purchase, page, language="sv"):
    return address(page, language, purchase=str(purchase.pk))


def sent(owner, purchase, **written):
    place = at(purchase, "purchase-test-sign")
    return owner.browser.post(place, filled(read(owner.browser.get(place)), None, **WRITTEN | written))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_purchase_leads_to_it_and_nothing_is_signed_at_first(owner, purchase, language):
    page = read(owner.browser.get(at(purchase, "purchase", language)))
    place = at(purchase, "purchase-tests", language)
    assert place in {one.attributes.get("href") for one in page.all("a")}
    assert words("supplier_tests.none", language) in owner.browser.get(place).content.decode()


@pytest.mark.usefixtures("_confirmed")
def test_what_is_signed_stands_there_with_who_and_why(owner, purchase):
    assert sent(owner, purchase)["Location"] == at(purchase, "purchase-tests")
    page = owner.browser.get(at(purchase, "purchase-tests")).content.decode()
    assert words("supplier_tests.decision.reserve-lots", "sv") in page
    assert words("supplier_tests.finding.price-first", "sv") in page
    assert "<p>Delat når vi fler.</p>" in page
    assert words("role.procurement-officer", "sv") in page


@pytest.mark.usefixtures("_confirmed")
def test_another_organisation_reads_who_signed_as_an_organisation(owner, purchase):
    Person.objects.filter(pk=owner.person.pk).update(name="Underskrivarens Ulv")
    sent(owner, purchase)
    stranger, purchase = Someone(an_organisation()), Purchase.objects.get()
    given = {"purchase": purchase.pk, "version": purchase.version, "role": "reader", "sure": True}
    grant_purchase(by=owner.actor, recorded_at=NOW, to_organisation=stranger.organisation.pk, **given)
    own, theirs = (read(one.browser.get(at(purchase, "purchase-tests"))).one("main").text for one in (owner, stranger))
    assert "Underskrivarens Ulv" in own
    assert "Ulv" not in theirs
    assert f"{owner.organisation.name}, " in theirs
    Person.objects.filter(pk=owner.person.pk).update(name="")
    left = read(owner.browser.get(at(purchase, "purchase-tests"))).one("main").text
    assert words("organisation.history.gone", "sv") in left


@pytest.mark.usefixtures("_confirmed")
def test_at_the_notice_what_has_changed_is_told(owner, purchase):
    sent(owner, purchase)
    a_supplier()
    page = read(owner.browser.get(at(purchase, "purchase")))
    owner.browser.post(at(purchase, "purchase-ask"), filled(page, at(purchase, "purchase-ask")))
    sent(owner, purchase, stage="notice", decision="reserve")
    told = owner.browser.get(at(purchase, "purchase-tests")).content.decode()
    assert words("supplier_tests.what-differs", "sv") in told
    assert words("supply.says.price-first", "sv", count=3, municipality="Stockholm") in told


def test_without_the_second_factor_one_is_led_to_show_it(owner, purchase):
    assert sent(owner, purchase).status_code == 302
    assert not SupplierTest.objects.exists()


@pytest.mark.usefixtures("_confirmed")
def test_who_signs_the_same_answer_again_is_told_to_ask_first(owner, purchase):
    told = words("supplier_tests.signed-before", "sv")
    place = at(purchase, "purchase-test-sign")
    assert told not in owner.browser.get(place).content.decode()
    sent(owner, purchase)
    assert told in owner.browser.get(place).content.decode()


def test_who_has_no_second_factor_is_told_before_anything_is_written(owner, purchase):
    told = words("sign-in.told.second-factor-first", "sv")
    before = owner.browser.get(at(purchase, "purchase-test-sign")).content.decode()
    assert told in before
    assert f'href="{address("mfa_index", "sv")}"' in before
    TOTP.activate(owner.person, generate_totp_secret())
    assert told not in owner.browser.get(at(purchase, "purchase-test-sign")).content.decode()


@pytest.mark.usefixtures("_confirmed")
@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"stage": ""}, "no-stage"),
        ({"decision": "kanske"}, "no-decision"),
        ({"reason": ""}, "no-reason"),
        ({"answer": "7"}, "other-answer"),
        ({"answer": "x"}, "other-answer"),
        ({"reason": "Kim, 19850101-1236"}, None),
    ],
)
def test_what_is_wrong_is_told_and_what_was_written_stays(owner, purchase, written, code):
    response = sent(owner, purchase, **written)
    assert response.status_code == 422
    if code:
        assert words(f"error.supplier-test.{code}", "sv") in response.content.decode()
    assert not SupplierTest.objects.exists()


def test_who_decides_signs_and_who_examines_does_not(owner, purchase):
    Purchase.objects.update(shared=True)
    for role, status in ((Role.DECISION_MAKER, 200), (Role.CONTROLLER, 403)):
        other = Someone(owner.organisation, role)
        assert other.browser.get(at(purchase, "purchase-test-sign")).status_code == status


@pytest.mark.usefixtures("_confirmed")
def test_the_history_tells_of_a_draft_only_that_something_was_done_and_of_the_end_once(owner, purchase):
    sent(owner, purchase)
    administrator = Someone(owner.organisation, Role.ADMINISTRATOR)
    place = address("organisation-history", "sv")
    signed = words("event.supplier-test.signed", "sv", answer=1)
    assert signed not in administrator.browser.get(place).content.decode()
    Purchase.objects.update(shared=True)
    assert signed in administrator.browser.get(place).content.decode()
    why = {"reason": "Fel köp.", "decision": "Nämnden 2026-11-27, § 7."}
    remove_purchase(by=owner.actor, recorded_at=NOW, purchase=purchase.pk, version=purchase.version, **why)
    told = administrator.browser.get(place).content.decode()
    assert words("event.purchase.removed", "sv", answers=1, **why) in told
    assert "purchase.removed" not in told
