"""The law can be found by the search."""

from __future__ import annotations

from datetime import date

import pytest

from svangrum.advice.lawbook.entries import law_entries
from svangrum.core.language import LANGUAGES
from svangrum.guide.search import search
from svangrum.law.book import law_values, questions, rule_names, statutes

DAY = date(2026, 11, 26)


def test_everything_is_there_once():
    keys = [(one.kind, one.code) for one in law_entries()]
    assert len(keys) == len(set(keys))
    counts = {kind: sum(one.kind == kind for one in law_entries()) for kind in ("law-rule", "law-value", "law-act")}
    assert counts == {"law-rule": len(rule_names()), "law-value": len(law_values()), "law-act": len(statutes())}
    assert sum(one.kind == "law-question" for one in law_entries()) == len(questions())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_can_be_said(language):
    for one in law_entries():
        assert one.title.say(language, as_of=DAY)
        assert all("{" not in text.say(language, as_of=DAY) for text in one.body)


@pytest.mark.parametrize(
    ("query", "kind", "code"),
    [
        ("gräns för direktupphandling", "law-value", "direct-award-limit"),
        ("lagen om offentlig upphandling", "law-act", "LOU"),
        ("avtalsspärr", "law-rule", "standstill"),
        ("direktupphandling", "law-rule", "direct-award"),
        ("får deltagandet reserveras när 19 kap gäller", "law-question", "reserve-chapter-19"),
    ],
)
def test_the_law_is_found(query, kind, code):
    found = [(one.entry.kind, one.entry.code) for one in search(query, language="sv", held=law_entries)]
    assert (kind, code) in found[:6]
