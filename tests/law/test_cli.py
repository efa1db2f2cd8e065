"""``svangrum law check``, ``svangrum law explain`` and ``svangrum law diff``."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from svangrum.cli.context import Context
from svangrum.cli.explained import every_code, explanation
from svangrum.cli.law import law
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES
from svangrum.core.parameters import parameters
from svangrum.core.sources import acts
from svangrum.law.registry import entries, rules

DAY = date(2026, 11, 26)


def _run(*arguments: str, language: str = "sv"):
    return CliRunner().invoke(law, list(arguments), obj=Context(language), standalone_mode=False)


def test_nothing_is_overdue_when_all_was_checked():
    result = _run("check", "--as-of", "2026-11-26")
    assert result.return_value == 0
    assert "Inget har gått ut" in result.output
    assert "LOU är läst till och med den 1 juli 2025" in result.output
    assert "eu-threshold-annex2" in result.output


def test_an_overdue_review_is_listed_and_fails():
    result = _run("check", "--as-of", "2028-01-01")
    assert result.return_value == 1
    assert "direct-award-limit" in result.output


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_can_be_explained(language):
    names = {rule.name for rule in rules()}
    answers = [f"{name}.{code}" for name in names for code in entries(name)]
    assert {*names, *answers, *parameters(), *acts()} <= set(every_code())
    for code in every_code():
        lines = explanation(code, day=DAY, language=language)
        assert lines
        assert all(line.strip() and "{" not in line for line in lines), code


def test_a_parameter_is_told_over_time():
    lines = explanation("eu-threshold-goods-services-subcentral", day=DAY, language="sv")
    told = " ".join(lines).replace("\u00a0", " ")
    assert "2 236 731 kr" in told
    assert "2 389 585 kr" in told
    assert "2 335 521 kr–2 592 000 kr" in told
    assert "inte läst" in told


def test_an_explanation_is_printed():
    result = _run("explain", "direct-award.over-limit", "--as-of", "2026-11-26")
    assert result.return_value is None
    assert "700 000 kr" in result.output.replace("\u00a0", " ")
    assert "19 a kap. 2 § LOU" in result.output


def test_a_code_that_does_not_exist_is_told_with_those_that_do():
    with pytest.raises(SvangrumError) as caught:
        explanation("reserve.nothing", day=DAY, language="sv")
    assert caught.value.code == "law.unknown-code"
    assert "reserve.not-needed" in str(caught.value.values["known"])
    with pytest.raises(SvangrumError) as caught:
        explanation("xyzzy", day=DAY, language="sv")
    assert "reserve-other" in str(caught.value.values["known"])


def test_an_unreadable_day_is_refused():
    error = _run("check", "--as-of", "igår").exception
    assert isinstance(error, SvangrumError)
    assert error.code == "date.unreadable"


def test_an_act_tells_how_far_it_is_read_and_what_rests_on_it():
    told = " ".join(explanation("LOU", day=DAY, language="sv"))
    assert "Läst till och med den 1 juli 2025" in told
    assert "SFS 2025:360" in told
    assert "4 kap. 18 § LOU: reserve." in told


def test_a_part_is_told_with_those_that_use_it():
    told = " ".join(explanation("condition.share-test", day=DAY, language="sv"))
    assert "Minst 30 procent" in told
    assert "reserve.directive" in told
    assert told == " ".join(explanation("share-test", day=DAY, language="sv"))


def test_an_unsettled_question_is_told_with_both_readings():
    lines = explanation("reserve-chapter-19", day=DAY, language="en")
    assert len(lines) == 6
    assert "reserve.national" in lines[-1]


def test_an_answer_is_told_with_examples():
    lines = explanation("reserve.national", day=DAY, language="sv")
    assert "Exempel" in lines
    assert "Köpare: Kommun" in lines[-1]


@pytest.mark.parametrize(("language", "says"), [("sv", "1 januari 2024"), ("en", "1 January 2024")])
def test_changes_are_told_day_by_day(language, says):
    result = _run("diff", "2023-12-31", "2024-01-01", language=language)
    assert result.output.startswith(says)
    assert "eu-threshold-works" in result.output
    assert "SFS 2024:30" in result.output
    assert "    + " in result.output
    assert "    - " in result.output


def test_no_change_is_told_as_that():
    assert "Inget som vi känner till" in _run("diff", "2024-01-01", "2024-01-01").output


def test_changes_can_be_had_as_json():
    told = json.loads(_run("diff", "2023-12-31", "2024-01-01", "--json").output)
    assert told["schema"] == "svangrum-law-diff/1"
    assert {one["day"] for one in told["changes"]} == {"2024-01-01"}


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (("igår", "2024-01-01"), "date.unreadable"),
        (("2024-01-01", "2024-13-01"), "date.unreadable"),
        (("2024-01-02", "2024-01-01"), "law.days-reversed"),
        (("2020-01-01", "2024-01-01"), "law.not-in-force"),
    ],
)
def test_days_that_cannot_be_compared_are_refused(days, code):
    error = _run("diff", *days).exception
    assert isinstance(error, SvangrumError)
    assert error.code == code
