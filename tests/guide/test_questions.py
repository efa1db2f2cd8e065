from __future__ import annotations

from datetime import date

import pytest

from svangrum.core.data import yaml_files
from svangrum.core.language import LANGUAGES
from svangrum.guide.glossary import in_order, terms
from svangrum.guide.questions import TOPICS, Status, asked_about, questions
from svangrum.web.pages import address
from svangrum.web.urls import NAMES

DAY = date(2026, 11, 26)
RULES = {path.rpartition("/")[2].removesuffix(".yaml") for path in yaml_files("law/rules")}


def test_the_two_from_the_floor_and_some_thirty_more() -> None:
    assert len(questions()) >= 34
    assert {"vad-tanka-pa", "konkurrensen"} <= questions().keys()
    assert {one.topic for one in questions().values()} == set(TOPICS)


@pytest.mark.parametrize("code", questions())
def test_every_question_is_short_cited_dated_and_leads_on(code: str) -> None:
    one = questions()[code]

    for language in LANGUAGES:
        assert all(text.say(language, as_of=DAY) for text in (one.asks, one.short, *one.more, one.now))
        assert len(one.short.say(language, as_of=DAY).split()) <= 40
    assert one.rests
    assert all(place.url.startswith("http") for place in one.rests)
    assert one.checked_on <= DAY
    assert one.page in NAMES
    assert address(one.page, "sv", **one.part)
    assert set(one.rules) <= RULES
    assert set(one.related) <= questions().keys() - {code}


def test_what_is_unsettled_gives_more_than_one_reading_or_says_what_is_unread() -> None:
    for one in questions().values():
        assert len(one.more) >= (2 if one.status is Status.UNSETTLED else 1), one.code


@pytest.mark.parametrize(
    ("text", "code"), [("praktik", "maste-vara-anstallda"), ("diagnoser", "vad-far-vi-lagra"), ("Samhall", "samhall")]
)
def test_words_find_their_question(text: str, code: str) -> None:
    assert code in {one.code for one in asked_about(text, "sv")}


def test_no_words_find_all_and_strange_ones_none() -> None:
    assert len(asked_about("", "sv")) == len(questions())
    assert asked_about("xyzzy", "sv") == ()


def test_the_glossary_is_whole_and_swedish_letters_come_last() -> None:
    assert len(terms()) >= 35
    for term in terms().values():
        assert all(one.say(language, as_of=DAY) for one in (term.name, term.says) for language in LANGUAGES)
    assert in_order("sv")[-1].name.sv.startswith("Ö")
