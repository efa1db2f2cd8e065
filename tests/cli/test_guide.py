from __future__ import annotations

import json

from svangrum.cli.main import run
from svangrum.guide.export import digest


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
