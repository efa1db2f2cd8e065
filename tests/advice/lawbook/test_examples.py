"""Examples of answers: told in both languages, and the same when anyone asks again."""

from __future__ import annotations

import pytest

from svangrum.advice.lawbook.examples import MOST, question, told_examples
from svangrum.advice.read import read_purchase
from svangrum.core.language import LANGUAGES
from svangrum.law.assess import assess
from svangrum.law.book import every_answer, examples
from svangrum.law.situations import situations

ASKED = [one for one in situations() if question(one, "sv")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_an_example(language):
    for one in every_answer():
        told = told_examples(one.rule, one.code, language=language)
        assert 1 <= len(told) <= MOST, f"{one.key} has no example, or too many: situations give them"
        assert all(example.day and example.facts for example in told)


@pytest.mark.parametrize("situation", ASKED, ids=lambda one: one.name)
def test_whoever_asks_again_gets_the_same_answer(situation):
    assessment = assess(read_purchase(question(situation, "sv")), as_of=situation.as_of)
    given = {finding.rule: finding.code for finding in assessment.findings}
    assert {rule: given.get(rule) for rule in situation.expect} == situation.expect


def test_an_unconfirmed_code_cannot_be_asked_about():
    aside = [one for one in situations() if one not in ASKED]
    assert aside
    assert all(one.purchase.cpv and not one.purchase.cpv_confirmed for one in aside)


def test_it_is_told_that_a_code_is_not_confirmed():
    rule, code = next(
        (rule, code)
        for one in situations()
        if one not in ASKED
        for rule, code in one.expect.items()
        if one in examples(rule)[code][:MOST]
    )
    told = told_examples(rule, code, language="sv")
    assert any("inte bekräftad" in label for example in told for label, _ in example.facts)
