"""Every word that is asked for is there, in both languages; none is there that nobody asks for."""

from __future__ import annotations

import re

import pytest

from svangrum.core.language import LANGUAGES, catalogue
from tests.harness import words
from tests.harness.repository import nothing

ASKS = list(words.asks())


def test_both_languages_have_the_same_codes() -> None:
    assert catalogue("sv").keys() == catalogue("en").keys()


def test_both_languages_take_the_same_values() -> None:
    differ = [
        code
        for code, text in catalogue("sv").items()
        if words.placeholders(text) != words.placeholders(catalogue("en").get(code, text))
    ]

    nothing(differ)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_ragged(language: str) -> None:
    ragged = [
        code for code, text in catalogue(language).items() if not text or re.search(r"  |\t| [,;:?]| \.(?!\w)", text)
    ]

    nothing(ragged)


def test_no_sentence_was_left_in_the_other_language() -> None:
    same = [
        code
        for code, text in catalogue("sv").items()
        if text == catalogue("en").get(code) and len(re.findall(r"[^\W\d_]{3,}", re.sub(r"{[^}]*}", "", text))) > 3
    ]

    nothing(same)


def test_every_word_that_is_asked_for_is_there() -> None:
    missing = [f"{ask.place}: {ask.code}" for ask in ASKS if ask.code not in catalogue("sv")]

    nothing(missing)


def test_every_word_gets_the_values_it_takes() -> None:
    short = [
        f"{ask.place}: {ask.code} lacks {', '.join(sorted(lacking))}"
        for ask in ASKS
        if ask.values is not None
        and (lacking := words.placeholders(catalogue("sv").get(ask.code, "")) - ask.values - {"field"})
    ]

    nothing(short)


def test_no_word_is_there_that_nobody_asks_for() -> None:
    nothing(sorted(catalogue("sv").keys() - words.used()))


def test_the_commands_have_help() -> None:
    nothing(sorted(words.said_by_commands() - catalogue("sv").keys()))


def test_a_code_nobody_says_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search itself can fail: an invented code is not taken for a used one."""
    invented = {**catalogue("sv"), "fact.invented-fact.label": "x", "error.invented": "x", "outcome.allowed-ish": "x"}
    monkeypatch.setattr(words, "catalogue", lambda _language: invented)

    assert invented.keys() - words.used() >= {"fact.invented-fact.label", "error.invented", "outcome.allowed-ish"}
