"""What may be a person keeps neither name nor number; what says that it is an organisation keeps both."""

from __future__ import annotations

import re

import pytest

from svangrum.core.data import read_yaml
from svangrum.ingest.decp.cells import holds_personal_number
from svangrum.ingest.decp.people import holder
from tests.ingest.decp.made_up import as_csv, contracts, ingested, row

SIRET = "34027049500021"


@pytest.mark.parametrize(
    "name",
    [
        "EXEMPLE SAS",
        "Société d'exemple",
        "Établissements Exemple",
        "Association Les Tilleuls",
        "EA DES TILLEULS",
        "E.S.A.T. DES TILLEULS",
        "DUPOND PAYSAGES",
        "Dupond & Durand",
        "EXEMPLE 3000",
        "COMMUNE D'EXEMPLE",
        "EXEMPLE GMBH",
    ],
)
def test_an_organisation_keeps_its_name_and_number(name):
    assert holder(name, SIRET, "PME") == ("organisation", name, SIRET)


@pytest.mark.parametrize(
    "name",
    [
        "M. Camille Exemple",
        "MADAME EXEMPLE",
        "EXEMPLE CAMILLE EI",
        "Camille Exemple, entrepreneur individuel",
        "Exemple EIRL",
        "INDIVISION EXEMPLE",
        "[Données personnelles non-diffusibles]",
        "NON DIFFUSIBLE",
    ],
)
@pytest.mark.parametrize("category", [None, "PME", "GE"])
def test_a_person_is_counted_as_one(name, category):
    assert holder(name, SIRET, category) == ("person", None, None)


@pytest.mark.parametrize(
    "name",
    ["Camille Exemple", "EXEMPLE CAMILLE", "Camille de la Croix", "France Exemple", "José de Sá", "TILLEULS", None, ""],
)
def test_what_may_be_a_person_has_no_name(name):
    assert holder(name, SIRET, "PME") == ("unknown", None, None)
    assert holder(name, SIRET, None) == ("unknown", None, None)


@pytest.mark.parametrize("category", ["ETI", "GE"])
def test_a_large_enterprise_is_no_person(category):
    assert holder("TILLEULS", SIRET, category) == ("organisation", "TILLEULS", SIRET)


def test_a_public_bodys_number_tells_what_it_is():
    assert holder(None, "21690123100011", None) == ("organisation", None, "21690123100011")


def test_a_social_security_number_is_a_persons_whatever_the_name_says():
    assert holder("EXEMPLE SAS", "184127645108946", "GE") == ("person", None, None)


@pytest.mark.parametrize("text", ["1 84 12 76 451 089 46", "n° 184127645108946.", "1 84 12 2A 451 089 33"])
def test_a_social_security_number_is_known_by_its_key(text):
    wrong = re.sub(r"\d\d(\D*)$", r"00\1", text)

    assert holds_personal_number(text)
    assert not holds_personal_number(wrong)


def test_every_french_sign_of_what_a_winner_is_keeps_the_name():
    signs = [
        phrase
        for kind in read_yaml("market/winner_signs.yaml")["kinds"]
        if kind["kind"] in {"prison", "social", "association"}
        for phrase in kind["names"].get("fr", ())
    ]

    assert len(signs) > 10
    assert [one for one in signs if holder(one.replace("*", "").replace("…", "d"), SIRET, "PME").name is None] == []


def test_nothing_of_a_person_lies_anywhere_in_the_store(tmp_path):
    secret = {"titulaire_nom": "Camille Exemplette", "titulaire_id": "81234567800013", "titulaire_categorie": ""}
    read = ingested(tmp_path, {"decp.csv": as_csv([row(), row(**secret), row(id="", **secret)])})
    (one,) = contracts(tmp_path)

    stored = b"".join(path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file())
    assert (one["holders"], sorted(one["holder_kinds"])) == (2, ["organisation", "unknown"])
    assert read.snapshot.manifest.quality["holders.unknown"] == 1
    assert b"Exemplette" not in stored
    assert b"81234567800013" not in stored
