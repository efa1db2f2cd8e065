from __future__ import annotations

from datetime import date

import pytest

from svangrum.core.errors import NotInForceError
from svangrum.core.language import LANGUAGES
from svangrum.core.money import Money
from svangrum.core.prose import Prose, read_all, read_prose

DAY = date(2026, 11, 23)
LIMIT = Prose("Under {direct-award-limit} får du köpa direkt.", "Below {direct-award-limit} you may buy directly.")


def test_a_parameter_is_written_as_it_stood_that_day():
    assert LIMIT.say("sv", as_of=DAY) == "Under 700\u00a0000\u00a0kr får du köpa direkt."
    assert LIMIT.say("en", as_of=DAY) == "Below SEK\u00a0700,000 you may buy directly."


def test_a_given_value_goes_before_the_parameter():
    assert "5\u00a0kr" in LIMIT.say("sv", as_of=DAY, **{"direct-award-limit": Money.kronor(5)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_settled_is_a_range(language):
    threshold = Prose("{eu-threshold-works}", "{eu-threshold-works}").say(language, as_of=DAY)

    assert threshold.startswith({"sv": "mellan ", "en": "between "}[language])


def test_a_day_before_the_first_value_is_told():
    with pytest.raises(NotInForceError):
        LIMIT.say("sv", as_of=date(2021, 1, 1))


def test_a_placeholder_that_nothing_fills_is_an_error():
    with pytest.raises(KeyError):
        Prose("{nobody-knows}", "{nobody-knows}").say("sv", as_of=DAY)


def test_placeholders_of_both_languages_are_named():
    assert Prose("{a} och {b}", "{a}").placeholders() == {"a", "b"}


def test_line_breaks_of_the_file_are_not_the_reader_s():
    assert read_prose({"sv": "Ett\n  två\n", "en": "One two"}) == Prose("Ett två", "One two")


@pytest.mark.parametrize("raw", [{"sv": "Ett"}, {"sv": "Ett", "en": " "}, {"sv": "Ett", "en": "One", "de": "Eins"}])
def test_a_text_without_both_languages_does_not_load(raw):
    with pytest.raises(ValueError, match="sv and en"):
        read_prose(raw)


def test_no_list_is_an_empty_one():
    assert read_all(None) == ()
    assert read_all([{"sv": "Ett", "en": "One"}]) == (Prose("Ett", "One"),)
