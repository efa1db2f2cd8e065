"""The command line as a person meets it: help, answers, errors and exit codes, in both languages."""

from __future__ import annotations

import json

import click
import jsonschema
import pytest

from svangrum.cli.main import cli, main, split_language
from svangrum.core.data import data_path
from svangrum.core.language import LANGUAGES, words

QUESTION = (
    "advise",
    "--what",
    "lokalvård i två förskolor",
    "--value",
    "1200000",
    "--municipality",
    "Nordanstig",
    "--as-of",
    "2026-11-23",
)


@pytest.fixture
def svangrum(capsys):
    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        told = capsys.readouterr()
        return left.value.code, told.out, told.err

    return run


def test_the_question_of_the_readme_is_answered(svangrum):
    code, told, complaints = svangrum(*QUESTION)
    assert (code, complaints) == (0, "")
    assert "Vad du får göra" in told
    assert "19 a kap. 2 §" in told.replace("\u00a0", " ")


def test_json_follows_its_schema(svangrum):
    code, told, _ = svangrum(*QUESTION, "--json")
    schema = json.loads(data_path("schemas/advice.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(told), schema)
    assert code == 0


def test_the_answer_can_be_in_english(svangrum):
    _, told, _ = svangrum(*QUESTION, "--lang", "en")
    assert "What you may do" in told


@pytest.mark.parametrize(
    ("option", "text", "told"),
    [
        ("--value", "-5", "negativt"),
        ("--value", "mycket", "går inte att läsa"),
        ("--municipality", "Atlantis", "Atlantis"),
        ("--cpv", "12345678", "12345678"),
        ("--as-of", "2026-13-40", "2026-13-40"),
        ("--as-of", "2019-01-01", "1 februari 2022"),
        ("--months", "noll", "hela månader"),
        ("--buyer", "jag", "kommun"),
        ("--lang", "de", "--lang sv"),
        ("--colour", "red", "--colour"),
    ],
)
def test_what_is_wrong_is_said_plainly_and_nothing_is_done(svangrum, option, text, told):
    code, answered, complaints = svangrum(*QUESTION, option, text)
    assert (code, answered) == (2, "")
    assert told in complaints
    assert "Traceback" not in complaints


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("nope",), "Kommandot nope finns inte"),
        (("ingest",), "vad du vill göra"),
        (("ingest", "statistics"), "PATH… saknas"),
        (("ingest", "statistics", "x", "--workers", "0"), "--workers"),
        (("advise", "lokalvård"), "går inte att tolka"),
        (("advise", "--as-of"), "går inte att tolka"),
        (("law", "explain"), "CODE saknas"),
    ],
)
def test_a_line_that_is_no_command_is_told_in_words(svangrum, line, told):
    code, answered, complaints = svangrum(*line)
    assert (code, answered) == (2, "")
    assert told in complaints


def test_every_fault_is_told_at_once(svangrum):
    _, _, complaints = svangrum("advise", "--value", "x", "--months", "y")
    assert "vad du ska köpa" in complaints
    assert "”x”" in complaints
    assert "”y”" in complaints


def test_documents_are_saved_in_a_folder(svangrum, tmp_path):
    code, _, _ = svangrum(*QUESTION, "--out", str(tmp_path / "svar"))
    assert code == 0
    names = {path.name for path in (tmp_path / "svar").iterdir()}
    assert {"beslutsunderlag.pdf", "beslutsunderlag.docx"} <= names
    assert not any(name.endswith(".part") for name in names)


def test_a_folder_that_cannot_be_written_is_named(svangrum, tmp_path):
    (tmp_path / "svar").write_text("a file stands here")
    code, _, complaints = svangrum(*QUESTION, "--out", str(tmp_path / "svar"))
    assert code == 2
    assert "--out" in complaints


def verbs(command=cli, path=()):
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from verbs(inner, (*path, name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", list(verbs()), ids=" ".join)
def test_every_command_and_option_has_help(svangrum, path, language):
    code, told, _ = svangrum(*path, "--help", "--lang", language)
    assert code == 0
    assert told.startswith(f"{words('cli.usage', language)} svangrum")
    assert words("cli.show-help", language) in told


def test_no_arguments_shows_what_there_is(svangrum):
    code, told, _ = svangrum()
    assert code == 0
    assert "advise" in told


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["advise", "--lang", "en"], ("en", ["advise"])),
        (["--lang=en", "advise"], ("en", ["advise"])),
        (["advise"], ("sv", ["advise"])),
    ],
)
def test_the_language_may_stand_anywhere(given, expected, monkeypatch):
    monkeypatch.delenv("SVANGRUM_LANG", raising=False)
    assert split_language(given) == expected


def test_an_empty_language_in_the_environment_is_none(monkeypatch):
    monkeypatch.setenv("SVANGRUM_LANG", "")
    assert split_language(["advise"]) == ("sv", ["advise"])
