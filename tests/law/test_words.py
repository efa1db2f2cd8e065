"""Every code has words in both languages, and every placeholder a value."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, catalogue, say, words
from svangrum.core.parameters import parameters
from svangrum.law.assess import CHOICES, assess
from svangrum.law.purchase import Purchase
from svangrum.law.registry import entries, rules
from svangrum.law.rules.advertise import MAY_BE_LIFTED
from svangrum.law.rules.annex2 import MAY_BE_EXEMPT
from svangrum.law.rules.buyer import ABOUT_ACT
from svangrum.law.rules.few_tenders import ONLY_UNACCEPTABLE
from svangrum.law.rules.secrecy import OF_COMPANIES
from svangrum.law.rules.value import HOW
from svangrum.law.situations import situations

PARTS = {"conditions": "condition", "choices": "choice", "steps": "step", "proofs": "proof", "warnings": "warning"}
QUESTION = ("question", "reading_for", "reading_against", "advice")
NAMES = sorted({rule.name for rule in rules()})


def _said(finding, language):
    yield words(f"law.{finding.key}.says", language, **finding.values)
    yield words(f"law.{finding.key}.why", language, **finding.values)
    for field, prefix in PARTS.items():
        for code in getattr(finding, field):
            yield words(f"{prefix}.{code}", language, **finding.values)
    if finding.question:
        for part in QUESTION:
            yield words(f"question.{finding.question}.{part}", language, **finding.values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_situation_can_be_told(language):
    for situation in situations():
        answer = assess(situation.purchase, as_of=situation.as_of)
        for finding in answer.findings:
            assert None not in finding.values.values(), finding.key
            assert all(text and "{" not in text for text in _said(finding, language)), finding.key
        assert all(say(warning, language) for warning in answer.warnings)
        assert all(words(f"fact.{fact}.question", language) for fact in answer.asked)


def _expected() -> set[str]:
    found = {f"law.{name}.title" for name in NAMES}
    for name in NAMES:
        for code, entry in entries(name).items():
            found |= {f"law.{name}.{code}.says", f"law.{name}.{code}.why"}
            found |= {f"{prefix}.{one}" for field, prefix in PARTS.items() for one in getattr(entry, field)}
            if entry.question:
                found |= {f"question.{entry.question}.{part}" for part in QUESTION}
    return found | {f"warning.{one}" for one in BESIDE}


BESIDE = {
    *ONLY_UNACCEPTABLE,
    *MAY_BE_EXEMPT,
    *MAY_BE_LIFTED,
    *OF_COMPANIES,
    *(one for warnings in (*HOW.values(), *ABOUT_ACT.values()) for one in warnings),
}
"""Warnings that rules add to those of the code."""

MESSAGES = {
    "law.assumed.kind",
    "law.assumed.buyer",
    "law.threshold-to-verify",
    "law.threshold-not-read",
    "law.not-read-after",
    "law.not-read-before",
    "law.read-through",
    "law.value-to-verify",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_missing_and_none_unused(language):
    owned = ("law.", "condition.", "choice.", "step.", "proof.", "warning.", "question.")
    held = {key for key in catalogue(language) if key.startswith(owned)}
    assert _expected() | MESSAGES == held


@pytest.mark.parametrize("language", LANGUAGES)
def test_parameters_facts_and_units_have_names(language):
    held = catalogue(language)
    in_law = {f"parameter.{code}" for code in parameters()}
    assert in_law <= set(held)
    asked = {fact for rule in rules() for fact in rule.reads} | {"cpv", "main_object_confirmed", "same_kind_12_months"}
    assert {f"fact.{fact}.question" for fact in asked} <= set(held)
    assert set(CHOICES) <= set(Purchase.__dataclass_fields__)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_stands_in_the_words_that_a_parameter_holds(language):
    """A limit that is changed in its file must change everywhere it is told."""
    spelled = ("700 000", "700,000", "100 000", "100,000", "30 procent", "30 per cent", "750 000", "48 mån", "10 dagar")
    mine = {key: text for key, text in catalogue(language).items() if key in _expected() | MESSAGES}
    assert not [key for key, text in mine.items() for number in spelled if number in text]
