"""A test is signed by a named role with the second factor, on the latest answer, and goes with the purchase."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError
from svangrum.records.accounts.models import OrganisationKind
from svangrum.records.actions import MissingError, NotAllowedError, StaleError
from svangrum.records.actors import Role
from svangrum.records.events.models import Event
from svangrum.records.events.things import thing_faults
from svangrum.records.events.verify import chain_faults
from svangrum.records.purchases.actions.ending import remove_purchase
from svangrum.records.purchases.actions.keeping import ask_again, keep_purchase
from svangrum.records.purchases.actions.sharing import share_purchase
from svangrum.records.purchases.given import answer_now
from svangrum.records.purchases.models import GivenAdvice, Purchase
from svangrum.records.supplier_tests.actions import LONGEST_REASON, sign_test
from svangrum.records.supplier_tests.models import SupplierTest
from svangrum.records.supplier_tests.permissions import can_sign_test
from svangrum.records.supplier_tests.queries import signed_tests
from svangrum.records.suppliers.handed import register_for
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation
from tests.records.suppliers.made import a_supplier

pytestmark = pytest.mark.django_db

FACTS = {
    "what": "lokalvård i två skolor",
    "kind": "tjanster",
    "value": "9 000 000",
    "months": "24",
    "municipality": "Stockholm",
    "buyer": "kommun",
    "contract": "no",
    "same_kind": "0",
    "cpv": "90911200",
    "main_object": "yes",
    "hours": "100",
    "start": "2027-01-01",
    "paid_from": "300",
    "paid_to": "400",
}
WRITTEN = {"stage": "choice", "decision": "reserve", "reason": "Två kan, och priset håller."}


def someone(home, *roles):
    return replace(actor(a_member(home, *roles), home), confirmed=True)


@pytest.fixture
def home():
    return an_organisation()


@pytest.fixture
def officer(home):
    return someone(home, Role.PROCUREMENT_OFFICER)


@pytest.fixture
def purchase(officer):
    for rate in (32_000, 38_000):
        a_supplier(rates={"90910000": rate})
    told = keep_purchase(by=officer, recorded_at=NOW, as_of=TODAY, title="Städning", given=answered(officer))
    return Purchase.objects.get(pk=told)


def answered(by):
    return answer_now(FACTS, as_of=TODAY, sent=FACTS, known=register_for(by, on=TODAY))


def asked_again(by, purchase):
    given = answered(by)
    ask_again(by=by, recorded_at=NOW, as_of=TODAY, purchase=purchase.pk, version=purchase.version, given=given)
    return Purchase.objects.get(pk=purchase.pk)


def signed(by, purchase, *, answer=1, minutes=0, **written):
    told = {"purchase": purchase.pk, "version": purchase.version, "answer": answer}
    name = sign_test(by=by, recorded_at=NOW + timedelta(minutes=minutes), **told, **WRITTEN | written)
    return SupplierTest.objects.get(pk=name)


def faults():
    """Of what is made by actions here: the suppliers are rows alone."""
    return [*chain_faults(), *(one for one in thing_faults() if one.kind in {"purchase", "supplier-test"})]


def test_it_holds_what_was_decided_why_and_the_seal_of_the_answer(officer, purchase):
    test = signed(officer, purchase)
    assert (test.finding, test.decision, test.role) == ("reserve", "reserve", "procurement-officer")
    event = Event.objects.get(kind="supplier-test")
    assert event.action == "supplier-test.signed"
    assert test.digest in event.payload
    assert faults() == []


def test_without_the_second_factor_nothing_is_signed(officer, purchase):
    with pytest.raises(NotAllowedError):
        signed(replace(officer, confirmed=False), purchase)


@pytest.mark.parametrize("role", [Role.PROCUREMENT_OFFICER, Role.DECISION_MAKER, Role.CONTROLLER, Role.ORDERING_UNIT])
def test_a_colleague_signs_by_role_once_it_is_shared(home, officer, purchase, role):
    colleague = someone(home, role)
    with pytest.raises(MissingError):
        signed(colleague, purchase)
    share_purchase(by=officer, recorded_at=NOW, purchase=purchase.pk, version=purchase.version)
    shared = Purchase.objects.get(pk=purchase.pk)
    allowed = role in {Role.PROCUREMENT_OFFICER, Role.DECISION_MAKER}
    assert can_sign_test(colleague, shared, on=TODAY) is allowed
    if allowed:
        assert signed(colleague, shared).role == role
    else:
        with pytest.raises(NotAllowedError):
            signed(colleague, shared)


def test_a_deputy_does_not_sign_in_anothers_stead(officer, purchase):
    assert not can_sign_test(replace(officer, instead_of=officer.person), purchase, on=TODAY)


def test_only_the_latest_answer_is_signed(officer, purchase):
    later = asked_again(officer, purchase)
    with pytest.raises(StaleError):
        signed(officer, purchase)
    with pytest.raises(SvangrumError, match=r"supplier-test\.other-answer"):
        signed(officer, later)
    assert signed(officer, later, answer=2).answer == 2


def test_an_answer_without_a_test_cannot_be_signed(officer):
    given = answer_now(FACTS, as_of=TODAY, sent=FACTS)
    told = keep_purchase(by=officer, recorded_at=NOW, as_of=TODAY, title="Städning", given=given)
    with pytest.raises(SvangrumError, match=r"supplier-test\.none"):
        signed(officer, Purchase.objects.get(pk=told))


def test_each_stage_of_an_answer_is_signed_once(officer, purchase):
    signed(officer, purchase)
    with pytest.raises(SvangrumError, match=r"supplier-test\.signed"):
        signed(officer, purchase)
    assert signed(officer, purchase, stage="notice").stage == "notice"


def test_everything_that_is_wrong_is_told_at_once(officer, purchase):
    with pytest.raises(InvalidFactsError) as invalid:
        signed(officer, purchase, stage="", decision="kanske", reason=" ")
    assert [one.code for one in invalid.value.errors] == [
        "supplier-test.no-stage",
        "supplier-test.no-decision",
        "supplier-test.no-reason",
    ]
    with pytest.raises(InvalidFactsError) as invalid:
        signed(officer, purchase, reason="x" * (LONGEST_REASON + 1))
    assert invalid.value.errors[0].values == {"longest": LONGEST_REASON}


def test_what_differs_at_notice_and_award_is_told(officer, purchase):
    signed(officer, purchase)
    a_supplier(rates={"90910000": 35_000})
    later = asked_again(officer, purchase)
    signed(officer, later, answer=2, stage="notice", minutes=1)
    signed(officer, later, answer=2, stage="award", minutes=2)
    first, notice, award = signed_tests(later, language="sv")
    assert (first.first, first.differences) == (True, ())
    assert [group.kind for group in notice.differences] == ["part"]
    assert award.differences == ()
    assert all(one.whole for one in (first, notice, award))


def test_an_answer_that_was_changed_afterwards_is_told(officer, purchase):
    signed(officer, purchase)
    answer = GivenAdvice.objects.get()
    answer.advice["sv"]["two_suppliers"]["finding"] = "none"
    answer.save()
    assert [one.whole for one in signed_tests(purchase, language="sv")] == [False]


def test_why_goes_with_the_purchase_and_that_it_was_signed_stays(officer, purchase):
    signed(officer, purchase)
    why = {"reason": "Fel köp.", "decision": "Nämnden 2026-11-27, § 7."}
    remove_purchase(by=officer, recorded_at=NOW, purchase=purchase.pk, version=purchase.version, **why)
    test = SupplierTest.objects.get()
    assert test.reason == ""
    assert not Event.objects.filter(kind="supplier-test", payload__contains=test.digest).exists()
    assert faults() == []


def test_another_organisation_that_may_read_it_does_not_sign(purchase):
    other = an_organisation(OrganisationKind.REGION)
    with pytest.raises(MissingError):
        signed(someone(other, Role.PROCUREMENT_OFFICER), purchase)
