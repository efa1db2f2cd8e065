"""``svangrum ingest decp``: what it says, in both languages, and how it ends."""

from __future__ import annotations

import json

import pytest

from svangrum.cli.main import run
from tests.ingest.decp.made_up import as_csv, row

ROWS = [row(), row(id="2", titulaire_nom="Camille Exemple", codeCPV="x", offresRecues="0"), row(acheteur_id="x")]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "decp.csv"
    path.write_bytes(as_csv(ROWS))
    return path


def ingest(language, *arguments):
    return run(["ingest", "decp", *map(str, arguments)], language)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("sv", ("Kontrakt: 2", "acheteur_id är inget SIRET", "codeCPV: ingen CPV-kod", "reserverade: 2", "utan namn")),
        (
            "en",
            ("Contracts: 2", "acheteur_id is no SIRET", "codeCPV: not a CPV code", "Reserved contracts: 2", "persons"),
        ),
    ],
)
def test_it_says_what_was_read_and_what_was_set_aside(file, tmp_path, capsys, language, says):
    assert ingest(language, file, "--store", tmp_path / "store", "--workers", 1) == 1
    told = capsys.readouterr().out

    assert [one for one in says if one not in told] == []
    assert "Licence Ouverte 2.0" in told
    assert "Camille" not in told


def test_all_is_well_when_all_became_facts(tmp_path, capsys):
    path = tmp_path / "decp.csv"
    path.write_bytes(as_csv([row()]))

    assert ingest("sv", path, "--store", tmp_path / "store") == 0
    assert "Alla rader har blivit fakta." in capsys.readouterr().out


def test_as_json(file, tmp_path, capsys):
    assert ingest("en", file, "--store", tmp_path / "store", "--json") == 1
    told = json.loads(capsys.readouterr().out)

    assert [(one["file"], one["reason"], one["row"], one["column"]) for one in told["set_aside"]] == [
        ("decp.csv", "cell.not-siret", 4, "acheteur_id")
    ]
    assert told["manifest"]["facts"] == {"contracts": 2}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_changed_columns_are_named_and_nothing_is_done(tmp_path, capsys, language):
    path = tmp_path / "decp.csv"
    path.write_bytes(as_csv([row()]).replace(b"offresRecues", b"nombreOffres", 1))

    assert ingest(language, path, "--store", tmp_path / "store") == 2
    assert "offresRecues" in capsys.readouterr().err
    assert not (tmp_path / "store" / "facts").exists()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_file_set_aside_beside_others_is_named(file, tmp_path, capsys, language):
    (tmp_path / "gone.csv").write_bytes(b"a,b\r\n1,2\r\n")

    assert ingest(language, tmp_path, "--store", tmp_path / "store") == 1
    assert "gone.csv: " in capsys.readouterr().out
