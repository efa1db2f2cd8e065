"""CSV, Parquet and JSON tell the same of the same contracts, whatever a file is called."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pyarrow as pa
import pytest

from tests.ingest.decp.made_up import BUYER, as_csv, as_json, as_parquet, contract, facts, row

ROWS = [row(), row(id="2024-2", titulaire_nom="EXEMPLE PROPRETÉ SAS", offresRecues="", montant="")]
WHERE = {"source", "source_row"}


def without(contracts, *names):
    return [{name: value for name, value in one.items() if name not in WHERE | {*names}} for one in contracts]


def test_a_contract_in_csv(tmp_path):
    (one,) = facts(tmp_path, as_csv([row()]))

    assert without([one]) == [
        {
            "contract_id": f"{BUYER}2024-1",
            "lot": 1,
            "buyer_id": BUYER,
            "buyer_name": "COMMUNE D'EXEMPLE",
            "buyer_category": "commune",
            "buyer_department": "69",
            "buyer_region": "84",
            "notified": date(2024, 5, 2),
            "year": 2024,
            "published": date(2024, 5, 20),
            "modifications": 0,
            "modified": None,
            "title": "Nettoyage des écoles",
            "cpv": "90910000",
            "nature": "marche",
            "procedure": "procedure-adaptee",
            "framework": False,
            "framework_id": None,
            "duration_months": 24,
            "offers_received": 3,
            "offers_stated": 3,
            "reserved": True,
            "social_clause": True,
            "social_criterion": False,
            "value_cents": 4_100_050,
            "value_stated_cents": 4_100_050,
            "place_code": "69123",
            "place_kind": "commune",
            "department": "69",
            "region": "84",
            "nuts": "FRK",
            "holders": 1,
            "persons": 0,
            "holder_names": ["ESAT LES TILLEULS"],
            "holder_ids": ["34027049500021"],
            "holder_id_kinds": ["siret"],
            "holder_categories": ["PME"],
            "holder_kinds": ["organisation"],
        }
    ]
    assert one["source_row"] == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", as_csv(ROWS, separator=";")),
        ("a.csv", as_csv(ROWS, separator="\t")),
        ("a.csv", as_csv(ROWS, encoding="utf-8-sig")),
        ("a.csv", as_csv(ROWS, encoding="utf-16")),
        ("a.csv", as_csv(ROWS, encoding="cp1252")),
        ("a.csv.gz", gzip.compress(as_csv(ROWS))),
        ("a.csv", as_csv(ROWS).replace(b"\r\n", b"\n")),
        ("a.parquet", as_parquet(ROWS)),
        ("named.csv", as_parquet(ROWS)),
        ("a.parquet.gz", gzip.compress(as_parquet(ROWS))),
        ("a.parquet", as_parquet(ROWS, objet=pa.large_string(), nature=pa.dictionary(pa.int32(), pa.string()))),
        ("flat.json", json.dumps(ROWS).encode()),
        ("flat.json", b"\xef\xbb\xbf" + json.dumps({"marches": ROWS}).encode()),
        (
            "dotted.json",
            json.dumps([{k.replace("acheteur_id", "acheteur.id"): v for k, v in r.items()} for r in ROWS]).encode(),
        ),
        ("flat.json.gz", gzip.compress(json.dumps(ROWS).encode())),
    ],
)
def test_every_form_tells_the_same(tmp_path, name, content):
    other = tmp_path / "other"
    other.mkdir()

    assert without(facts(tmp_path, content, name)) == without(facts(other, as_csv(ROWS)))


def test_the_official_json_tells_the_same_but_for_names(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    lacking = ("buyer_name", "buyer_category", "buyer_department", "buyer_region", "holder_names", "holder_ids")
    lacking += ("holder_categories", "holder_kinds")

    official = facts(tmp_path, as_json(contract()), "decp.json")

    assert without(official, *lacking) == without(facts(other, as_csv([row()])), *lacking)
    # Without a name nobody can tell a company's number from a sole trader's
    assert (official[0]["holder_kinds"], official[0]["holder_ids"]) == (["unknown"], [None])


def test_lists_in_parquet_and_in_brackets_read_as_lists(tmp_path):
    (one,) = facts(tmp_path, as_csv([row(considerationsSociales="['Critère social', 'Marché réservé']")]))

    assert (one["reserved"], one["social_clause"], one["social_criterion"]) == (True, False, True)


def test_the_official_modifications_are_taken_together(tmp_path):
    changes = [
        {"modification": {"id": 2, "dateNotificationModification": "2025-03-01", "montant": 60000}},
        {
            "modification": {
                "id": 1,
                "dateNotificationModification": "2024-09-01",
                "titulaires": [
                    {"titulaire": {"typeIdentifiant": "SIRET", "id": "21690123100029"}},
                    {"titulaire": {"typeIdentifiant": "TVA", "id": "DE123456789"}},
                ],
            }
        },
    ]
    (one,) = facts(tmp_path, as_json(contract(modifications=changes)), "decp.json")

    assert (one["notified"], one["modified"], one["modifications"]) == (date(2024, 5, 2), date(2025, 3, 1), 2)
    assert one["value_cents"] == 6_000_000
    # The last change says nothing of the holders: those of the change before are still the holders
    assert (one["holders"], one["holder_ids"]) == (2, [None, "21690123100029"])


@pytest.mark.parametrize(
    "holders",
    [
        [{"typeIdentifiant": "SIRET", "id": "21690123100029"}],
        {"titulaire": {"typeIdentifiant": "SIRET", "id": "21690123100029"}},
        [{"titulaire": {"typeIdentifiant": "SIRET", "id": "21690123100029"}}, {"titulaire": "id"}, None],
    ],
)
def test_holders_are_found_however_they_lie(tmp_path, holders):
    (one,) = facts(tmp_path, as_json(contract(titulaires=holders)), "decp.json")

    assert one["holder_ids"] == ["21690123100029"]


@pytest.mark.parametrize("holders", [None, [], "titulaire", [{"titulaire": {}}]])
def test_a_contract_without_holders_is_a_contract(tmp_path, holders):
    (one,) = facts(tmp_path, as_json(contract(titulaires=holders)), "decp.json")

    assert (one["holders"], one["holder_kinds"]) == (0, [])


def test_json_of_many_pieces_is_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr("svangrum.ingest.decp.nested._PIECE", 97)
    monkeypatch.setattr("svangrum.ingest.decp.nested._TAIL", 2_000)
    content = as_json(*(contract(id=f"2024-{number}", objet='é[]{}\\" ,' * 9) for number in range(60)))

    assert len(facts(tmp_path, content, "decp.json")) == 60
