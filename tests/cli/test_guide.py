from __future__ import annotations

import json

import pytest

from svangrum.cli.main import run
from svangrum.guide.checks import checks
from svangrum.guide.export import digest
from svangrum.guide.texts import clauses


def test_search(capsys):
    assert run(["guide", "search", "samhall"], "sv") == 0
    assert "question/samhall" in capsys.readouterr().out
    assert run(["guide", "search", "xyzzyx"], "sv") == 1


def test_export_to_the_screen_and_to_a_file(capsys, tmp_path):
    assert run(["guide", "export"], "sv") == 0
    written = capsys.readouterr().out
    assert json.loads(written)["content_digest"] == digest()
    assert run(["guide", "export", "--out", str(tmp_path / "guide.json")], "sv") == 0
    assert (tmp_path / "guide.json").read_text("utf-8") == written


def test_a_file_that_cannot_be_written_is_told(capsys, tmp_path):
    assert run(["guide", "export", "--out", str(tmp_path)], "sv") == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_digest(capsys):
    assert run(["guide", "digest"], "sv") == 0
    assert capsys.readouterr().out.strip() == digest()


def test_texts_are_listed_by_where_they_belong_and_shown_whole(capsys):
    assert run(["guide", "texts"], "sv") == 0
    listed = capsys.readouterr().out
    assert run(["guide", "texts", "andelskrav", "--as-of", "2026-11-23"], "en") == 0
    shown = capsys.readouterr().out

    assert all(code in listed for code in clauses())
    assert listed.startswith("Fråga marknaden")
    assert "At least 30 per cent of those occupied" in shown
    assert "Chapter 4, section 16 LUF" in shown
    assert "The share is reached: yes or no. Stated by the supplier." in shown


def test_checks_are_shown_for_a_condition_for_an_answer_and_all(capsys):
    assert run(["guide", "checks"], "sv") == 0
    listed = capsys.readouterr().out
    assert run(["guide", "checks", "no-local-preference"], "sv") == 0
    own = capsys.readouterr().out
    assert run(["guide", "checks", "reserve.directive"], "en") == 0
    answer = capsys.readouterr().out

    assert all(key in listed for key in checks())
    assert "Bevis: Begär inget. Visa det själv." in own
    assert (answer.count("Ask for: "), answer.count("Proof: ")) == (8, 4)
    assert "(condition.share-test)" in answer


@pytest.mark.parametrize("command", [["texts", "nej"], ["checks", "nej"], ["checks", "reserve.nej"]])
def test_a_code_that_is_not_there_is_told(command, capsys):
    assert run(["guide", *command], "sv") == 2
    assert "finns inte" in capsys.readouterr().err
