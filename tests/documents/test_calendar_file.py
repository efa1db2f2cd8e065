"""The calendar file as other programs read it: lines, escapes, days, identities."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.advice.timetable import explain_timetable
from svangrum.core.language import LANGUAGES
from svangrum.documents.calendar_file import calendar_file
from svangrum.documents.characters import on_one_line
from svangrum.law.timetable.facts import Facts, Route
from svangrum.law.timetable.plan import plan

AS_OF = date(2026, 11, 26)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=120).map(on_one_line)
AS_WRITTEN = TEXT.filter(lambda text: "\\N" not in text)
"""Without a backslash before an N, which icalendar takes for the end of a line when it writes."""


def made(what: str = "Lokalvård", *, language: str = "sv", as_of: date = AS_OF, **more) -> tuple:
    found = plan(Facts(start=date(2027, 9, 1), what=what, **{"route": Route.OPEN, **more}), as_of=as_of)
    shown = explain_timetable(found, language=language)
    return shown, calendar_file(found, shown)


def unfolded(content: bytes) -> list[str]:
    """The content lines, read by RFC 5545 3.1 and not by the library that wrote them."""
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_milestone_is_a_whole_day_of_its_own(language):
    shown, content = made(language=language)
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")

    assert [event["DTSTART"].dt for event in events] == [one.day for one in shown.milestones]
    assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) for event in events)
    assert [str(event["SUMMARY"]) for event in events] == [f"Lokalvård: {one.title}" for one in shown.milestones]
    assert "kap. 6 §" in str(events[3]["DESCRIPTION"]) or "section 6" in str(events[3]["DESCRIPTION"])


@given(TEXT)
def test_lines_end_and_fold_as_the_standard_says_whatever_is_bought(what):
    _, content = made(what)
    lines = content.split(b"\r\n")

    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines)


@given(AS_WRITTEN)
def test_what_is_bought_comes_back_as_it_was_written(what):
    shown, content = made(what)
    (first, *_) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    title = shown.milestones[0].title

    assert str(first["SUMMARY"]) == (f"{what}: {title}" if what else title)


def test_signs_that_mean_something_are_escaped():
    _, content = made("Städ; fönster, 50\\50")

    assert r"SUMMARY:Städ\; fönster\, 50\\50: Sätt igång" in unfolded(content)
    assert r"X-WR-CALNAME:Tidplan: Städ\; fönster\, 50\\50" in unfolded(content)


@pytest.mark.parametrize(
    ("what", "written"),
    [
        ("Lokal\x00vård\x1b", "Lokalvård"),
        (" Städ\r\nEND:VCALENDAR", "Städ END:VCALENDAR"),
        ("Städ\udcff", "Städ"),
    ],
)
def test_signs_that_a_calendar_cannot_hold_are_left_out(what, written):
    lines = unfolded(made(what)[1])

    assert f"SUMMARY:{written}: Sätt igång" in lines
    assert f"X-WR-CALNAME:Tidplan: {written}" in lines
    assert lines.count("END:VCALENDAR") == 1


def test_what_the_standard_demands_is_there():
    lines = unfolded(made()[1])

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert any(line.startswith("PRODID:") for line in lines)
    events = lines.count("BEGIN:VEVENT")
    assert events == lines.count("END:VEVENT") == lines.count("DTSTAMP:20261126T000000Z")
    assert events == len({line for line in lines if line.startswith("UID:")})


def test_the_same_plan_gives_the_same_bytes():
    assert made()[1] == made()[1]


def identities(**more) -> set[str]:
    return {line for line in unfolded(made(**more)[1]) if line.startswith("UID:")}


def test_a_new_plan_of_the_same_purchase_replaces_the_old_days():
    assert identities() == identities(as_of=date(2026, 12, 1)) == identities(language="en")
    assert identities() == identities(tender_days=40)


def test_another_purchase_has_days_of_its_own():
    assert not identities() & identities(what="Trädgård")
    assert not identities(what="") & identities(what="", route=Route.NATIONAL)
