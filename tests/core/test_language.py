from datetime import UTC, date, datetime

import pytest

from svangrum.core import language
from svangrum.core.findings import Message
from svangrum.core.language import (
    LANGUAGES,
    catalogue,
    has_words,
    say,
    words,
    write_month,
    write_number,
    write_short_day,
    write_time,
    write_weekday,
)
from svangrum.core.money import Money

MADE_UP = {
    "sv": {
        "limit": "Gränsen är {limit} från den {day}.",
        "count": "{lots} anbudsområden, {share} i snitt",
        "plain": "Kod {code:plain}",
        "empty": "[{nothing}]",
    },
    "en": {
        "limit": "The limit is {limit} from {day}.",
        "count": "{lots} lots, {share} on average",
        "plain": "Code {code:plain}",
        "empty": "[{nothing}]",
    },
}


@pytest.fixture
def _made_up_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "catalogue", MADE_UP.__getitem__)


@pytest.mark.usefixtures("_made_up_words")
@pytest.mark.parametrize(
    ("tongue", "expected"),
    [
        ("sv", "Gränsen är 1\u00a0200\u00a0000\u00a0kr från den 23 november 2026."),
        ("en", "The limit is SEK\u00a01,200,000 from 23 November 2026."),
    ],
)
def test_money_and_days_are_written_as_the_reader_expects(tongue: str, expected: str) -> None:
    assert words("limit", tongue, limit=Money.kronor(1_200_000), day=date(2026, 11, 23)) == expected


@pytest.mark.parametrize(
    ("tongue", "written"),
    [("sv", ("23 sep.", "onsdag", "sep. 2026")), ("en", ("23 Sept", "Wednesday", "Sept 2026"))],
)
def test_a_part_of_a_day_is_written_alone(tongue: str, written: tuple[str, ...]) -> None:
    day = date(2026, 9, 23)
    assert (write_short_day(day, tongue), write_weekday(day, tongue), write_month(day, tongue)) == written


@pytest.mark.parametrize(("tongue", "written"), [("sv", "10.05"), ("en", "10:05")])
def test_a_time_is_written_as_clocks_in_sweden_show_it(tongue: str, written: str) -> None:
    assert write_time(datetime(2026, 11, 27, 9, 5, 59, tzinfo=UTC), tongue) == written


@pytest.mark.usefixtures("_made_up_words")
def test_numbers_are_written_by_their_type() -> None:
    assert words("count", "sv", lots=12_345, share=2.25) == "12\u00a0345 anbudsområden, 2,2 i snitt"
    assert words("count", "en", lots=12_345, share=2.35) == "12,345 lots, 2.4 on average"
    assert words("plain", "sv", code=90_911_200) == "Kod 90911200"
    assert words("empty", "sv", nothing=None) == "[]"


@pytest.mark.usefixtures("_made_up_words")
def test_a_hole_is_an_error() -> None:
    with pytest.raises(KeyError, match="day"):
        words("limit", "sv", limit=Money.kronor(1))
    with pytest.raises(KeyError, match="no-such-code"):
        words("no-such-code", "sv")


@pytest.mark.usefixtures("_made_up_words")
def test_a_message_is_said_with_its_values() -> None:
    assert say(Message("plain", {"code": "A1"}), "en") == "Code A1"


def test_ore_are_written_only_when_there_are_any() -> None:
    assert language.write_money(Money(150), "sv") == "1,50\u00a0kr"
    assert language.write_money(Money(200), "sv") == "2\u00a0kr"
    assert language.write_money(Money.kronor(-26_500), "sv") == "\u221226\u00a0500\u00a0kr"
    assert language.write_money(Money.kronor(-26_500), "en") == "SEK\u00a0\u221226,500"
    assert language.write_money(Money.euro(5_404_000), "en") == "EUR\u00a05,404,000"
    assert write_number(1234.5678, "sv", decimals=2) == "1\u00a0234,57"


def test_nested_words_are_reached_by_dots(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"language/xx/a.yaml": {"error": {"money": {"negative": " minus "}}, "yes": "ja"}}
    serve(monkeypatch, files)

    assert catalogue("xx") == {"error.money.negative": "minus", "yes": "ja"}


def test_a_code_in_two_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, {"language/xx/a.yaml": {"same": "ett"}, "language/xx/b.yaml": {"same": "två"}})

    with pytest.raises(ValueError, match="same stands twice in xx"):
        catalogue("xx")


def test_the_languages_that_ship_have_words() -> None:
    for tongue in LANGUAGES:
        assert catalogue(tongue)
    assert has_words("error.date.unreadable")
    assert not has_words("error.no-such-code")


def serve(monkeypatch: pytest.MonkeyPatch, files: dict[str, dict[str, object]]) -> None:
    """Let the catalogue read these files; its memory is emptied before and left clean after."""
    monkeypatch.setattr(language, "catalogue", catalogue.__wrapped__)
    monkeypatch.setitem(globals(), "catalogue", catalogue.__wrapped__)
    monkeypatch.setattr(language, "yaml_files", lambda _folder: sorted(files))
    monkeypatch.setattr(language, "read_yaml", files.__getitem__)
