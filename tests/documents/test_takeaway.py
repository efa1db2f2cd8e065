from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.documents.takeaway import PDF, TAKEAWAYS, WORD
from tests.documents.sample import english, swedish

NAMES = (
    "beslutsunderlag.pdf",
    "beslutsunderlag.docx",
    "leverantorer.docx",
    "reservationstext.docx",
    "bevisblankett.docx",
    "brev.docx",
)


def test_the_names_are_stable() -> None:
    assert tuple(TAKEAWAYS) == NAMES
    assert [takeaway.media_type for takeaway in TAKEAWAYS.values()] == [PDF, *[WORD] * 5]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_saved_file_has_a_name_of_its_own_and_the_right_ending(language: str) -> None:
    filenames = [takeaway.filename(language) for takeaway in TAKEAWAYS.values()]

    assert len(set(filenames)) == len(NAMES)
    assert [name.rpartition(".")[2] for name in filenames] == [name.rpartition(".")[2] for name in NAMES]
    assert all(name.isascii() for name in filenames)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answer", [swedish(), english()], ids=LANGUAGES)
def test_each_is_made_and_made_alike_twice(name: str, answer) -> None:
    made = TAKEAWAYS[name].make(answer)

    assert made.startswith(b"%PDF" if name.endswith("pdf") else b"PK")
    assert TAKEAWAYS[name].make(answer) == made
