import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.swedish import pieces_of, pieces_of_text, stem_of, words_of

LETTERS = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=30)


def test_words_are_parted_by_everything_else() -> None:
    assert words_of("Lokalvård, städ/fönsterputs (2 förskolor) – dnr KS-2021:33") == [
        *("lokalvård", "städ", "fönsterputs", "0", "förskolor", "dnr", "ks", "0", "0")
    ]


@given(st.text())
def test_how_accents_are_stored_does_not_matter(text: str) -> None:
    assert words_of(unicodedata.normalize("NFD", text)) == words_of(unicodedata.normalize("NFC", text))


def test_a_word_without_its_inflection() -> None:
    assert {stem_of(word) for word in ("skola", "skolan", "skolor", "skolorna", "skolornas")} == {"skol"}
    assert {stem_of(word) for word in ("hiss", "hissen", "hissar", "hissarna", "hissens")} == {"hiss"}
    assert {stem_of(word) for word in ("hus", "huset", "husets")} == {"hus"}


@given(LETTERS)
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    stem = stem_of(word)

    assert word.startswith(stem)
    assert len(stem) >= min(len(word), 3)


def test_the_pieces_of_a_short_word() -> None:
    assert pieces_of("el") == {" el", "el ", " el "}


@given(LETTERS)
def test_every_piece_stands_in_its_word(word: str) -> None:
    marked = f" {word} "

    assert all(piece in marked and len(piece) >= 3 for piece in pieces_of(word))
    assert all(len(piece) <= 4 or piece == marked for piece in pieces_of(word))
    assert len(pieces_of(word)) <= 2 * len(marked)


@pytest.mark.parametrize(("compound", "part"), [("förskolestädning", "städ"), ("parkskötsel", "skötsel")])
def test_a_compound_shares_pieces_with_its_parts(compound: str, part: str) -> None:
    assert len(pieces_of(compound) & pieces_of(part)) >= 3


@given(st.lists(LETTERS))
def test_a_text_has_the_pieces_of_its_words_in_order(words: list[str]) -> None:
    pieces = pieces_of_text(words)

    assert pieces == sorted(set(pieces))
    assert set(pieces) == {piece for word in words for piece in pieces_of(word)}
