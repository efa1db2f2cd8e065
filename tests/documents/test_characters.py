from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.documents import characters
from svangrum.documents.characters import clean, has_missing_glyphs, printable, rewrite, shorten
from tests.documents.sample import hostile, swedish


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e\u0301", "é"),
        ("a\x00\x0b\x1b[31mb", "a[31mb"),
        ("\u202egnurr\u202c", "gnurr"),
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("rad\nrad", "rad\nrad"),
        ("\ud800", ""),
    ],
)
def test_what_breaks_or_misleads_is_taken_away(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Žáček på Öland, 50 % – ”ja”", "Žáček på Öland, 50 % – ”ja”"),
        ("1\u202f200", "1\u00a0200"),
        ("😀 שלום", "? ????"),
        ("anskaffningsverksamhetsbeskrivning", "anskaffningsverksamhetsbeskrivning"),
    ],
)
def test_what_the_typeface_lacks_is_marked(typed: str, drawn: str) -> None:
    assert printable(typed) == drawn


def test_an_endless_word_may_break() -> None:
    assert max(len(part) for part in printable("å" * 300).split("\u200b")) == 10


@given(st.text())
def test_every_letter_left_can_be_drawn(text: str) -> None:
    assert not [one for one in printable(text) if ord(one) not in characters._coverage() and one not in "\n\u200b"]


@given(st.text(max_size=300), st.integers(min_value=5, max_value=60))
def test_a_shortened_text_fits_on_its_line(text: str, width: int) -> None:
    short = shorten(text, width)

    assert len(short) <= width
    assert "\n" not in short


def test_a_long_title_ends_after_a_whole_word() -> None:
    assert shorten("lokalvård i två förskolor", 20) == "lokalvård i två…"


def test_only_missing_letters_are_reported() -> None:
    assert not has_missing_glyphs(replace(swedish(), what="Vad? " + "å" * 60))
    assert has_missing_glyphs(replace(swedish(), what="😀"))


def test_addresses_and_codes_are_left_alone() -> None:
    shouted = rewrite(swedish(), str.upper)

    assert shouted.headline == swedish().headline.upper()
    assert shouted.lines[0].key == swedish().lines[0].key
    assert shouted.lines[0].citations[0].url == swedish().lines[0].citations[0].url
    assert shouted.language == "sv"
    assert hostile().upper() != hostile()
