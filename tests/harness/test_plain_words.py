"""The Swedish is plain: short sentences, du, and none of the words that make a text official rather than clear."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from svangrum.core.language import catalogue
from tests.harness.prose import prose
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
    "med anledning av",
    "i syfte att",
    "inkomma",
    "handha",
    "påvisa",
    "dylik",
    "härmed",
    "densamma",
    "medelst",
    "ombesörj",
)
LONGEST_SENTENCE = 32
LONGEST_ON_AVERAGE = 13
LONGEST_ANYWHERE = 40
LONGEST_ON_AVERAGE_IN_A_FILE = 20
SWEDISH = catalogue("sv")
EVERYWHERE = prose("sv")


def sentences(text: str) -> list[list[str]]:
    """The sentences of a text as lists of words; a placeholder counts as a word, ``19 kap. 7 §`` as no end."""
    filled = re.sub(r"{[^}]*}", "X", re.sub(r"\b(kap|p|st|t\.ex|bl\.a|m\.m|dvs|ca|nr|jfr)\.", r"\1", text))
    parts = re.split(r"(?<=[.!?:;])\s+|\n+", filled)
    return [found for part in parts if (found := re.findall(r"[\w§-]+", part))]


@pytest.mark.parametrize("official", OFFICIAL)
def test_no_official_words(official: str) -> None:
    starts = re.compile(rf"\b{official}")

    nothing([f"{file}: {text}" for file, texts in EVERYWHERE.items() for text in texts if starts.search(text.lower())])


@pytest.mark.parametrize("file", EVERYWHERE)
def test_sentences_are_short_in_every_file(file: str) -> None:
    found = [sentence for text in EVERYWHERE[file] for sentence in sentences(text)]

    nothing([" ".join(sentence) for sentence in found if len(sentence) > LONGEST_ANYWHERE])
    assert mean(len(sentence) for sentence in found) < LONGEST_ON_AVERAGE_IN_A_FILE


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

    nothing([f"{file}: {text}" for file, texts in EVERYWHERE.items() for text in texts if formal.search(text)])


def test_quotation_marks_are_swedish() -> None:
    """But for an example in JSON, whose marks are its own."""
    outside_json = {code: re.sub(r"\{\{.*?\}\}", "", text) for code, text in SWEDISH.items()}
    nothing([code for code, text in outside_json.items() if re.search('["“„»«]', text)])


def test_nothing_shouts() -> None:
    nothing([code for code, text in SWEDISH.items() if "!" in text.replace("Obs!", "")])
