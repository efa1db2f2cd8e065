"""A snapshot is the same to the byte whatever the order of files and the number of workers."""

from __future__ import annotations

import json
import random

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.facts import open_store
from svangrum.facts.decp import CONTRACTS
from svangrum.ingest.decp.ingest import ingest_decp
from tests.ingest.decp.made_up import as_csv, as_json, as_parquet, contract, contracts, ingested, row


def many(seed, number=400):
    choose = random.Random(seed)  # noqa: S311 - made-up rows
    names = ["EXEMPLE SAS", "Camille Exemple", "ESAT LES TILLEULS", "M. Exemple"]
    for _ in range(number):
        day = f"2024-0{choose.randint(1, 9)}-1{choose.randint(0, 9)}"
        yield row(
            id=f"n{choose.randint(1, number // 2)}",
            dateNotification=day,
            modification_id=str(choose.randint(0, 2)),
            titulaire_id=f"{choose.randint(10**13, 10**14 - 1)}",
            titulaire_nom=choose.choice(names),
            objet=choose.choice(["Nettoyage", "Nettoyage des vitres"]),
        )


def stored(folder, store):
    (snapshot,) = (folder / store / "facts" / "decp").iterdir()
    return {path.name: path.read_bytes() for path in snapshot.iterdir()}


def test_the_same_bytes_in_any_order_with_any_workers(tmp_path):
    files = {
        "a.csv": as_csv([*many(1), row(id="")]),
        "b.parquet": as_parquet(many(2)),
        "c.json": as_json(*(contract(id=f"n{number}") for number in range(300))),
        "d.csv": b"no,such\r\ntable,1\r\n",
    }
    turned = dict(reversed(files.items()))

    ingested(tmp_path, files, store="one")
    ingested(tmp_path, turned, store="two", workers=3)

    assert stored(tmp_path, "one") == stored(tmp_path, "two")


def test_rows_in_another_order_are_the_same_contracts(tmp_path):
    rows = list(many(3))
    shuffled = random.Random(4).sample(rows, len(rows))  # noqa: S311 - made-up rows
    other = tmp_path / "other"
    other.mkdir()
    ingested(tmp_path, {"decp.csv": as_csv(rows)})
    ingested(other, {"decp.csv": as_csv(shuffled)})

    def told(folder):
        return [{k: v for k, v in one.items() if k not in {"source", "source_row"}} for one in contracts(folder)]

    assert told(tmp_path) == told(other)


def test_rows_lie_in_a_total_order(tmp_path):
    ingested(tmp_path, {"decp.csv": as_csv(many(5))})
    rows = open_store(tmp_path / "store").contracts().to_pyarrow().to_pylist()
    keys = [tuple(one[name] for name in CONTRACTS.order) for one in rows]

    assert keys == sorted(set(keys))


def test_the_same_files_change_nothing(tmp_path):
    first = ingested(tmp_path, {"decp.csv": as_csv([row()])})
    again = ingested(tmp_path, {"decp.csv": as_csv([row()])})

    assert (first.stored, again.stored) == (True, False)
    assert again.snapshot.path == first.snapshot.path


def test_the_same_file_twice_is_read_once(tmp_path):
    read = ingested(tmp_path, {"a.csv": as_csv([row()]), "b.csv": as_csv([row()])})

    assert read.same_files == (("b.csv", "a.csv"),)
    assert not read.all_facts


def test_a_folder_is_read_but_for_what_is_half_there(tmp_path):
    for name in ("decp.csv", "notes.txt", "decp.parquet.part", ".hidden.csv"):
        (tmp_path / name).write_bytes(as_csv([row()]))

    read = ingest_decp([tmp_path], store=tmp_path / "store", retrieved_at="2026")

    assert [one.name for one in read.snapshot.manifest.sources] == ["decp.csv"]


def test_an_empty_folder_and_a_path_to_nothing_are_told_of(tmp_path):
    (tmp_path / "empty").mkdir()
    for path, code in ((tmp_path / "empty", "decp.nothing-there"), (tmp_path / "none", "ingest.no-such-path")):
        with pytest.raises(SvangrumError) as caught:
            ingest_decp([path], store=tmp_path / "store", retrieved_at="2026")
        assert caught.value.code == code


def test_the_manifest_tells_source_terms_and_counts(tmp_path):
    manifest = ingested(tmp_path, {"decp-20260915-051620.csv": as_csv([row(), row(id="")])}).snapshot.manifest

    assert (manifest.licence, manifest.first_year, manifest.last_year) == ("etalab-2.0", 2024, 2024)
    assert "Licence Ouverte 2.0" in manifest.attribution
    assert "data.gouv.fr" in manifest.attribution
    assert [(one.name, one.sheets[0].rows) for one in manifest.sources] == [("decp-20260915-051620.csv", 2)]
    assert (manifest.facts, manifest.refused) == ({"contracts": 1}, {"cell.missing": 1})


def test_what_stands_in_the_store_is_no_workspace(tmp_path):
    ingested(tmp_path, {"decp.csv": as_csv([row()])})

    assert list((tmp_path / "store" / "staging").iterdir()) == []
    assert json.loads((stored_manifest(tmp_path)).read_text())["dataset"] == "decp"


def stored_manifest(folder):
    (snapshot,) = (folder / "store" / "facts" / "decp").iterdir()
    return snapshot / "_manifest.json"
