from datetime import date
from typing import Any

import pytest

from svangrum.core.errors import NotInForceError
from svangrum.core.money import Money
from svangrum.core.parameters import Status, parameters, parse_parameter


def value(since: date, amount: int | None, **more: Any) -> dict[str, Any]:
    return {"from": since, "value": amount, "citation": {"act": "LOU", "section": "5:1"}, "status": "statute", **more}


def raw(*values: dict[str, Any], unit: str = "SEK") -> dict[str, Any]:
    """A parameter file as it is parsed: made up, to show the form."""
    review = {"checked_on": date(2026, 8, 1), "checked_by": "jurist", "next_review": date(2027, 2, 1)}
    return {"id": "invented-limit", "unit": unit, "values": list(values), "review": review}


UNITS = {
    "SEK",
    "EUR",
    "days",
    "working-days",
    "months",
    "years",
    "percent",
    "persons",
    "hours",
    "factor",
    "enterprises",
}
LIMIT = parse_parameter(raw(value(date(2022, 2, 1), 700_000), value(date(2026, 1, 1), 800_000)))


@pytest.mark.parametrize(
    ("day", "kronor"),
    [
        (date(2022, 2, 1), 700_000),
        (date(2025, 12, 31), 700_000),
        (date(2026, 1, 1), 800_000),
        (date(2040, 1, 1), 800_000),
    ],
)
def test_the_value_is_the_one_in_force_that_day(day: date, kronor: int) -> None:
    assert LIMIT.at(day).value == Money.kronor(kronor)


def test_a_day_before_the_first_value_is_an_error_that_names_the_first_day() -> None:
    with pytest.raises(NotInForceError) as raised:
        LIMIT.at(date(2022, 1, 31))

    assert raised.value.code == "parameter.not-in-force"
    assert raised.value.field == "as_of"
    assert raised.value.values == {
        "parameter": "invented-limit",
        "first": date(2022, 2, 1),
        "day": date(2022, 1, 31),
    }


def test_a_repealed_value_is_none_from_its_day_and_keeps_its_citation() -> None:
    repealed = parse_parameter(raw(value(date(2022, 2, 1), 700_000), value(date(2026, 1, 1), None)))

    assert repealed.at(date(2025, 12, 31)).value == Money.kronor(700_000)
    assert repealed.at(date(2026, 1, 1)).value is None
    assert repealed.at(date(2026, 1, 1)).citation.section == "5:1"


@pytest.mark.parametrize(
    "values",
    [
        [],
        [value(date(2026, 1, 1), 1), value(date(2022, 2, 1), 2)],
        [value(date(2026, 1, 1), 1), value(date(2026, 1, 1), 2)],
    ],
    ids=["none", "out of order", "twice the same day"],
)
def test_values_that_are_not_in_order_do_not_load(values: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match="in date order"):
        parse_parameter(raw(*values))


@pytest.mark.parametrize("lacking", ["status", "citation", "from", "value"])
def test_a_value_without_date_source_or_status_does_not_load(lacking: str) -> None:
    incomplete = value(date(2026, 1, 1), 1)
    del incomplete[lacking]

    with pytest.raises(KeyError, match=lacking):
        parse_parameter(raw(incomplete))


def test_a_value_known_only_as_a_range_keeps_both_ends() -> None:
    vague = value(date(2026, 1, 1), 2_300_000, low=2_200_000, high=2_400_000, status="to-verify")

    loaded = parse_parameter(raw(vague)).at(date(2026, 1, 1))

    assert (loaded.low, loaded.high) == (Money.kronor(2_200_000), Money.kronor(2_400_000))
    assert loaded.status is Status.TO_VERIFY


def test_amounts_take_the_currency_of_the_unit_and_days_are_plain_numbers() -> None:
    assert parse_parameter(raw(value(date(2026, 1, 1), 750_000), unit="EUR")).values[0].value == Money.euro(750_000)
    assert parse_parameter(raw(value(date(2026, 1, 1), 15), unit="days")).values[0].value == 15


def test_every_parameter_that_ships_is_reviewed_and_cites_a_known_unit() -> None:
    for code, parameter in parameters().items():
        assert parameter.unit in UNITS, code
        assert parameter.review.checked_by, code
        assert parameter.review.next_review > parameter.review.checked_on, code


def test_a_reader_is_told_only_what_stands_in_both_languages() -> None:
    both = {"sv": "Inte läst.", "en": "Not read."}
    told = parse_parameter(raw(value(date(2022, 2, 1), 5, note=both))).at(date(2022, 2, 1))
    own = parse_parameter(raw(value(date(2022, 2, 1), 5, note="look again"))).at(date(2022, 2, 1))

    assert (told.remark("sv"), told.remark("en")) == ("Inte läst.", "Not read.")
    assert own.remark("sv") == ""


def test_what_practice_and_calculations_assume_is_told_in_both_languages() -> None:
    silent = [
        f"{code} {dated.since}"
        for code, parameter in parameters().items()
        if code.startswith(("calc-", "calendar-", "practice-"))
        for dated in parameter.values
        if dated.status in {Status.ASSUMPTION, Status.TO_VERIFY, Status.DERIVED} and not dated.remark("sv")
    ]

    assert silent == []
