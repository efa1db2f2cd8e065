"""A calendar file (RFC 5545) of a procurement's days: the same plan gives the same bytes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vText

from svangrum.core.language import words
from svangrum.documents.characters import on_one_line

if TYPE_CHECKING:
    from svangrum.advice.timetable import MilestoneShown, TimetableShown
    from svangrum.law.timetable.facts import Facts
    from svangrum.law.timetable.plan import Plan

MEDIA_TYPE = "text/calendar; charset=utf-8"
_HOST = "svangrum"


def calendar_file(plan: Plan, shown: TimetableShown) -> bytes:
    """One whole-day event for each milestone, stamped with the day the plan was counted from."""
    what = on_one_line(shown.what)
    calendar = Calendar()
    calendar.add("prodid", f"-//Svängrum//{words('site.timetable', shown.language)}//{shown.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(_name(what, shown.language)))
    stamp = datetime.combine(plan.as_of, time(), UTC)
    for milestone in shown.milestones:
        calendar.add_component(_event(milestone, what, _identity(what, plan.facts, milestone.code), stamp))
    return bytes(calendar.to_ical())


def _name(what: str, language: str) -> str:
    return words("timetable.calendar-name", language, what=what) if what else words("site.timetable", language)


def _event(milestone: MilestoneShown, what: str, identity: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", identity)
    event.add("dtstamp", stamp)
    event.add("dtstart", milestone.day)
    event.add("dtend", milestone.day + timedelta(days=1))
    event.add("summary", f"{what}: {milestone.title}" if what else milestone.title)
    event.add("description", _description(milestone))
    event.add("transp", "TRANSPARENT")
    return event


def _description(milestone: MilestoneShown) -> str:
    places = ", ".join(one.label for one in milestone.citations)
    counted = f"{milestone.counted} ({places})" if places else milestone.counted
    said = (milestone.only_if, milestone.says, counted, milestone.moved)
    return "\n".join(text for text in said if text)


def _identity(what: str, facts: Facts, code: str) -> str:
    """The same for a milestone of the same purchase whatever the plan, so that a new file replaces the old days.

    A purchase is known by its name; one without a name by its act, way and first day.
    """
    purchase = (what,) if what else (facts.act, facts.route, facts.start.isoformat())
    mark = hashlib.sha256("\n".join((*purchase, code)).encode()).hexdigest()[:32]
    return f"{mark}@{_HOST}"
