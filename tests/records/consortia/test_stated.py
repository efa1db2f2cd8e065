"""What is written of a proposal: everything wrong is told at once, and those left empty are not in it."""

from __future__ import annotations

from uuid import UUID

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError
from svangrum.records.consortia.models import Reply
from svangrum.records.consortia.stated import part_field, read_proposal, read_reply

FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))
WRITTEN = {
    "title": "  Lokalvård  och fönster ",
    "what": "Ni kan göra en del var.",
    "answers_until": "2026-12-10",
    part_field(FIRST): "Golven",
    part_field(SECOND): "Fönstren",
    part_field(THIRD): " ",
}


def test_those_for_whom_nothing_is_written_are_not_in_it():
    read = read_proposal(WRITTEN)
    assert read["parts"] == {str(FIRST): "Golven", str(SECOND): "Fönstren"}
    assert read["title"] == "Lokalvård och fönster"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"title": ""}, "consortium.no-title"),
        ({"what": "  "}, "consortium.no-what"),
        ({"answers_until": ""}, "consortium.no-answers-until"),
        ({"answers_until": "snart"}, "date.unreadable"),
        ({part_field(SECOND): ""}, "consortium.few"),
        ({part_field(FIRST): "x" * 301}, "dialogue.too-long"),
        ({"what": "Fråga 19121212-1212."}, "text.person"),
        ({part_field(FIRST): "Fråga 191212121212."}, "text.person"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(written, code):
    with pytest.raises(SvangrumError) as wrong:
        read_proposal(WRITTEN | written)
    assert wrong.value.code == code


def test_everything_wrong_is_told_at_once():
    with pytest.raises(InvalidFactsError) as wrong:
        read_proposal({"title": "", "what": "", "answers_until": ""})
    assert len(wrong.value.errors) == 4


def test_an_answer_is_yes_or_no():
    assert read_reply({"reply": "yes", "words": "Gärna."}) == {"reply": Reply.YES, "words": "Gärna."}
    with pytest.raises(SvangrumError) as wrong:
        read_reply({"reply": "perhaps", "words": ""})
    assert wrong.value.code == "consortium.no-reply"
