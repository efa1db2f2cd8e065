"""The demo's enterprises: none that exists, the same each time, spread as the real ones are."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import mean

from svangrum.cli.demo_register import demo_enterprises
from svangrum.core.codes import cpv_table, municipalities
from svangrum.core.orgnr import NumberKind, classify_number
from tests.records.build import TODAY

MADE = demo_enterprises(TODAY)
ORDINARY = [one for one in MADE if one.kind == "enterprise"]
COUNTY = {one.code: one.county for one in municipalities()}


def test_none_of_them_exists():
    for one in MADE:
        assert "xempel" in one.name
        assert classify_number(one.orgnr) is NumberKind.ORGANISATION
        assert one.orgnr.startswith("4")
    assert len({one.orgnr for one in MADE}) == len({one.name for one in MADE}) == len(MADE) == 60


def test_no_two_are_called_by_the_same_word_and_none_by_a_number():
    words = [next(word for word in one.name.split() if "xempel" in word) for one in ORDINARY]
    assert len(set(words)) == len(words)
    assert not [one.name for one in MADE if any(letter.isdigit() for letter in one.name) or ":" in one.name]


def test_they_are_the_same_for_a_seed_and_a_day():
    assert demo_enterprises(TODAY) == MADE
    assert demo_enterprises(TODAY, seed=1) != MADE


def test_legal_forms_and_sizes_are_spread_as_they_were_counted():
    """2017: 64 per cent economic associations, 24 non-profit associations, 11 limited companies; 29 people each."""
    forms = Counter(one.form for one in ORDINARY)
    shares = {form: round(100 * count / len(ORDINARY)) for form, count in forms.items()}
    assert shares == {"economic-association": 64, "non-profit-association": 25, "limited-company": 11}
    assert 20 < mean(one.size for one in ORDINARY) < 38


def test_they_are_all_over_the_country_and_some_at_home():
    homes = [COUNTY[one.places[0]] for one in ORDINARY]
    assert len(set(homes) - {None}) == 21
    assert homes.count(None) == 8


def test_what_they_tell_can_be_told():
    for one in MADE:
        assert all(cpv in cpv_table() for cpv, _ in one.offers)
        for shown in (one.purpose, one.share):
            assert shown is None or shown.counted_on < TODAY
        if one.share and one.share.counts:
            occupied, groups = one.share.counts
            assert one.share.holds == (groups * 10 >= occupied * 3)
    told = [one for one in MADE if one.told]
    assert all(one.purpose is None and not one.hours for one in MADE if not one.told)
    assert {bool(one.purpose and one.share) for one in told} == {True, False}
    assert {one.share.holds for one in told if one.share} == {True, False}


def test_one_that_another_decides_over_names_it():
    controlled = [one for one in MADE if one.control]
    assert controlled
    assert {one.control for one in controlled} <= {one.orgnr for one in MADE}


def test_it_can_be_made_on_any_day():
    for passed in range(0, 400, 7):
        made = demo_enterprises(date(2026, 1, 1) + timedelta(days=passed))
        assert len({one.standing for one in made}) == 5


def test_two_at_home_are_ready_for_their_first_trade_and_neither_decides_over_the_other():
    ready = [one for one in MADE if one.will == "whole" and not one.promised and one.places[0] == "9999"]
    cleaning = [one for one in ready if one.offers[0][0] == "90911200" and one.purpose and one.share]
    assert len(cleaning) >= 2
    for one in cleaning[:2]:
        assert one.hours["90911200"] >= 500
        assert one.purpose.holds
        assert one.share.holds
        assert not one.control
