"""Every condition and proof that the law's answers name is told how to be checked, with the least about persons."""

from __future__ import annotations

import re

from svangrum.core.data import yaml_files
from svangrum.guide.checks import TOPICS, About, Asked, Moment, carried_by, checks
from svangrum.guide.evidence import evidence
from svangrum.guide.texts import Part, clauses
from svangrum.law.registry import entries, rules
from tests.harness.repository import nothing
from tests.harness.test_plain_words import LONGEST_SENTENCE, OFFICIAL, sentences

NAMES = dict.fromkeys(rule.name for rule in rules())
NAMED = {
    f"{about}.{code}"
    for name in NAMES
    for entry in entries(name).values()
    for about, codes in ((About.CONDITION, entry.conditions), (About.PROOF, entry.proofs))
    for code in codes
}
PERSONAL = re.compile(r"personnummer|diagnos|läkar|namn på|medlemslist|lönespecifik|bostadsort", re.IGNORECASE)
REFUSED = re.compile(r"\b(aldrig|inga|inte|utan|ingen)\b", re.IGNORECASE)


def said(check):
    return [text for text in (check.title, check.ask, check.check) if text]


def test_every_condition_and_proof_of_the_rules_is_told_how_to_be_checked():
    missing = sorted(NAMED - checks().keys())
    advice = [f"{one} lacks an entry: add it to a file of data/texts/checks" for one in missing]

    nothing(advice)


def test_no_check_is_there_that_no_rule_names():
    nothing(sorted(checks().keys() - NAMED))


def test_every_topic_has_its_file():
    assert {f"texts/checks/{topic}.yaml" for topic in TOPICS} == set(yaml_files("texts/checks"))


def test_where_nobody_is_asked_the_buyer_notes_it_and_else_something_is_asked_for():
    wrong = [one.key for one in checks().values() if (one.ask is None) is not (one.asked is Asked.BUYER)]

    nothing(wrong)
    assert all(one.when for one in checks().values())
    assert all(list(one.when) == sorted(one.when, key=list(Moment).index) for one in checks().values())


def test_a_proof_is_asked_of_the_supplier():
    assert {one.asked for one in checks().values() if one.about is About.PROOF} == {Asked.SUPPLIER}


def test_what_is_recorded_and_the_texts_named_are_there():
    nothing([f"{one.key}: {code}" for one in checks().values() for code in one.evidence if code not in evidence()])
    nothing([f"{one.key}: {code}" for one in checks().values() for code in one.texts if code not in clauses()])


def test_every_text_on_who_may_take_part_carries_a_check():
    carried = {code for one in checks().values() for code in one.texts}

    nothing(
        [code for code, one in clauses().items() if one.part in {Part.WHO, Part.TERMS} and code not in carried | FREE]
    )
    assert [one.code for one in carried_by("verksamhetskrav")] == ["purpose-test", "lot-as-whole", "purpose"]


FREE = {"reservera-under-troskeln", "upptrappning", "avsluta"}
"""Texts that rest on no condition of the law's answers."""


def test_nothing_about_a_person_is_asked_for():
    asked = [
        f"{one.key}: {sentence}"
        for one in checks().values()
        for text in said(one)
        for sentence in re.split(r"(?<=[.:])\s", text.sv)
        if PERSONAL.search(sentence) and not REFUSED.search(sentence)
    ]

    nothing([one for one in asked if "enskild firma har ett personnummer" not in one])


def test_the_swedish_is_plain():
    texts = [(one.key, text.sv) for one in checks().values() for text in said(one)]

    nothing([f"{key}: {text}" for key, text in texts for found in sentences(text) if len(found) > LONGEST_SENTENCE])
    nothing([f"{key}: {word}" for key, text in texts for word in OFFICIAL if word in text.lower()])
    nothing([key for key, text in texts if re.search(r"(?<=[a-zåäö,] )(?:Ni|Er|Ert|Era)\b", text)])
