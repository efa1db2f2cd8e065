"""A calendar as plain data: codes and days for machines beside the words for people.

The shape is fixed by ``data/schemas/calendar.schema.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum import __version__

if TYPE_CHECKING:
    from svangrum.advice.json_values import Json
    from svangrum.advice.timetable import MilestoneShown, NoteShown, TimetableShown
    from svangrum.law.timetable.notes import Note
    from svangrum.law.timetable.plan import Milestone, Plan

SCHEMA = "svangrum-calendar/1"


def as_json_object(plan: Plan, shown: TimetableShown) -> Json:
    """The whole calendar: ``plan`` gives codes, days and numbers, ``shown`` the words of the same things in order."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "language": shown.language,
        "as_of": plan.as_of.isoformat(),
        "start": plan.facts.start.isoformat(),
        "act": plan.facts.act,
        "route": plan.facts.route,
        "late": plan.late,
        "earliest_start": plan.earliest.isoformat(),
        "earliest_start_without_own_work": plan.lawful.isoformat(),
        "milestones": [_milestone(one, told) for one, told in zip(plan.milestones, shown.milestones, strict=True)],
        "notes": [_note(one, told) for one, told in zip(plan.notes, shown.notes, strict=True)],
        "warnings": [{"code": one.code, "text": told} for one, told in zip(plan.warnings, shown.warnings, strict=True)],
    }


def _milestone(one: Milestone, told: MilestoneShown) -> Json:
    limit = one.limit
    return {
        "code": one.code,
        "day": one.day.isoformat(),
        "title": told.title,
        "number": limit.number if limit else None,
        "unit": limit.unit if limit else None,
        "counted_to": None if one.after else one.toward or None,
        "counted_from": one.toward if one.after else None,
        "basis": "law" if told.law else "own",
        "citations": [{"label": place.label, "url": place.url} for place in told.citations],
        "moved_from": one.moved_from.isoformat() if one.moved_from else None,
        "only_if": told.only_if or None,
    }


def _note(one: Note, told: NoteShown) -> Json:
    return {
        "code": one.code,
        "text": told.says,
        "unread": told.unread,
        "citations": [{"label": place.label, "url": place.url} for place in told.citations],
    }
