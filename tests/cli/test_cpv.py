import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from svangrum.cli.context import Context
from svangrum.cli.cpv import cpv
from svangrum.core.codes import cpv_table
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, words
from svangrum.matching.cpv_words import suggest_cpv


def run(*arguments: str, language: str = "sv", stdin: str | None = None) -> Result:
    return CliRunner().invoke(cpv, list(arguments), obj=Context(language), standalone_mode=False, input=stdin)


def codes(text: str) -> str:
    return "\t".join(one.code for one in suggest_cpv(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_lines_with_code_label_and_the_words_that_told(language: str) -> None:
    lines = run("lokalvård", "i", "förskola", language=language).output.splitlines()

    assert len(lines) == 5
    assert lines[0].startswith("90910000  " + cpv_table()["90910000"].label(language))
    assert "lokalvård" in lines[0]


def test_json() -> None:
    listed = json.loads(run("snöröjning", "--json").output)

    assert len(listed) == 5
    assert [sorted(one) for one in listed] == [["code", "label_en", "label_sv", "score"]] * 5
    assert listed[0]["code"] == "90620000"
    assert (listed[0]["label_sv"], listed[0]["label_en"]) == ("Snöröjning", "Snow-clearing services")
    assert 0.5 < listed[0]["score"] <= 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_batch_keeps_its_lines(tmp_path: Path, end: str, last: bool, mark: str) -> None:  # noqa: FBT001
    texts = ["städ", "", "2021:33", "fruktkorgar\u2028till kontor", "snöröjning"]
    file = tmp_path / "texts.txt"
    file.write_bytes((mark + end.join(texts) + (end if last else "")).encode())

    lines = run("--batch", str(file)).output.split("\n")

    assert lines == [codes("städ"), "", codes(texts[2]), codes(texts[3]), codes("snöröjning"), ""]
    assert all(len(line.split("\t")) == 5 for line in lines if line)


def test_a_batch_from_standard_input() -> None:
    assert run("--batch", "-", stdin="städ\n").output == codes("städ") + "\n"


def test_an_empty_file_gives_nothing(tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.touch()

    assert run("--batch", str(file)).output == ""


def error(*arguments: str) -> SvangrumError:
    raised = run(*arguments).exception
    assert isinstance(raised, SvangrumError)
    assert words(f"error.{raised.code}", "sv", **raised.values)
    return raised


@pytest.mark.parametrize("arguments", [(), ("",), ("  ", "?")])
def test_without_words_it_says_what_to_write(arguments: tuple[str, ...]) -> None:
    assert error(*arguments).code == "cpv.no-words"


def test_words_or_a_file(tmp_path: Path) -> None:
    assert error("städ", "--batch", str(tmp_path / "x")).code == "cpv.words-or-file"
    assert error("--json", "--batch", str(tmp_path / "x")).code == "cpv.words-or-file"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    western = tmp_path / "western.txt"
    western.write_bytes("snöröjning\n".encode("cp1252"))

    assert error("--batch", str(tmp_path / "missing.txt")).code == "cpv.file-missing"
    assert error("--batch", str(tmp_path)).code == "cpv.file-missing"
    assert error("--batch", str(western)).code == "cpv.file-undecodable"
