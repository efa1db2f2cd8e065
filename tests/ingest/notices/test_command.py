"""``svangrum ingest notices``: what it says, in both languages, and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from svangrum.cli.main import run
from tests.ingest.notices.written import eforms, lot, reserved, uuid

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    marked = lot("LOT-0001", terms=reserved("res-ws"))
    (place / "one.xml").write_bytes(eforms("ContractNotice", "1-2024", lots=marked))
    (place / "two.xml").write_bytes(eforms("ContractNotice", "2-2024", lots=lot("LOT-0001"), notice_uuid=uuid(2)))
    return place


def ingest(language: str, *arguments: object) -> int:
    return run(["ingest", "notices", *map(str, arguments)], language)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (
            "sv",
            (
                "Lästa filer: 2",
                "Anbudsområden i dem: 2.",
                "Alla filer gick att läsa",
                "arbetar för integration: 1",
            ),
        ),
        (
            "en",
            ("Files read: 2", "Lots in them: 2.", "Every file could be read", "working for integration: 1"),
        ),
    ],
)
def test_it_says_what_was_read_and_where_it_is_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, says: tuple[str, ...]
) -> None:
    assert ingest(language, folder, "--store", tmp_path / "store", "--workers", 1) == 0
    told = capsys.readouterr().out

    assert all(one in told for one in says)
    assert "TED (ted.europa.eu)" in told
    assert str(tmp_path / "store" / "facts" / "lots") in told


def test_what_could_not_be_read_is_listed_and_the_code_says_so(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "page.xml").write_text("<html/>", "utf-8")

    assert ingest("sv", folder, "--store", tmp_path / "store", "--workers", 1) == 1
    told = capsys.readouterr().out
    assert "Filer som inte gick att läsa: 1" in told
    assert "page.xml: Filen är XML men ingen annons från TED. Ta bort den ur mappen. (html)" in told


def test_the_same_again_changes_nothing(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ingest("sv", folder, "--store", tmp_path / "store", "--workers", 1)
    ingest("sv", folder, "--store", tmp_path / "store", "--workers", 1)

    assert "fanns redan: 2. Inget är ändrat." in capsys.readouterr().out


def test_json_holds_manifest_and_everything_set_aside(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "again.xml").write_bytes((folder / "one.xml").read_bytes())
    (folder / "cut.xml").write_bytes((folder / "one.xml").read_bytes()[:900])
    ingest("sv", folder, "--store", tmp_path / "store", "--workers", 1, "--json")
    told = json.loads(capsys.readouterr().out)

    assert told["manifest"]["facts"] == {"lots": 2, "notices": 2}
    assert [(one["member"], one["reason"]) for one in told["set_aside"]] == [("cut.xml", "notice.not-xml")]
    assert [one["reason"] for one in told["left_out"]] == ["notice.duplicate"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("nowhere",), "finns inte"), ((), "PATH"), (("in", "--engine", "abacus"), "--engine")],
)
def test_a_mistake_is_told_and_nothing_is_done(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(folder.parent)

    assert ingest("sv", *arguments) == 2
    assert says in capsys.readouterr().err
    assert not (folder.parent / ".data").exists()
