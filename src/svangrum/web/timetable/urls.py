"""Where the calendar lies."""

from __future__ import annotations

from svangrum.web.pages import Page
from svangrum.web.timetable import views

PAGES = (
    Page("timetable", "tidplan", "calendar", views.timetable),
    Page("timetable-file", "tidplan/kalenderfil", "calendar/file", views.timetable_file),
)
