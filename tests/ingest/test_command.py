"""``svangrum ingest statistics`` as a person runs it: what it says, and how it ends."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from svangrum.cli.ingest import ingest
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, catalogue, words
from tests.ingest.workbooks import lot, rows_of, workbook, write_tables

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object, language: str = "sv", environment: dict[str, str] | None = None) -> Result:
    command = ["statistics", *(str(argument) for argument in arguments), "--workers", "1"]
    return CliRunner().invoke(ingest, command, obj=SimpleNamespace(language=language), env=environment)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_facts_end_with_0(tmp_path: Path, language: str) -> None:
    write_tables(tmp_path / "in")

    result = run(tmp_path / "in", "--store", tmp_path / "store", language=language)

    assert result.exit_code == 0, result.output
    assert words("ingest.none-set-aside", language) in result.stdout
    assert "Uppgifter: Upphandlingsmyndigheten | Bearbetning: Svängrum" in result.stdout


def test_rows_set_aside_end_with_1_and_are_listed(tmp_path: Path) -> None:
    (tmp_path / "anbud.xlsx").write_bytes(workbook(rows_of([lot(), lot(tenders=-1.0)])))

    result = run(tmp_path, "--store", tmp_path / "store")

    assert result.exit_code == 1
    assert "anbud.xlsx, bladet data, rad 3: Antal anbud är negativ. Rätta den." in result.stdout
    assert "Inga värden. Tabellen Kontrakterat värde är inte med." in result.stdout
    assert "1 anbudsområden med 3 anbud" in result.stdout.replace("\xa0", " ")


def test_a_file_read_twice_ends_with_1(tmp_path: Path) -> None:
    files = write_tables(tmp_path / "in")
    (tmp_path / "in" / "kopia.xlsx").write_bytes(files[0].read_bytes())

    result = run(tmp_path / "in", "--store", tmp_path / "store")

    assert result.exit_code == 1
    assert f"kopia.xlsx är samma fil som {files[0].name}" in result.stdout


def test_a_long_list_says_where_the_rest_stands(tmp_path: Path) -> None:
    (tmp_path / "anbud.xlsx").write_bytes(workbook(rows_of([lot(), *[lot(tenders=-1.0)] * 60])))

    result = run(tmp_path, "--store", tmp_path / "store")

    assert result.stdout.count("är negativ") == 50
    assert "… och 10 till. Alla står i" in result.stdout
    assert "refusals.parquet" in result.stdout


def test_json_is_for_programs(tmp_path: Path) -> None:
    (tmp_path / "anbud.xlsx").write_bytes(workbook(rows_of([lot(), lot(tenders=-1.0)])))

    result = run(tmp_path, "--store", tmp_path / "store", "--json")

    said = json.loads(result.stdout)
    assert result.exit_code == 1
    assert said["stored"] is True
    assert said["manifest"]["facts"]["lots"] == 1
    (row,) = said["set_aside"]
    assert (row["file"], row["row"], row["column"], row["reason"]) == (
        "anbud.xlsx",
        3,
        "Antal anbud",
        "cell.negative",
    )


def test_the_second_time_says_so(tmp_path: Path) -> None:
    write_tables(tmp_path / "in")
    run(tmp_path / "in", "--store", tmp_path / "store")

    result = run(tmp_path / "in", "--store", tmp_path / "store")

    assert result.exit_code == 0
    assert "Inget har ändrats" in result.stdout


def test_the_store_may_be_named_by_the_environment(tmp_path: Path) -> None:
    write_tables(tmp_path / "in")

    result = run(tmp_path / "in", environment={"SVANGRUM_STORE": str(tmp_path / "store")})

    assert result.exit_code == 0
    assert (tmp_path / "store" / "current" / "statistics").exists()


def test_an_error_is_raised_for_the_command_line_to_tell(tmp_path: Path) -> None:
    result = run(tmp_path / "finns-inte.xlsx", "--store", tmp_path / "store")

    assert isinstance(result.exception, SvangrumError)
    assert result.exception.code == "ingest.no-such-path"
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_a_whole_file_has_both_its_words(language: str) -> None:
    """One error is told when nothing is done, a shorter one when the rest is read."""
    short = {
        code.removeprefix("ingest.refusal.file.") for code in catalogue(language) if "ingest.refusal.file." in code
    }
    alone = {"no-files", "no-notices", "no-such-path", "nothing-there", "unreadable", "worker-died"}
    told = {code.removeprefix("error.ingest.") for code in catalogue(language) if "error.ingest." in code}

    assert told - alone == short - {"same"}
