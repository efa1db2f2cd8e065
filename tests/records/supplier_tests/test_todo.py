"""A signed test is to be made again: the owner is reminded, after a while, until the next stage is signed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.records.actors import Role
from svangrum.records.purchases.models import Purchase
from svangrum.records.supplier_tests.models import SupplierTest
from svangrum.records.supplier_tests.todo import tests_to_make_again as again
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation
from tests.records.purchases.made import a_purchase
from tests.records.supplier_tests.made import a_signature

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


@pytest.fixture
def home():
    return an_organisation()


@pytest.fixture
def owner(home):
    return actor(a_member(home, Role.PROCUREMENT_OFFICER), home)


@pytest.fixture
def purchase(owner):
    return a_purchase(owner, shared=True)


def told(actor, on=TODAY):
    return [(one.code, one.values["day"]) for one in again(actor, on)]


def test_nothing_is_told_until_a_month_after_the_choice(owner, purchase):
    a_signature(purchase, owner, "choice")
    assert told(owner, TODAY + MONTH - timedelta(days=1)) == []
    assert told(owner, TODAY + MONTH) == [("supplier-test-notice", TODAY)]


def test_the_next_stage_is_told_three_months_after_the_notice_and_nothing_after_the_award(owner, purchase):
    a_signature(purchase, owner, "choice")
    a_signature(purchase, owner, "notice", NOW + MONTH)
    assert told(owner, TODAY + 2 * MONTH) == []
    assert told(owner, TODAY + 4 * MONTH) == [("supplier-test-award", TODAY + MONTH)]
    a_signature(purchase, owner, "award", NOW + 4 * MONTH)
    assert told(owner, TODAY + 40 * MONTH) == []


def test_it_is_the_owners_to_look_at_and_nobody_elses(home, owner, purchase):
    a_signature(purchase, owner, "choice")
    colleague = actor(a_member(home, Role.PROCUREMENT_OFFICER), home)
    assert told(owner, TODAY + MONTH)
    assert told(colleague, TODAY + MONTH) == []


@pytest.mark.parametrize("changed", ["closed", "not-reserved"])
def test_what_is_closed_or_not_reserved_is_told_no_more(owner, purchase, changed):
    a_signature(purchase, owner, "choice")
    if changed == "closed":
        Purchase.objects.update(state="closed")
    else:
        SupplierTest.objects.update(decision="not-reserved")
    assert told(owner, TODAY + MONTH) == []
