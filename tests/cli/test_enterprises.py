"""Lists and the official register from the command line, with the same summary as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from svangrum.cli.main import run
from svangrum.core.language import words
from svangrum.records.enterprises.models import Assessment, Enterprise
from tests.ingest.register.bulk import bolagsverket, company, scb, written
from tests.ingest.register.made import PERSON, a_file, a_list, a_number
from tests.records.build import NOW, an_organisation

if TYPE_CHECKING:
    from pathlib import Path

ROW = (a_number(1), "Påhittade Städ AB", "Lokalvård", "90911200", "Kalix", "")


@pytest.fixture(autouse=True)
def opened(db, monkeypatch, settings):
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)


@pytest.fixture
def svangrum(capsys):
    def answer(*arguments, language="sv"):
        code = run(("enterprises", *map(str, arguments)), language)
        told = capsys.readouterr()
        return code, told.out, told.err

    return answer


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_list_is_read_in_for_an_organisation(svangrum, tmp_path: Path, language: str) -> None:
    organisation = an_organisation(name="Exempelstads kommun")
    names = ("", "Något annat", "", "", "", "")
    file = written(tmp_path, a_list(ROW, (PERSON, "Robin", "", "", "", ""), names), "lista.csv")

    code, told, _ = svangrum("import", file, "--organisation", organisation.name, language=language)

    assert code == 1
    assert words("list.sum-new", language, count=1) in told
    assert words("list.refused.person", language) in told
    assert words("list.cli.undecided", language, row=4, name="Något annat", like="–") in told
    assert "Robin" not in told
    note = Assessment.objects.get()
    assert (note.organisation, note.source) == (organisation, "lista.csv")


def test_a_dry_run_changes_nothing(svangrum, tmp_path: Path) -> None:
    an_organisation(name="Exempelstad")
    code, told, _ = svangrum(
        "import", written(tmp_path, a_list(ROW), "l.csv"), "--organisation", "Exempelstad", "--dry-run"
    )

    assert code == 0
    assert words("list.cli.dry", "sv") in told
    assert not Enterprise.objects.exists()


def test_columns_are_named_by_heading_or_letter(svangrum, tmp_path: Path) -> None:
    an_organisation(name="Exempelstad")
    file = written(tmp_path, a_file([["Nr", "Ett", "Två"], [a_number(1), "fel", "Rätt"]]), "l.csv")

    code, _, _ = svangrum("import", file, "--organisation", "Exempelstad", "--map", "name=C", "--map", "orgnr=Nr")
    assert code == 0
    assert Enterprise.objects.get().name == "Rätt"
    code, _, complaint = svangrum("import", file, "--organisation", "Exempelstad", "--map", "name=Saknas")
    assert code == 2
    assert "Nr, Ett, Två" in complaint
    code, _, complaint = svangrum("import", file, "--organisation", "Exempelstad", "--map", "orgnr=")
    assert (code, words("error.list.no-name-column", "sv") in complaint) == (2, True)


def test_the_official_register_is_asked_about_what_is_there(svangrum, tmp_path: Path) -> None:
    for place in (1, 2, 3):
        Enterprise.objects.create(orgnr=a_number(place), name=f"Nummer {place}", listed_at=NOW)
    gone = company(a_number(1), "Det borta AB", ended="2026-01-02")
    file = written(tmp_path, bolagsverket([gone, company(a_number(9))]))
    other = written(
        tmp_path, scb([{"PeOrgNr": f"16{a_number(2)}", "Namn": "Verkstan", "JurForm": "82", "FtgStat": "1"}]), "scb.txt"
    )

    code, told, _ = svangrum("enrich", "--bolagsverket", file, "--scb", other)

    assert code == 0
    assert words("companies.found", "sv", found=2, asked=3) in told
    assert words("companies.deregistered", "sv", count=1, numbers=a_number(1)) in told
    standing = dict(Enterprise.objects.values_list("orgnr", "standing"))
    assert standing == {a_number(1): "deregistered", a_number(2): "active", a_number(3): "unknown"}


def test_a_file_that_is_cut_changes_nothing(svangrum, tmp_path: Path) -> None:
    Enterprise.objects.create(orgnr=a_number(1), name="Nummer 1", listed_at=NOW)
    file = written(tmp_path, bolagsverket([company(a_number(1), ended="2026-01-02"), company(a_number(2))])[:-30])

    code, _, complaint = svangrum("enrich", "--bolagsverket", file)

    assert code == 2
    assert words("error.companies.cut", "sv", path=file.name) in complaint
    assert Enterprise.objects.get().standing == "unknown"


def test_no_file_is_an_error_and_a_dry_run_changes_nothing(svangrum, tmp_path: Path) -> None:
    assert svangrum("enrich")[0] == 2
    Enterprise.objects.create(orgnr=a_number(1), name="Nummer 1", listed_at=NOW)
    file = written(tmp_path, bolagsverket([company(a_number(1))]))
    assert svangrum("enrich", "--bolagsverket", file, "--dry-run")[0] == 0
    assert Enterprise.objects.get().standing == "unknown"
