"""Where the pages of the law lie."""

from __future__ import annotations

from svangrum.web.law import views
from svangrum.web.pages import Page

PAGES = (
    Page("law", "lagen", "law", views.law),
    Page("law-rule", "lagen/regel/<slug:rule>", "law/rule/<slug:rule>", views.rule),
    Page("law-value", "lagen/varde/<slug:value>", "law/value/<slug:value>", views.value),
    Page("law-act", "lagen/akt/<slug:act>", "law/act/<slug:act>", views.act),
    Page("law-unsettled", "lagen/oklart", "law/unsettled", views.unsettled),
    Page("law-changes", "lagen/andrat", "law/changed", views.law_changes),
)
