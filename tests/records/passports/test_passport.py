"""The passport as a value: what each state of the evidence comes to, in whatever order it is given."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from svangrum.core.data import data_path
from svangrum.records.passports.passport import (
    ANYONE,
    LAPSES_AFTER,
    Answer,
    Doubt,
    Grade,
    Passport,
    Reader,
    Told,
    Why,
    as_kept,
    examine,
)
from svangrum.records.passports.share import Counts
from tests.records.build import NOW, TODAY

DAY = timedelta(days=1)
SCHEMA = json.loads(data_path("schemas/passport.schema.json").read_text("utf-8"))


def told(number: int = 1, days_ago: int = 10, **given) -> Told:
    told_at = NOW - days_ago * DAY
    usual = {
        "holds": True,
        "basis": "self-declared",
        "counted_on": told_at.date(),
        "expires": TODAY + 100 * DAY,
        "told_at": told_at,
    }
    return Told(**{"evidence": UUID(int=number), **usual, **given})


TOWN, OTHER = UUID(int=7), UUID(int=8)


def asked(*evidence: Told, on=TODAY, reader=ANYONE):
    return examine("share", evidence, on=on, reader=reader)


def test_nothing_told_is_not_known():
    assert (asked().answer, asked().why) == (Answer.UNKNOWN, Why.NONE)


@pytest.mark.parametrize("holds", [True, False])
def test_what_is_told_is_the_answer(holds):
    found = asked(told(holds=holds))
    assert (found.answer, found.why, found.grade) == (Answer.YES if holds else Answer.NO, None, Grade.SELF_DECLARED)


def test_the_last_day_counts_and_the_day_after_does_not():
    one = told(expires=TODAY)
    assert asked(one).answer is Answer.YES
    assert asked(one, on=TODAY + DAY).why is Why.EXPIRED


def test_before_anything_was_told_it_is_not_told_yet():
    assert asked(told(days_ago=3), on=TODAY - 4 * DAY).why is Why.NOT_YET


def test_what_was_withdrawn_is_told_no_more_and_stays_in_the_history():
    found = asked(told(ended_on=TODAY))
    assert (found.why, len(found.history)) == (Why.NONE, 1)
    assert asked(told(ended_on=TODAY), on=TODAY - DAY).answer is Answer.YES


def test_the_newest_answers_and_an_earlier_day_is_answered_as_it_was():
    before, after = told(1, 10, ended_on=TODAY - 2 * DAY), told(2, 2, holds=False)
    assert asked(before, after).answer is Answer.NO
    assert asked(before, after, on=TODAY - 3 * DAY).answer is Answer.YES
    assert [one.evidence.int for one in asked(before, after).history] == [2, 1]


def test_an_open_challenge_sets_the_test_under_review_from_its_first_day_until_it_is_settled():
    doubt = Doubt(TODAY - 2 * DAY, TOWN, TODAY)
    one = told(doubts=(doubt,))
    assert asked(one, on=TODAY - 3 * DAY).answer is Answer.YES
    assert asked(one, on=TODAY - DAY).why is Why.UNDER_REVIEW
    assert asked(one).answer is Answer.YES


def test_what_is_told_anew_while_it_is_under_review_proves_nothing_either():
    before = told(1, 10, ended_on=TODAY - DAY, doubts=(Doubt(TODAY - 5 * DAY, TOWN),))
    found = asked(before, told(2, 1))
    assert (found.answer, found.why, found.review_since) == (Answer.UNKNOWN, Why.UNDER_REVIEW, TODAY - 5 * DAY)


def test_a_challenge_lapses_when_nobody_settles_it():
    one = told(1, 80, doubts=(Doubt(TODAY - LAPSES_AFTER, TOWN),))
    before = asked(one, on=TODAY - DAY)
    assert (before.why, before.review_ends) == (Why.UNDER_REVIEW, TODAY)
    assert (asked(one).answer, asked(one).review_since) == (Answer.YES, None)


def test_what_a_buyer_found_wrong_is_set_aside_for_itself_and_told_to_others():
    wrong = Doubt(TODAY - 5 * DAY, TOWN, TODAY - DAY, upheld=True)
    own = asked(told(doubts=(wrong,)), reader=Reader(TOWN))
    assert (own.why, own.found_wrong_on) == (Why.SET_ASIDE, None)
    for reader in (Reader(OTHER), ANYONE):
        other = asked(told(doubts=(wrong,)), reader=reader)
        assert (other.answer, other.found_wrong_on) == (Answer.YES, TODAY - DAY)
    assert asked(told(1, 10, ended_on=TODAY, doubts=(wrong,)), told(2, 0), reader=Reader(TOWN)).answer is Answer.YES


def test_the_same_told_again_before_it_was_settled_falls_with_what_was_doubted():
    wrong = Doubt(TODAY - 5 * DAY, TOWN, TODAY - DAY, upheld=True)
    before = told(1, 10, ended_on=TODAY - 3 * DAY, doubts=(wrong,))
    assert asked(before, told(2, 3), reader=Reader(TOWN)).why is Why.SET_ASIDE
    assert asked(before, told(2, 3), reader=Reader(OTHER)).found_wrong_on == TODAY - DAY
    assert asked(before, told(2, 1), reader=Reader(TOWN)).answer is Answer.YES


def test_today_holds_the_numbers_of_what_is_told_and_none_before():
    before = told(1, 10, ended_on=TODAY - 2 * DAY, counts=Counts(9, 4), statement="Räknat i april.")
    found = asked(before, told(2, 2, counts=Counts(8, 3), statement="Räknat i maj.")).of_today()
    assert (found.current.counts, found.history[0].counts) == (Counts(8, 3), Counts(8, 3))
    assert (found.history[1].counts, found.history[1].statement) == (None, "")


def test_a_competitor_is_told_of_no_challenge():
    doubts = (Doubt(TODAY, TOWN), Doubt(TODAY - 5 * DAY, OTHER, TODAY, upheld=True))
    found = asked(told(doubts=doubts), reader=Reader(told_of_doubts=False))
    assert (found.answer, found.review_since, found.found_wrong_on) == (Answer.YES, None, None)


@pytest.mark.parametrize(
    ("basis", "seen", "grade"),
    [
        ("self-declared", (), Grade.SELF_DECLARED),
        ("documented", (), Grade.DOCUMENTED),
        ("documented", (TODAY,), Grade.SEEN),
        ("documented", (TODAY + DAY,), Grade.DOCUMENTED),
        ("audited", (), Grade.AUDITED),
        ("audited", (TODAY,), Grade.SEEN),
    ],
)
def test_the_grade_is_what_it_rests_on_and_who_has_seen_it(basis, seen, grade):
    assert asked(told(basis=basis, seen_on=seen)).grade is grade


DAYS_AGO = st.integers(0, 40)


@st.composite
def evidence(draw):
    days_ago = draw(DAYS_AGO)
    ended = draw(st.none() | st.integers(0, days_ago).map(lambda ago: TODAY - ago * DAY))
    raised = draw(st.integers(0, days_ago))
    doubt = Doubt(TODAY - raised * DAY, TOWN, draw(st.none() | st.just(TODAY)), upheld=draw(st.booleans()))
    return told(
        draw(st.integers(1, 10**6)),
        days_ago,
        holds=draw(st.booleans()),
        ended_on=ended,
        counts=draw(st.none() | st.just(Counts(7, 3))),
        statement=draw(st.sampled_from(["", "Tre av sju."])),
        sheltered=draw(st.booleans()),
        reviewer=draw(st.sampled_from(["", "Exempelrevision AB"])),
        doubts=draw(st.sampled_from([(), (doubt,)])),
        expires=TODAY + draw(st.integers(-20, 20)) * DAY,
    )


SEVERAL = st.lists(evidence(), max_size=5, unique_by=lambda one: one.evidence)


@given(SEVERAL, st.randoms())
def test_the_order_in_which_it_is_given_never_matters(several, order):
    mixed = list(several)
    order.shuffle(mixed)
    assert asked(*several) == asked(*mixed)


@given(SEVERAL, evidence())
def test_an_open_challenge_is_never_answered_yes(several, one):
    doubted = told(10**7, 41, ended_on=one.told_on, doubts=(Doubt(TODAY, TOWN),))
    assert asked(*several, doubted).answer is Answer.UNKNOWN


@given(SEVERAL)
def test_what_one_buyer_settled_changes_no_others_answer(several):
    unsettled = [replace(one, doubts=tuple(doubt for doubt in one.doubts if not doubt.settled_on)) for one in several]
    for reader in (Reader(OTHER), ANYONE):
        assert asked(*several, reader=reader).answer is asked(*unsettled, reader=reader).answer


@given(SEVERAL, SEVERAL)
def test_a_plain_passport_holds_neither_numbers_nor_words_and_every_one_keeps_to_the_schema(purposes, shares):
    whole = Passport(
        "5560000001", "Exempel", TODAY, examine("purpose", purposes, on=TODAY), examine("share", shares, on=TODAY)
    )
    for passport in (whole, whole.plainly()):
        Draft202012Validator(SCHEMA).validate(as_kept(passport))
    written = json.dumps(as_kept(whole.plainly()), ensure_ascii=False)
    assert "occupied" not in written
    assert "percent" not in written
    assert "Tre av sju" not in written
    assert "Exempelrevision" not in written
    assert [one.answer for one in whole.tests] == [one.answer for one in whole.plainly().tests]


@pytest.mark.parametrize(
    ("purpose", "share", "together"),
    [
        (True, True, Answer.YES),
        (True, False, Answer.NO),
        (None, False, Answer.NO),
        (None, True, Answer.UNKNOWN),
    ],
)
def test_both_tests_must_be_met(purpose, share, together):
    first, second = (
        examine(name, [] if holds is None else [told(holds=holds)], on=TODAY)
        for name, holds in (("purpose", purpose), ("share", share))
    )
    assert Passport("5560000001", "Exempel", TODAY, first, second).may_take_part is together
