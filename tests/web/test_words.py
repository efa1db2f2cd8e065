"""What templates write of moments: the day and the time that it was in Sweden."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from svangrum.web.words import clock, home_day

NIGHT = datetime(2026, 11, 27, 23, 5, tzinfo=UTC)


@pytest.mark.parametrize(("language", "written"), [("sv", "00.05"), ("en", "00:05")])
def test_a_time_is_written_as_the_page_speaks(language, written):
    assert clock({"language": language}, NIGHT) == written


def test_a_day_begins_at_midnight_in_sweden():
    assert home_day(NIGHT) == date(2026, 11, 28)
