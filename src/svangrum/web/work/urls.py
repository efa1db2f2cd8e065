"""Addresses of work in the background."""

from __future__ import annotations

from svangrum.web.pages import Page
from svangrum.web.rules import operator, signed_in
from svangrum.web.work import starting, views

PAGES = (
    Page("works", "arbete", "work", views.works, signed_in),
    Page("work", "arbete/<uuid:work>", "work/<uuid:work>", views.work, signed_in),
    Page("work-stop", "arbete/<uuid:work>/stoppa", "work/<uuid:work>/stop", views.stop, signed_in),
    Page("work-start", "arbete/starta/<slug:kind>", "work/start/<slug:kind>", starting.start, operator),
)
