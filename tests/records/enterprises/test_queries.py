"""The register is searched by words, CPV, municipality and kind."""

from __future__ import annotations

import pytest

from svangrum.ingest.register.chosen import Chosen
from svangrum.ingest.register.rows import Offer
from svangrum.records.enterprises.actions.assessing import note_assessment
from svangrum.records.enterprises.actions.listing import read_in_list
from svangrum.records.enterprises.actions.telling import add_offer, describe_enterprise, tell_places, tell_training
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.enterprises.queries import Sought, enterprises_seen_by, matching
from tests.records.build import NOW
from tests.records.enterprises.made import a_buyer, a_listed, an_enterprise

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """A cleaner in Falun, a kitchen over the whole country, and one that only a list knows."""
    cleaner, kitchen = an_enterprise("Stjärnan"), an_enterprise("Grytan")
    listed = a_listed(name="Okända bolaget")
    told = {"by": cleaner.member, "recorded_at": NOW, "enterprise": cleaner.entry.pk}
    add_offer(**told, version=1, cpv="90911200", words="Städning av trappor")
    tell_places(**told, version=2, places="Falun")
    told = {"by": kitchen.member, "recorded_at": NOW, "enterprise": kitchen.entry.pk}
    add_offer(**told, version=1, cpv="55000000", words="Allt om mat")
    tell_places(**told, version=2, everywhere=True)
    tell_training(**told, version=3, training_places="4", training_words="Platser i köket")
    describe_enterprise(**told, version=4, name="Grytan", kind="samhall")
    return {"cleaner": cleaner.entry, "kitchen": kitchen.entry, "listed": listed}


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        ({}, ["kitchen", "listed", "cleaner"]),
        ({"words": "STÄD trapp"}, ["cleaner"]),
        ({"words": "städ mat"}, []),
        ({"words": "falu"}, ["cleaner"]),
        ({"words": "köket"}, ["kitchen"]),
        ({"words": "hotell"}, ["kitchen"]),
        ({"words": "cleaning"}, ["cleaner"]),
        ({"words": "(a+)+$"}, []),
        ({"cpv": "90911200"}, ["cleaner"]),
        ({"cpv": "90910000"}, ["cleaner"]),
        ({"cpv": "90000000"}, ["cleaner"]),
        ({"cpv": "90911300"}, []),
        ({"cpv": "55330000"}, ["kitchen"]),
        ({"municipality": "2080"}, ["kitchen", "cleaner"]),
        ({"municipality": "0180"}, ["kitchen"]),
        ({"kind": "samhall"}, ["kitchen"]),
        ({"kind": "enterprise", "municipality": "2080", "cpv": "90910000", "words": "trappor"}, ["cleaner"]),
    ],
)
def test_what_is_sought_is_found(register, sought, expected):
    found = matching(enterprises_seen_by(a_buyer()), Sought(**sought))
    assert list(found) == [register[name] for name in expected]


@pytest.mark.parametrize(
    "sought",
    [
        {"words": "fönster"},
        {"words": "okända fönster falu"},
        {"words": "window"},
        {"cpv": "90911300"},
        {"cpv": "90910000", "words": "okända"},
        {"municipality": "2080", "kind": "enterprise", "cpv": "90911300"},
    ],
)
def test_what_an_organisation_has_noted_finds_an_entry_for_that_organisation_alone(register, sought):
    officer, other = a_buyer(), a_buyer()
    rows = [Chosen(1, register["listed"].orgnr, "", (Offer("90911300", "Fönsterputs"),), ("2080",), "")]
    read_in_list(by=officer, recorded_at=NOW, organisation=officer.organisation, source="Listan", chosen=rows)
    for actor in (officer, other):
        found = matching(enterprises_seen_by(actor), Sought(**sought), noted_by=actor.organisation)
        assert list(found) == ([register["listed"]] if actor is officer else [])
    assert not matching(enterprises_seen_by(officer), Sought(**sought))


def test_why_an_organisation_counts_an_enterprise_is_not_sought(register):
    officer = a_buyer()
    noted = {"enterprise": register["listed"].pk, "version": 0, "social": "yes", "reason": "Besökt i verkstaden."}
    note_assessment(by=officer, recorded_at=NOW, **noted)
    assert not matching(Enterprise.objects.all(), Sought(words="verkstaden"), noted_by=officer.organisation)


def test_a_number_is_found_with_and_without_its_dash(register):
    number = register["listed"].orgnr
    for written in (number, f"{number[:6]}-{number[6:]}"):
        assert list(matching(Enterprise.objects.all(), Sought(words=written))) == [register["listed"]]


def test_rows_written_together_are_found_too():
    Enterprise.objects.bulk_create([Enterprise(orgnr="5599000001", name="Åsnan", listed_at=NOW)])
    assert matching(Enterprise.objects.all(), Sought(words="åsnan")).count() == 1


def test_no_rate_can_be_sought(register):
    Enterprise.objects.update(rates={"90911200": 37700})
    for one in Enterprise.objects.all():
        one.save()
    assert not Enterprise.objects.filter(sought__contains="377").exists()
