"""Changes in words and as data: every kind of change, in both languages."""

from __future__ import annotations

import json
from datetime import date

import jsonschema
import pytest

from svangrum.advice.lawbook.changes import as_json_object, tell, told_changes
from svangrum.advice.lawbook.wording import Teller
from svangrum.core.data import data_path
from svangrum.core.language import LANGUAGES, has_words
from svangrum.law.diff import Change, events
from svangrum.law.registry import first_day

LAST = date(2040, 1, 1)
DAY = date(2026, 11, 26)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_can_be_told(language):
    for event in events():
        told = tell(event, Teller(language, DAY))
        texts = (told.title, told.says, *told.gained, *told.lost)
        assert all(text and "{" not in text for text in texts), event
        assert (len(told.gained), len(told.lost)) == (len(event.gained), len(event.lost))


@pytest.mark.parametrize("change", Change)
def test_every_kind_of_change_has_words_of_its_own(change):
    assert has_words(f"lawbook.change.{change}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_fits_its_schema(language):
    schema = json.loads(data_path("schemas/law-diff.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    written = as_json_object(first_day(), LAST, Teller(language, DAY))
    jsonschema.validate(json.loads(json.dumps(written)), schema)
    assert len(written["changes"]) == sum(len(day.events) for day in told_changes(first_day(), LAST, Teller("sv", DAY)))


def test_days_stand_once_each_in_order():
    days = [one.day for one in told_changes(first_day(), LAST, Teller("sv", DAY))]
    assert days == sorted(set(days))


def test_old_and_new_value_and_where_it_was_read_are_told():
    (day,) = told_changes(date(2023, 12, 31), date(2024, 1, 1), Teller("sv", DAY))
    told = next(one for one in day.events if one.event.code == "fee-most")
    assert told.says.replace("\u00a0", " ") == "Från 10 000 000 kr till 20 000 000 kr."
    assert told.cited is not None
    assert told.cited.label("sv") == "21 kap. 9 § LOU"


def test_a_value_that_is_no_longer_known_says_between_what_it_lies():
    (day,) = told_changes(date(2025, 12, 31), date(2026, 1, 1), Teller("en", DAY))
    told = next(one for one in day.events if one.event.code == "eu-threshold-works")
    assert "Not read in an official source" in told.says
    assert "SEK\u00a058,431,290" in told.says


def test_a_value_of_which_nothing_is_known_says_what_it_was():
    (day,) = told_changes(date(2027, 12, 31), date(2028, 1, 1), Teller("sv", DAY))
    told = next(one for one in day.events if one.event.code == "eu-threshold-works-euro")
    assert told.says.replace("\u00a0", " ") == "Inte läst. Förut 5 404 000 euro."
