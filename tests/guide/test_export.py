from __future__ import annotations

import copy
import json

import jsonschema
import pytest

from svangrum.core.data import data_path
from svangrum.guide.changes import changes
from svangrum.guide.export import as_json, digest, document

SCHEMA = json.loads(data_path("schemas/guide.schema.json").read_text("utf-8"))


def test_the_document_is_what_its_schema_says() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(as_json()), SCHEMA)


@pytest.mark.parametrize(
    "path",
    [
        ("content", "cells", 0, "aim", "en"),
        ("content", "questions", 0, "checked_on"),
        ("content", "texts", 0, "motive"),
        ("content_digest",),
    ],
)
def test_the_schema_finds_what_is_missing(path: tuple[str | int, ...]) -> None:
    broken = copy.deepcopy(json.loads(as_json()))
    *way, last = path
    part = broken
    for key in way:
        part = part[key]
    del part[last]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)


def test_the_same_content_is_the_same_text() -> None:
    assert as_json() == as_json()
    assert document()["content_digest"] == digest()


def test_no_text_changes_without_a_line_about_it() -> None:
    newest = changes()[0]
    says = "add what changed to data/guide/changes.yaml, and there the digest that `svangrum guide digest` prints"

    assert newest.digest == digest(), says
    assert [one.day for one in changes()] == sorted((one.day for one in changes()), reverse=True)
