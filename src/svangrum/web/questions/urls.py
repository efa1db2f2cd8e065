"""Where the questions and the glossary lie."""

from __future__ import annotations

from svangrum.web.pages import Page
from svangrum.web.questions import views

PAGES = (
    Page("questions", "fragor", "questions", views.questions),
    Page("question", "fragor/<slug:question>", "questions/<slug:question>", views.question),
    Page("glossary", "ordlista", "glossary", views.glossary),
)
