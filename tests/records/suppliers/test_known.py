"""From rows to suppliers: what is told, what an organisation has noted, who is not counted, and in few questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svangrum.matching.fit import Grade
from svangrum.records.accounts.models import Organisation
from svangrum.records.capacities.models import Capacity, Commitment, Pause
from svangrum.records.enterprises.models import Assessment, Enterprise
from svangrum.records.passports.models import Challenge
from svangrum.records.suppliers.found import find
from svangrum.records.suppliers.known import known_to
from svangrum.records.suppliers.permissions import can_find_suppliers
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation
from tests.records.capacities.made import OFFER, a_taken_enterprise, an_enterprise
from tests.records.suppliers.made import NEED, a_proof, a_supplier, reasons

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return an_organisation()


def found_by(organisation=None, **need):
    return find(known_to(organisation and organisation.pk, on=TODAY), NEED._replace(**need), on=TODAY)


def note(town, enterprise, **noted):
    return Assessment.objects.create(organisation=town, enterprise=enterprise, noted_at=NOW, **noted)


def test_who_has_told_everything_is_counted(town):
    one = a_supplier()
    found = found_by(town)
    assert [fit.grade for fit in found.fits] == [Grade.YES]
    assert found.without_samhall.alone == ((one.orgnr,),)
    assert found.entry(one.orgnr).taken_over
    assert [str(grade) for grade in found.entry(one.orgnr).grades] == ["documented", "documented"]


def test_what_is_promised_or_paused_is_taken_away():
    one = a_supplier()
    Commitment.objects.create(enterprise=one, cpv="90911200", measure="hours", per_month=100, since=TODAY, told_at=NOW)
    assert (reasons(found_by(), one)["capacity"], found_by().fits[0].free) == ("CAPACITY_PART", 60)
    Pause.objects.create(enterprise=one, since=NEED.since, until=NEED.since)
    assert reasons(found_by(), one)["capacity"] == "CAPACITY_NONE_FREE"


def test_an_entry_that_nobody_has_taken_over_has_told_nothing(town):
    listed = an_enterprise(offers=[OFFER], places=["0180"])
    found = found_by(town)
    assert found.fits == ()
    assert [entry.orgnr for entry in found.known.silent] == [listed.orgnr]
    assert found.unknown == 1


def test_an_organisations_own_note_serves_where_the_enterprise_is_silent(town):
    listed = an_enterprise()
    note(town, listed, offers=[OFFER], places=["0180"], source="Nätverkets lista")
    found = found_by(town)
    entry = found.entry(listed.orgnr)
    assert (entry.offers_noted, entry.places_noted, entry.source) == (True, True, "Nätverkets lista")
    assert (reasons(found, listed)["trade"], reasons(found, listed)["place"]) == ("TRADE_NOTED", "PLACE_NOTED")
    assert found.fits[0].grade is Grade.UNKNOWN
    assert found_by(an_organisation()).fits == ()


def test_a_note_never_replaces_what_the_enterprise_tells(town):
    one = a_supplier()
    note(town, one, offers=[{"cpv": "77310000", "words": "park"}], places=["2132"])
    found = found_by(town)
    assert found.fits[0].grade is Grade.YES
    assert not found.entry(one.orgnr).offers_noted
    assert not found.entry(one.orgnr).places_noted


def test_an_own_note_of_where_it_works_makes_nobody_sure_and_keeps_nobody_out(town):
    here, there = a_supplier(places=None), a_supplier(places=None)
    note(town, here, places=["0180"])
    note(town, there, places=["2132"])
    found = found_by(town)
    assert (reasons(found, here)["place"], reasons(found, there)["place"]) == ("PLACE_NOTED", "PLACE_UNTOLD")
    assert found.without_samhall.at_least == 0
    assert {fit.grade for fit in found.fits} == {Grade.UNKNOWN}


def test_capacity_that_was_told_more_than_a_year_ago_is_not_known():
    one = a_supplier()
    Capacity.objects.filter(enterprise=one).update(told_at=NOW - timedelta(days=366))
    assert reasons(found_by(), one)["capacity"] == "CAPACITY_LONG_AGO"
    Capacity.objects.filter(enterprise=one).update(told_at=NOW - timedelta(days=365))
    assert found_by().without_samhall.at_least == 1


def test_a_note_of_what_it_does_not_say_is_no_place_at_all(town):
    silent = a_supplier(places=None)
    note(town, silent, reason="Ring först.")
    assert reasons(found_by(town), silent)["place"] == "PLACE_UNTOLD"


def test_one_that_works_everywhere_needs_no_note(town):
    one = a_supplier(places=None, everywhere=True)
    note(town, one, places=["2132"])
    assert reasons(found_by(town), one)["place"] == "PLACE_EVERYWHERE"


@pytest.mark.parametrize("standing", ["deregistered", "bankrupt", "liquidation"])
def test_who_has_ended_is_not_counted_and_it_is_said_why(town, standing):
    one = a_supplier(standing=standing, standing_on=TODAY)
    found = found_by(town)
    assert (found.fits, found.known.entries) == ((), {})
    assert [(out.entry.orgnr, str(out.why), out.on) for out in found.known.out] == [(one.orgnr, standing, TODAY)]


def test_a_note_that_it_is_no_social_enterprise_is_a_remark_and_changes_no_count(town):
    one = a_supplier()
    note(town, one, social=False, reason="Det är ett vanligt bolag.")
    found = found_by(town)
    assert (found.known.out, found.without_samhall.at_least) == ((), 1)
    assert found.entry(one.orgnr).not_social
    assert not found_by(an_organisation()).entry(one.orgnr).not_social


@pytest.mark.parametrize(
    ("controlled", "control", "told"), [(None, "", False), (False, "", True), (True, "5590000001", True)]
)
def test_who_has_not_said_whether_it_is_decided_over_is_known_as_that(controlled, control, told):
    one = a_supplier(controlled=controlled, control=control)
    assert found_by().entry(one.orgnr).control_told is told


def test_the_first_evidence_to_end_is_the_one_that_is_told():
    one = a_supplier(evidence=False)
    a_proof(one, "purpose")
    a_proof(one, "share", expires=TODAY + timedelta(days=9), basis="self-declared")
    entry = found_by().entry(one.orgnr)
    assert (entry.proved_until, entry.weakest) == (TODAY + timedelta(days=9), "self-declared")


def test_an_open_challenge_of_older_evidence_holds_for_the_newer(town):
    one = a_supplier(evidence=False)
    a_proof(one, "purpose")
    old = a_proof(one, "share", told_at=NOW - timedelta(days=90), ended_at=NOW - timedelta(days=20))
    a_proof(one, "share")
    challenge = Challenge.objects.create(evidence=old, organisation=town, reason="Fel.", raised_at=NOW)
    assert reasons(found_by(), one)["evidence"] == "EVIDENCE_REVIEWED"
    Challenge.objects.filter(pk=challenge.pk).update(settled_at=NOW, upheld=False)
    assert reasons(found_by(), one)["evidence"] == "EVIDENCE_VALID"


def test_evidence_out_of_date_or_against_is_told():
    late, against = a_supplier(evidence=False), a_supplier(evidence=False)
    for one, told in ((late, {"expires": TODAY - timedelta(days=1)}), (against, {"holds": False})):
        a_proof(one, "purpose")
        a_proof(one, "share", **told)
    found = found_by()
    assert reasons(found, late)["evidence"] == "EVIDENCE_EXPIRED"
    assert reasons(found, against)["evidence"] == "EVIDENCE_FAILS"


def test_samhall_and_units_of_municipalities_stand_apart():
    a_supplier()
    a_supplier(kind="samhall")
    unit = a_supplier(kind="municipal")
    found = found_by()
    assert (found.without_samhall.at_least, found.with_samhall.at_least) == (1, 2)
    assert [one.key for one in found.municipal] == [unit.orgnr]
    assert unit.orgnr not in {one.key for one in found.of_grade(Grade.YES)}


def test_two_of_one_owner_are_one_tenderer():
    mother = a_supplier()
    daughter = a_supplier(control=mother.orgnr)
    found = found_by()
    assert found.without_samhall.alone == (tuple(sorted((mother.orgnr, daughter.orgnr))),)


def test_one_whose_organisation_has_left_is_silent_again(town):
    one = a_supplier()
    Organisation.objects.filter(pk=one.organisation_id).update(closed=TODAY)
    assert [entry.orgnr for entry in found_by().known.silent] == [one.orgnr]
    note(town, one, offers=[OFFER], places=["0180"])
    (fit,) = found_by(town).fits
    assert {reason.part for reason in fit.reasons if reason.grade is Grade.UNKNOWN} >= {"capacity", "evidence", "will"}


def test_the_owner_of_an_owner_is_the_owner():
    top = a_supplier()
    middle = a_supplier(control=top.orgnr)
    a_supplier(control=middle.orgnr)
    found = found_by()
    assert {fit.control for fit in found.fits} == {top.orgnr}
    assert found.without_samhall.at_least == 1


def test_two_that_decide_over_one_another_are_one_tenderer():
    one = a_supplier()
    other = a_supplier(control=one.orgnr)
    Enterprise.objects.filter(pk=one.pk).update(control=other.orgnr)
    assert found_by().without_samhall.at_least == 1


def test_however_many_there_are_it_takes_as_many_questions(town):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            known_to(town.pk, on=TODAY)
        return len(asked)

    a_supplier()
    few = questions()
    for _ in range(5):
        note(town, a_supplier(), offers=[OFFER])
    assert questions() == few == 9


def test_no_rates_are_read():
    Enterprise.objects.filter(pk=a_supplier().pk).update(rates={"90910000": 25_000})
    with CaptureQueriesContext(connection) as asked:
        known_to(None, on=TODAY)
    assert not [one for one in asked if "rates" in one["sql"]]


def test_only_buyers_may_ask(town):
    _, person = a_taken_enterprise()
    coordinator = an_organisation("coordinator")
    assert can_find_suppliers(actor(a_member(town, "controller"), town))
    assert not can_find_suppliers(person)
    assert not can_find_suppliers(actor(a_member(coordinator, "coordinator"), coordinator))
