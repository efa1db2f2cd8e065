"""One line of a batch: what a person would write in the form, or what is wrong with it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.advice.batch_line import KEYS, LONGEST, read_line
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, words
from svangrum.core.reading import InvalidFactsError


def line(**fields):
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1200000", "1200000"),
        ('"1 200 000 kr"', "1 200 000 kr"),
        ("1200000.50", "1200000.5"),
        ("1.2e6", "1200000"),
        ("24.0", "24"),
        ("-5", "-5"),
        ("0", "0"),
        ("1e400", "1e400"),
        ("1e-400", "1e-400"),
        ("9" * 400, "9" * 400),
        ("NaN", "NaN"),
        ("null", ""),
        ('""', ""),
    ],
)
def test_a_number_keeps_every_digit_and_null_is_not_known(written, text):
    assert read_line(b'{"value": %s}' % written.encode()) == {"value": text}


@pytest.mark.parametrize(("written", "text"), [("true", "yes"), ("false", "no"), ('"ja"', "ja"), ("null", "")])
@pytest.mark.parametrize("field", ["contract", "main_object"])
def test_yes_and_no_may_be_true_and_false(field, written, text):
    assert read_line(b'{"%s": %s}' % (field.encode(), written.encode())) == {field: text}


@pytest.mark.parametrize("key", ["same-kind", "same_kind"])
def test_a_key_is_written_as_the_option_or_as_the_field(key):
    assert read_line(line(**{key: 0})) == {"same_kind": "0"}


def test_every_key_may_be_stated():
    assert set(read_line(line(**dict.fromkeys(KEYS)))) == set(KEYS)


@pytest.mark.parametrize(
    "around",
    [
        b"\xef\xbb\xbf%s",
        b"%s\r\n",
        b"%s\n",
        b" \t%s  ",
    ],
)
def test_what_stands_around_the_object_does_not_matter(around):
    assert read_line(around % line(what="mat")) == {"what": "mat"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (b"", "batch.empty"),
        (b"\n", "batch.empty"),
        (b" \r\n", "batch.empty"),
        (b"\xef\xbb\xbf\n", "batch.empty"),
        (b"\0\0\0\n", "batch.not-text"),
        (b'{"what": "a\0b"}', "batch.not-text"),
        ('{"what": "mat"}'.encode("utf-16"), "batch.not-text"),
        ('{"what": "mat"}'.encode("utf-16-le"), "batch.not-text"),
        ('{"what": "städ"}'.encode("latin-1"), "batch.not-text"),
        (b"lokal", "batch.not-json"),
        (b'{"what": "mat"', "batch.not-json"),
        (b"{'what': 'mat'}", "batch.not-json"),
        (b'{"what": "mat"} {"what": "mat"}', "batch.not-json"),
        (b"[1, 2]", "batch.not-object"),
        (b"[]", "batch.not-object"),
        (b'["what", "mat"]', "batch.not-object"),
        (b'[["what", "mat"]]', "batch.not-object"),
        (b'"what"', "batch.not-object"),
        (b"7", "batch.not-object"),
        (b"NaN", "batch.not-object"),
        (b"null", "batch.not-object"),
        (b"true", "batch.not-object"),
        (b"[" * LONGEST, "batch.too-deep"),
        (b'{"a":' * (LONGEST // 5), "batch.too-deep"),
        (b" " * (LONGEST + 1), "batch.too-long"),
        (line(what="x" * LONGEST), "batch.too-long"),
    ],
)
def test_a_line_that_is_no_object_is_told_why(written, code):
    with pytest.raises(SvangrumError) as caught:
        read_line(written)
    assert (caught.value.code, caught.value.field) == (code, None)
    assert all(words(f"error.{code}", language, **caught.value.values) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("written", "field", "code"),
    [
        (b'{"vad": "mat"}', "vad", "batch.unknown-key"),
        (b'{"": 1}', "", "batch.unknown-key"),
        (b'{"--what": "mat"}', "--what", "batch.unknown-key"),
        (b'{"lang": "en"}', "lang", "batch.unknown-key"),
        (b'{"%s": 1}' % (b"x" * 1000), "x" * 60, "batch.unknown-key"),
        (b'{"value": 1, "value": 1}', "value", "batch.twice"),
        (b'{"same-kind": 1, "same_kind": null}', "same_kind", "batch.twice"),
        (b'{"value": [1]}', "value", "batch.wrong-kind"),
        (b'{"value": []}', "value", "batch.wrong-kind"),
        (b'{"value": {}}', "value", "batch.wrong-kind"),
        (b'{"value": {"minor": 1}}', "value", "batch.wrong-kind"),
        (b'{"value": true}', "value", "batch.wrong-kind"),
        (b'{"what": 7}', "what", "batch.wrong-kind"),
        (b'{"what": false}', "what", "batch.wrong-kind"),
        (rb'{"what": "a\u0000b"}', "what", "batch.control-sign"),
        (rb'{"what": "\ud800"}', "what", "batch.control-sign"),
        (rb'{"municipality": "Mal\u0007m\u00f6"}', "municipality", "batch.control-sign"),
    ],
)
def test_a_key_or_value_that_will_not_do_is_named(written, field, code):
    with pytest.raises(InvalidFactsError) as caught:
        read_line(written)
    (error,) = caught.value.errors
    assert (error.field, error.code) == (field, code)
    assert all(words(f"error.{code}", language, **error.values) for language in LANGUAGES)


def test_all_keys_that_will_not_do_are_told_at_once():
    with pytest.raises(InvalidFactsError) as caught:
        read_line(b'{"vad": 1, "value": [], "what": "mat", "what": "mer mat"}')
    assert [error.code for error in caught.value.errors] == ["batch.unknown-key", "batch.wrong-kind", "batch.twice"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)
OBJECTS = st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), VALUES)


@given(st.binary(max_size=60) | OBJECTS.map(json.dumps).map(str.encode) | VALUES.map(json.dumps).map(str.encode))
def test_any_bytes_are_read_or_told_in_words(written):
    try:
        assert set(read_line(written)) <= set(KEYS)
    except SvangrumError as error:
        for one in error.errors if isinstance(error, InvalidFactsError) else [error]:
            assert all(words(f"error.{one.code}", language, **one.values) for language in LANGUAGES)
