"""Every unsettled question has a grade of risk, and nothing else has one."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, catalogue
from svangrum.law.questions import PARTS, Risk, risks
from svangrum.law.registry import entries, rules


def _asked() -> set[str]:
    found = {entry.question for rule in rules() for entry in entries(rule.name).values()}
    return {question for question in found if question}


def test_every_question_is_graded_once_and_every_grade_is_used():
    assert set(risks()) == _asked()
    assert set(risks().values()) == set(Risk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_grade_says_what_follows(language):
    assert {f"risk.{grade}" for grade in Risk} == {code for code in catalogue(language) if code.startswith("risk.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_gives_both_readings_and_a_piece_of_advice(language):
    for question in _asked():
        assert all(catalogue(language)[f"question.{question}.{part}"] for part in PARTS), question


def test_what_a_wrong_reading_would_make_a_direct_award_is_never_graded_low():
    direct = {entry.question for entry in entries("direct-award").values() if entry.question}
    assert direct
    assert {risks()[question] for question in direct} == {Risk.HIGH}
