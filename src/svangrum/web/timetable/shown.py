"""The days as a picture, in two widths."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from svangrum.core.language import words, write_short_day
from svangrum.documents.svg import Look
from svangrum.documents.timeline import Bar, timeline

if TYPE_CHECKING:
    from svangrum.advice.timetable import StretchShown, TimetableShown

_SIZES = (("wide", 640, 17), ("narrow", 320, 15))


def charts(told: TimetableShown) -> list[SafeString]:
    """A bar for each stretch. The description says what the picture shows."""
    bars = [Bar(one.name, one.days, one.since, one.until, filled=one.law) for one in told.stretches]
    desc = " ".join(_said(one, told.language) for one in told.stretches)
    title, months = words("timetable.chart-title", told.language), _months(told.language)
    drawn = (
        timeline(bars, Look(f"days-{size}", width, text, title, desc), months=months) for size, width, text in _SIZES
    )
    return [mark_safe(one) for one in drawn]  # noqa: S308 - timeline escapes every text it writes


def _said(one: StretchShown, language: str) -> str:
    return words("timetable.chart-row", language, name=one.name, days=one.days, kind=one.kind)


def _months(language: str) -> tuple[str, ...]:
    """The short names: ``jan.`` and so on."""
    return tuple(write_short_day(date(2026, month, 1), language).partition(" ")[2] for month in range(1, 13))
