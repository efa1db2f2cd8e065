"""Phrases are found as whole words, with any letters where a star stands and a little between where three dots do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.phrases import begins_with, first_found, without


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("reserverad upphandling", "fruktkorgar - reserverad upphandling", "reserverad upphandling"),
        ("reserverad upphandling", "reserverad\n  upphandling: lokalvård", "reserverad upphandling"),
        ("reserverad upphandling", "oreserverad upphandling", None),
        ("asf", "asfaltering av ytor", None),
        ("asf", "klienter asf/ifa", "asf"),
        ("réservé* … insertion", "lots réservés à des structures d'insertion", "réservés à des structures d'insertion"),
        ("réservé* … insertion", "réservé" + " x" * 60 + " insertion", None),
        ("d insertion", "entreprise d'insertion", "d'insertion"),
        ("socialt företag", "social företag", None),
    ],
)
def test_what_is_found(phrase, text, found):
    assert first_found((phrase,), text) == found


def test_a_word_inside_another_does_not_hide_the_next():
    assert first_found(("asf",), "asfalt och asf") == "asf"


def test_the_beginning_is_the_beginning():
    assert begins_with(("samhall*",), "samhall ab")
    assert not begins_with(("samhall*",), "ab samhall")


def test_what_is_taken_out_is_not_found_again():
    assert first_found(("reserverad upphandling",), without(("ej reserverad",), "ej reserverad upphandling")) is None


def test_a_phrase_without_words_is_refused():
    with pytest.raises(ValueError, match="needs words"):
        first_found(("…",), "text")


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.sampled_from(["köp", "reserverad upphandling", "esat"]))
def test_a_phrase_in_spaces_is_found_whatever_stands_around(text, phrase):
    folded = text.casefold()

    assert first_found((phrase,), f"{folded} {phrase} {folded}") is not None
