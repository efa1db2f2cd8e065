from __future__ import annotations

from datetime import date

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.documents.checklist import checklist_document
from svangrum.documents.word import word_file
from svangrum.guide.model import cells, entries, roles, steps
from svangrum.web.urls import NAMES
from tests.documents.reading import word_text

DAY = date(2026, 11, 26)


def test_four_roles_by_six_steps_are_whole() -> None:
    assert (len(roles()), len(steps()), len(cells())) == (4, 6, 24)
    for cell in cells().values():
        assert 1 <= len(cell.do) <= 7, cell.code
        assert cell.questions, cell.code
        assert cell.done, cell.code
        assert cell.pitfalls, cell.code
        assert cell.rests, cell.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    for entry in entries():
        assert all(one.say(language, as_of=DAY) for one in entry.body)


def test_every_page_that_an_action_leads_to_exists() -> None:
    named = {one.page for cell in cells().values() for one in cell.do if one.page}

    assert named
    assert named <= NAMES


def test_every_citation_has_an_address() -> None:
    cited = [one for cell in cells().values() for one in cell.rests]

    assert all(one.url.startswith("http") and one.label("sv") for one in cited)


def test_the_word_checklist_holds_what_was_chosen_and_is_the_same_each_time() -> None:
    chosen = [cell for (role, _), cell in cells().items() if role == "leverantor"]
    made = [word_file(checklist_document(chosen, language="sv", as_of=DAY)) for _ in range(2)]

    assert made[0] == made[1]
    text = word_text(made[0])
    assert all(one.says.sv in text for cell in chosen for one in cell.do)
    assert "Beslutsfattare" not in text
