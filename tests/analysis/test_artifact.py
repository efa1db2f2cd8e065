import json

import pytest

from svangrum.analysis.artifact import as_text, write_artifact
from svangrum.core.errors import SvangrumError

FIGURES = {"b": {"ö": [0.5, 1], "a": {}}, "a": 1.0}


def test_keys_are_sorted_and_a_list_takes_one_line():
    assert as_text(FIGURES) == '{\n "a": 1.0,\n "b": {\n  "a": {},\n  "ö": [0.5,1]\n }\n}\n'


def test_the_text_reads_back():
    assert json.loads(as_text(FIGURES)) == FIGURES


def test_writing_replaces_the_whole_file(tmp_path):
    path = tmp_path / "tenders.json"
    path.write_text("before")
    write_artifact(FIGURES, path)

    assert json.loads(path.read_text("utf-8")) == FIGURES
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(SvangrumError, match=r"model\.unwritable"):
        write_artifact(FIGURES, tmp_path / "ingenstans" / "tenders.json")
