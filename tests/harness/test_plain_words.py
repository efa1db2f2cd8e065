"""The Swedish is plain: short sentences, du, and none of the words that make a text official rather than clear."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from svangrum.core.language import catalogue
from tests.harness.repository import nothing

OFFICIAL = (
    "avseende",
    "säkerställ",
    "beaktas",
    "i enlighet med",
    "erhåll",
    "erfordr",
    "vederbörande",
    "ifrågavarande",
    "föreligg",
    "härav",
    "därvid",
    "i händelse av",
    "tillse",
    "vänligen",
    "gällande för",
    "adressera",
)
LONGEST_SENTENCE = 32
LONGEST_ON_AVERAGE = 13
SWEDISH = catalogue("sv")


def sentences(text: str) -> list[list[str]]:
    """The sentences of a text as lists of words; a placeholder counts as a word, ``19 kap. 7 §`` as no end."""
    filled = re.sub(r"{[^}]*}", "X", re.sub(r"\b(kap|p|st|t\.ex|bl\.a|m\.m|dvs|ca|nr|jfr)\.", r"\1", text))
    parts = re.split(r"(?<=[.!?:;])\s+|\n+", filled)
    return [found for part in parts if (found := re.findall(r"[\w§-]+", part))]


@pytest.mark.parametrize("official", OFFICIAL)
def test_no_official_words(official: str) -> None:
    nothing([code for code, text in SWEDISH.items() if official in text.lower()])


def test_sentences_are_short() -> None:
    long = {
        code: len(sentence)
        for code, text in SWEDISH.items()
        for sentence in sentences(text)
        if len(sentence) > LONGEST_SENTENCE
    }
    lengths = [len(sentence) for text in SWEDISH.values() if text.endswith(".") for sentence in sentences(text)]

    assert long == {}
    assert mean(lengths) <= LONGEST_ON_AVERAGE


def test_the_reader_is_du() -> None:
    formal = re.compile(r"(?<=[a-zåäö,] )(?:Ni|Er|Ert|Era)\b")

    nothing([code for code, text in SWEDISH.items() if formal.search(text)])


def test_quotation_marks_are_swedish() -> None:
    nothing([code for code, text in SWEDISH.items() if re.search('["“„»«]', text)])


def test_nothing_shouts() -> None:
    nothing([code for code, text in SWEDISH.items() if "!" in text.replace("Obs!", "")])
