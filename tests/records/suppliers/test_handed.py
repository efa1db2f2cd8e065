"""The register as advice takes it: for buyers alone, with the days on which it was filled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from svangrum.advice.supply import filled_for
from svangrum.competition.two_suppliers import Filled
from svangrum.core.money import Money
from svangrum.records.accounts.models import Organisation, OrganisationKind
from svangrum.records.accounts.roles import ROLES
from svangrum.records.actors import PUBLIC, Actor, Role
from svangrum.records.enterprises.models import Assessment, Enterprise
from svangrum.records.suppliers.handed import register_for
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation
from tests.records.capacities.made import OFFER, an_enterprise
from tests.records.suppliers.made import NEED, a_supplier

pytestmark = pytest.mark.django_db


def of(kind: OrganisationKind, role: Role | None = None) -> Actor:
    organisation = an_organisation(kind)
    return actor(a_member(organisation, role or ROLES[kind][-1]), organisation)


def test_it_is_handed_to_buyers_alone():
    a_supplier()
    assert register_for(PUBLIC, on=TODAY) is None
    assert register_for(of(OrganisationKind.COORDINATOR), on=TODAY) is None
    assert register_for(of(OrganisationKind.ENTERPRISE), on=TODAY) is None
    assert register_for(of(OrganisationKind.REGION), on=TODAY) is not None


def test_every_entry_that_is_counted_is_in_it_with_what_it_told_and_when():
    buyer = of(OrganisationKind.MUNICIPALITY, Role.PROCUREMENT_OFFICER)
    one = a_supplier(rates={"90910000": 32_000}, told={"offers": ["2026-10-01T08:00:00+00:00", str(buyer.person)]})
    quiet, noted = an_enterprise(), a_supplier()
    Assessment.objects.create(organisation_id=buyer.organisation, enterprise=noted, noted_at=NOW)
    gone = a_supplier(standing="bankrupt")
    known = register_for(buyer, on=TODAY)
    entries = {entry.key: entry for entry in known.entries}
    assert entries.keys() == {one.orgnr, quiet.orgnr, noted.orgnr}
    assert gone.orgnr not in {one.key for one in known.suppliers}
    assert entries[one.orgnr].told_on == date(2026, 10, 1)
    assert entries[one.orgnr].rates == {"90910000": Money(32_000)}
    assert entries[one.orgnr].places == ("0180",)
    assert entries[noted.orgnr].told_on is None
    assert (entries[one.orgnr].proved, entries[quiet.orgnr].proved) == ("documented", None)
    assert entries[one.orgnr].noted == frozenset()
    assert not entries[one.orgnr].control_told
    assert entries[quiet.orgnr].told_on is None
    assert entries[quiet.orgnr].offers == ()


def test_a_note_of_an_entry_that_nobody_has_taken_over_fills_no_register():
    buyer = of(OrganisationKind.MUNICIPALITY)
    for _ in range(10):
        noted = {"offers": [OFFER], "places": ["0180"], "noted_at": NOW}
        Assessment.objects.create(organisation_id=buyer.organisation, enterprise=an_enterprise(), **noted)
    known = register_for(buyer, on=TODAY)
    assert filled_for(known.entries, NEED, on=TODAY) == Filled(0, 0, 10)


def test_only_what_it_told_of_trade_and_place_fills_the_register():
    buyer = of(OrganisationKind.MUNICIPALITY)
    when, long_ago = ["2026-10-01T08:00:00+00:00", "x"], ["2021-10-01T08:00:00+00:00", "x"]
    named, old = a_supplier(told={"name": when}), a_supplier(told={"offers": when, "places": long_ago})
    days = {one.key: one.told_on for one in register_for(buyer, on=TODAY).entries}
    assert days == {named.orgnr: None, old.orgnr: date(2021, 10, 1)}


def test_who_works_elsewhere_is_not_silent_here_though_it_has_not_told_what_it_offers():
    buyer = of(OrganisationKind.MUNICIPALITY)
    a_supplier(offers=[], places=["2132"])
    known = register_for(buyer, on=TODAY)
    assert filled_for(known.entries, NEED, on=TODAY).silent == 0


def test_an_enterprise_whose_organisation_has_left_has_told_nothing():
    buyer, one = of(OrganisationKind.MUNICIPALITY, Role.PROCUREMENT_OFFICER), a_supplier(rates={"90910000": 32_000})
    Organisation.objects.filter(pk=one.organisation_id).update(closed=TODAY)
    (entry,) = register_for(buyer, on=TODAY).entries
    assert (entry.offers, entry.told_on, entry.rates, entry.proved) == ((), None, {}, None)
    (before,) = register_for(buyer, on=TODAY - timedelta(days=1)).entries
    assert before.rates


@pytest.mark.parametrize("role", ROLES[OrganisationKind.MUNICIPALITY])
def test_rates_are_handed_to_those_who_procure_or_match(role):
    one = a_supplier(rates={"90910000": 32_000})
    (entry,) = register_for(of(OrganisationKind.MUNICIPALITY, role), on=TODAY).entries
    assert entry.key == one.orgnr
    assert bool(entry.rates) is (role in {Role.PROCUREMENT_OFFICER, Role.MATCHING_OFFICER})


def test_a_buyer_that_sells_the_same_is_handed_no_rates():
    buyer = of(OrganisationKind.MUNICIPALITY, Role.PROCUREMENT_OFFICER)
    one, unit = a_supplier(rates={"90910000": 32_000}), a_supplier(kind="municipal")
    Organisation.objects.filter(pk=buyer.organisation).update(orgnr=unit.orgnr)
    entries = {entry.key: entry for entry in register_for(buyer, on=TODAY).entries}
    assert entries[one.orgnr].rates == {}


def test_it_asks_as_many_questions_however_many_there_are(django_assert_max_num_queries):
    buyer = of(OrganisationKind.MUNICIPALITY)
    for _ in range(5):
        a_supplier()
    assert Enterprise.objects.count() == 5
    with django_assert_max_num_queries(15):
        assert len(register_for(buyer, on=TODAY).entries) == 5
