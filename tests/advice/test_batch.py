"""Each line that comes in is one line that goes out: the answer of one purchase, or what is wrong with it."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.advice.advise import advise
from svangrum.advice.batch import answer_lines
from svangrum.advice.batch_line import KEYS
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.read import read_purchase
from svangrum.core.data import data_path
from svangrum.core.language import LANGUAGES

DAY = date(2026, 11, 23)
CLEANING = {"what": "lokalvård i två förskolor", "value": 1_200_000, "municipality": "Nordanstig"}


def answered(*lines, language="sv"):
    written = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines]
    return list(answer_lines(written, day=DAY, language=language))


def told(*lines, language="sv"):
    return [json.loads(one.line) for one in answered(*lines, language=language)]


@cache
def schema(name):
    return jsonschema.Draft202012Validator(json.loads(data_path(f"schemas/{name}.schema.json").read_text("utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_that_of_the_same_purchase_alone(language):
    advice = advise(read_purchase({**CLEANING, "value": "1200000"}), as_of=DAY, moved=False)
    alone = as_json_object(advice, explain(advice, language=language))
    (one,) = answered(CLEANING, language=language)
    assert one.good
    assert list(json.loads(one.line).items()) == list(json.loads(json.dumps(alone)).items())


def test_every_line_is_one_line_in_order():
    lines = answered(CLEANING, b"nope", {**CLEANING, "what": "mat\nfrukt\u2028"}, b"\n", CLEANING)
    assert [one.good for one in lines] == [True, False, True, False, True]
    assert all(one.line.endswith(b"\n") and one.line.count(b"\n") == 1 for one in lines)
    assert lines[0] == lines[4]


def test_a_line_may_state_its_day():
    first, second = told(CLEANING, {**CLEANING, "as-of": "2024-06-01"})
    assert (first["as_of"], second["as_of"]) == ("2026-11-23", "2024-06-01")


def test_an_answer_does_not_hang_on_the_lines_before():
    unlike = [{**CLEANING, "value": value, "as_of": day} for value in (1, 9**9) for day in ("2022-02-01", "2028-01-01")]
    assert told(*unlike, CLEANING)[-1] == told(CLEANING)[0]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"what": ""}, "what", "what.missing"),
        ({"value": "mycket"}, "value", "money.unreadable"),
        ({"value": -5}, "value", "money.negative"),
        ({"value": 0}, "value", "money.zero"),
        ({"value": 10**400}, "value", "money.too-large"),
        ({"value": float("inf")}, "value", "money.unreadable"),
        ({"months": 1.5}, "months", "months.unreadable"),
        ({"municipality": "Atlantis"}, "municipality", "municipality.unknown-name"),
        ({"cpv": 12345678}, "cpv", "cpv.unknown-division"),
        ({"kind": 5}, "kind", "choice.unknown"),
        ({"as_of": "2026-13-40"}, "as_of", "date.unreadable"),
        ({"as_of": 20261123}, "as_of", "date.unreadable"),
        ({"as_of": "2019-01-01"}, "as_of", "law.not-in-force"),
        ({"valu": 1}, "valu", "batch.unknown-key"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_says_line_field_and_what_to_do(fields, field, code, language):
    _, found = told(CLEANING, {**CLEANING, **fields}, language=language)
    schema("advice-error").validate(found)
    error = found["error"]
    assert (error["line"], error["field"], error["code"], error["more"]) == (2, field, code, [])
    assert error["text"].startswith({"sv": "Rad 2, ", "en": "Line 2, "}[language] + field)


def test_all_faults_of_a_line_are_told_the_first_of_them_first():
    (found,) = told({"value": "x", "months": "y", "as_of": "z"})
    schema("advice-error").validate(found)
    error = found["error"]
    assert [error["field"], *(one["field"] for one in error["more"])] == ["as_of", "what", "value", "months"]


def test_half_a_surrogate_in_a_key_is_quoted_and_the_line_stays_json():
    (found,) = told(rb'{"\ud800": 1}')
    assert found["error"]["field"] == "\ud800"


TEXTS = st.sampled_from(["", "ja", "no", "lou", "kommun", "tjanster", "90911200", "55330000", "2024-01-01", "x"])
SCALARS = st.none() | st.booleans() | st.integers(-1, 10**9) | TEXTS
LINES = st.dictionaries(st.sampled_from(KEYS), SCALARS).map(lambda fields: {"what": "lokalvård", **fields})


@settings(max_examples=150)
@given(LINES, st.sampled_from(LANGUAGES))
def test_any_object_gets_a_whole_answer_or_a_whole_error(fields, language):
    (one,) = answered(fields, language=language)
    schema("advice" if one.good else "advice-error").validate(json.loads(one.line))
