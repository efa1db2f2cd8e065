from __future__ import annotations

from svangrum.web.examples import views
from svangrum.web.pages import Page

PAGES = (
    Page("examples", "exempel", "examples", views.examples),
    Page("examples-compare", "exempel/jamfor", "examples/compare", views.examples_compare),
    Page("example", "exempel/<slug:example>", "examples/<slug:example>", views.example),
)
