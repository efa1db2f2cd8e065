"""What was found in words and as JSON: every reason can be said, and the file is as its schema says."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from svangrum.core.data import data_path
from svangrum.core.language import LANGUAGES, has_words, words
from svangrum.matching.fit import Grade, Reason
from svangrum.records.enterprises.models import Assessment
from svangrum.records.suppliers.export import as_json
from svangrum.records.suppliers.found import find
from svangrum.records.suppliers.known import Wherefore, known_to
from svangrum.records.suppliers.told import headline, label_of, reason_told, resting_on, unknown_counts
from tests.records.build import NOW, TODAY, an_organisation
from tests.records.capacities.made import OFFER, an_enterprise
from tests.records.suppliers.made import NEED, a_proof, a_supplier

SCHEMA = json.loads(data_path("schemas/suppliers.schema.json").read_text("utf-8"))


def found(organisation=None, need=NEED):
    return find(known_to(organisation and organisation.pk, on=TODAY), need, on=TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.django_db
def test_every_reason_can_be_said(language):
    a_supplier()
    one = found()
    said = {reason_told(one, one.fits[0], reason, language) for reason in Reason}
    assert len(said) == len(Reason)


def test_whatever_is_not_known_has_a_way_to_fill_it():
    for reason in Reason:
        if reason.grade is Grade.UNKNOWN:
            assert has_words(f"suppliers.missing.{reason.code}")
            assert has_words(f"suppliers.fill.{reason.code}")
    assert all(has_words(f"suppliers.out.{why}") for why in Wherefore)


def test_the_schema_knows_every_reason():
    parts = SCHEMA["$defs"]["supplier"]["properties"]["reasons"]["properties"]
    assert {code for part in parts.values() for code in part["enum"]} == {reason.code for reason in Reason}


@pytest.mark.django_db
def test_the_weakest_evidence_is_the_one_that_is_told():
    one = a_supplier(evidence=False)
    a_proof(one, "purpose", basis="audited")
    a_proof(one, "share", basis="self-declared")
    several = found()
    assert "egen uppgift" in reason_told(several, several.fits[0], Reason.EVIDENCE_VALID, "sv")


@pytest.mark.django_db
def test_what_a_firm_says_itself_is_never_told_as_shown():
    one = a_supplier(evidence=False)
    for test in ("purpose", "share"):
        a_proof(one, test, basis="self-declared")
    several = found()
    for reason in Reason:
        assert "visat" not in reason_told(several, several.fits[0], reason, "sv")


@pytest.mark.django_db
def test_evidence_that_ends_before_the_first_day_is_said_to():
    one = a_supplier(evidence=False)
    a_proof(one, "purpose")
    a_proof(one, "share", expires=NEED.since - timedelta(days=1))
    ends = words("suppliers.ends-before", "sv", day=NEED.since - timedelta(days=1))
    for need, said in ((NEED, True), (NEED._replace(since=NEED.since - timedelta(days=1)), False)):
        several = found(need=need)
        assert (ends in reason_told(several, several.fits[0], Reason.EVIDENCE_VALID, "sv")) is said


@pytest.mark.django_db
def test_what_the_count_rests_on_is_told_beside_it():
    a_supplier(controlled=False)
    assert resting_on(found(), "sv") == []
    own = a_supplier(evidence=False)
    for test in ("purpose", "share"):
        a_proof(own, test, basis="self-declared")
    for language in LANGUAGES:
        expected = [words(f"suppliers.rests.{code}", language, count=1) for code in ("own-word", "control-untold")]
        assert resting_on(found(), language) == expected


@pytest.mark.django_db
def test_what_is_not_known_is_counted_by_reason_and_what_most_lack_comes_first():
    first, second = a_supplier(free=0), a_supplier(free=0, will="")
    a_supplier(will="no", free=0)
    counted = unknown_counts(found())
    assert counted[0] == (Reason.CAPACITY_UNTOLD, tuple(sorted((first.orgnr, second.orgnr))))
    assert counted[1] == (Reason.WILL_UNTOLD, (second.orgnr,))


@pytest.mark.django_db
def test_none_is_never_told_as_nought():
    assert headline(found(), "sv") == headline(found(need=NEED._replace(per_month=None)), "sv")
    assert "0" not in headline(found(), "sv")


def test_a_code_outside_the_nomenclature_stands_as_it_is():
    assert label_of("99999999", "sv") == "99999999"
    assert label_of("90910000", "en") == "Cleaning services"


@pytest.mark.django_db
def test_the_file_is_as_its_schema_says():
    town = an_organisation()
    first = a_supplier()
    a_supplier(control=first.orgnr)
    for told in ({"free": 60, "will": "consortium"}, {"kind": "samhall"}, {"kind": "municipal"}, {"evidence": False}):
        a_supplier(**told)
        a_supplier(**told)
    a_supplier(standing="bankrupt", standing_on=TODAY)
    assessed = {"organisation": town, "noted_at": NOW}
    Assessment.objects.create(enterprise=a_supplier(), social=False, reason="Vanligt bolag.", **assessed)
    Assessment.objects.create(enterprise=an_enterprise(), offers=[OFFER], **assessed)
    an_enterprise()
    for need in (NEED, NEED._replace(per_month=None)):
        written = as_json(found(town, need))
        Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(written)))
    assert len(written["not_counted"]) == 1
    assert [one["own_notes"] for one in written["suppliers"] if one["own_notes"]] == [["not-social"], ["offers"]]
    assert len(written["silent"]) == 1
