"""``svangrum law check`` and ``svangrum law explain``."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner

from svangrum.cli.context import Context
from svangrum.cli.law import explanation, law
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES
from svangrum.core.parameters import parameters
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
    for code in [*names, *answers, *parameters()]:
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
    assert "reserve-other" in str(caught.value.values["known"])


def test_an_unreadable_day_is_refused():
    error = _run("check", "--as-of", "igår").exception
    assert isinstance(error, SvangrumError)
    assert error.code == "date.unreadable"
