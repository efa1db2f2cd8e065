"""The law as a book: every code in its place, and every place with what rests on it."""

from __future__ import annotations

import pytest

from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation, acts
from svangrum.law.book import (
    Part,
    answers,
    answers_taking,
    answers_with,
    every_answer,
    examples,
    facts_of,
    follows_from_place,
    in_order,
    law_values,
    measured_rules,
    parts,
    questions,
    relatives,
    rests_on,
    rule_names,
    statutes,
    versions,
)
from svangrum.law.dated import own_code
from svangrum.law.registry import rules
from svangrum.law.situations import situations


def test_every_rule_of_every_act_and_period_is_in_the_book():
    assert {rule for name in rule_names() for rule in versions(name)} == set(rules())


@pytest.mark.parametrize("name", rule_names())
def test_every_answer_can_be_given_by_some_rule(name):
    for one in answers(name).values():
        assert one.rules, one.key
        assert one.acts
        assert all(one.code in rule.codes for rule in one.rules)


def test_an_answer_rests_on_the_places_of_each_of_its_acts():
    reserve = answers("reserve")["directive"]
    assert {Citation("LOU", "4:18"), Citation("LUF", "4:16")} <= set(reserve.citations)


def test_every_place_an_answer_cites_leads_back_to_it():
    for one in every_answer():
        for place in one.citations:
            assert one in next(rest.answers for rest in rests_on(place.act) if rest.place == place)


def test_every_place_a_value_was_read_in_leads_back_to_it():
    for code, parameter in parameters().items():
        for dated in parameter.values:
            if isinstance(dated.citation, Citation):
                rests = {rest.place: rest.values for rest in rests_on(dated.citation.act)}
                assert code in rests[dated.citation]


def test_places_stand_as_in_the_act():
    written = ["4:2", "4:18", "5:7", "5:7 a", "5:8", "19:2", "19:25", "19:25 a", "19 a:1", "20:1", "bilaga 2"]
    places = [Citation("LOU", section) for section in written]
    assert sorted(places, key=lambda one: one.section) != places
    assert sorted(places, key=in_order) == places


def test_what_only_the_guide_cites_is_no_statute_of_the_answers():
    assert "LOU" in statutes()
    assert set(statutes()) < set(acts())


@pytest.mark.parametrize("part", Part)
def test_every_part_is_used_by_the_answers_that_point_to_it(part):
    assert parts()[part]
    for code in parts()[part]:
        assert all(code in one.parts(part) for one in answers_with(part, code))


def test_an_unsettled_question_names_the_answers_that_raise_it():
    raised = {one.key for one in questions()["reserve-chapter-19"]}
    assert {"reserve.national", "reserve.annex2"} <= raised


def test_a_value_is_taken_by_the_answers_that_name_it_under_the_act_that_has_it():
    for one in every_answer():
        for code in one.entry.values:
            for act in one.acts:
                assert one in answers_taking(own_code(code, act))
    assert not [one for one in answers_taking("direct-award-limit-luf") if all(act == "lou" for act in one.acts)]


def test_a_limit_decides_for_the_rules_that_follow_from_place_and_a_number_does_not():
    assert "reserve" in measured_rules("direct-award-limit")
    assert "reserve" in measured_rules("eu-threshold-works-luf")
    assert measured_rules("reserved-share") == ()


def test_a_rule_that_only_looks_at_the_regime_follows_from_place_too():
    assert follows_from_place("keep")
    assert "keep" in measured_rules("direct-award-limit")
    assert not follows_from_place("lov")


def test_the_limits_of_an_act_decide_for_the_rules_of_that_act():
    assert "term" in measured_rules("eu-threshold-concessions")
    assert "reserve-lot" not in measured_rules("eu-threshold-concessions")
    assert "reserve-lot" in measured_rules("direct-award-limit")
    assert "term" not in measured_rules("direct-award-limit")


def test_a_value_has_its_like_in_other_currencies_and_acts():
    assert {"eu-threshold-works-euro", "eu-threshold-works-luf"} <= set(relatives("eu-threshold-works"))
    assert relatives("reserved-organisations-years") == ()


def test_the_values_of_practice_and_calculation_are_none_of_the_law():
    assert "direct-award-limit" in law_values()
    assert not [code for code in law_values() if code.startswith(("calc-", "practice-"))]


def test_situations_exemplify_the_answers_they_expect():
    told = {one.name for name in rule_names() for found in examples(name).values() for one in found}
    assert told == {one.name for one in situations() if one.expect}


def test_facts_are_those_that_any_version_of_the_rule_reads():
    assert facts_of("direct-award")[:3] == ("value", "kind", "buyer")
