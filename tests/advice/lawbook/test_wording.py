"""The words of the law without a purchase: nothing left in braces, and no hole."""

from __future__ import annotations

from datetime import date

import pytest

from svangrum.advice.lawbook.wording import Teller, first_act, holes
from svangrum.core.language import LANGUAGES, catalogue
from svangrum.core.parameters import parameters
from svangrum.law.book import Part, every_answer, law_values, parts
from svangrum.law.purchase import Act
from svangrum.law.registry import first_day

DAYS = (first_day(), date(2026, 11, 26), date(2040, 1, 1))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_answer_and_part_can_be_told_on_any_day(language, day):
    teller = Teller(language, day)
    for one in every_answer():
        texts = [teller.headline(one), teller.why(one), teller.outcome(one)]
        texts += [teller.told(f"{part}.{code}", first_act(one)) for part in Part for code in _said(one, part)]
        assert all(text and not set("{…") & set(text) for text in texts), f"{one.key}: name it in lawbook.blank"
    for code in parts()[Part.QUESTION]:
        assert all(text and "{" not in text for text in teller.question(code).values())


def _said(one, part):
    return () if part is Part.QUESTION else one.parts(part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_can_be_written(language):
    teller = Teller(language, DAYS[1])
    for parameter in parameters().values():
        for dated in parameter.values:
            assert teller.value(parameter, dated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_noted_of_a_value_is_told_in_both_languages(language):
    for code, parameter in law_values().items():
        assert all(dated.remark(language) for dated in parameter.values if dated.note), code


def test_what_depends_on_the_purchase_stands_in_brackets():
    told = Teller("sv", DAYS[1]).told("law.direct-award.over-limit.why")
    assert holes(catalogue("sv")["law.direct-award.over-limit.why"])
    assert "[köpets värde]" in told
    assert "700\u00a0000\u00a0kr" in told


def test_the_act_decides_places_and_amounts():
    told = {act: Teller("sv", DAYS[1]).told("law.direct-award.over-limit.why", act) for act in (Act.LOU, Act.LUF)}
    assert "700\u00a0000\u00a0kr" in told[Act.LOU]
    assert "1\u00a0200\u00a0000\u00a0kr" in told[Act.LUF]


def test_a_value_that_is_not_known_is_told_as_that():
    parameter = parameters()["eu-threshold-works"]
    teller = Teller("sv", date(2028, 1, 1))
    assert teller.value(parameter, parameter.at(date(2028, 1, 1))) == "inte läst"
    assert "–" in teller.value(parameter, parameter.at(date(2026, 1, 1)))


def test_a_value_before_its_first_day_is_named():
    assert "[" in Teller("sv", first_day()).told("law.documentation.direct-by-day.why")


@pytest.mark.parametrize(("items", "told"), [(["LOU"], "LOU"), (["LOU", "LUF", "LUK"], "LOU, LUF och LUK")])
def test_things_are_listed(items, told):
    assert Teller("sv", DAYS[1]).listed(items) == told
