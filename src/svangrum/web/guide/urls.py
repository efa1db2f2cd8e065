"""Where the national model lies."""

from __future__ import annotations

from svangrum.web.guide import views
from svangrum.web.pages import Page

PAGES = (
    Page("guide", "vagledning", "guide", views.guide),
    Page("guide-role", "vagledning/roll/<slug:role>", "guide/role/<slug:role>", views.role),
    Page("guide-step", "vagledning/steg/<slug:step>", "guide/step/<slug:step>", views.step),
    Page("checklist", "vagledning/checklista", "guide/checklist", views.checklist),
    Page("checklist-word", "vagledning/checklista.docx", "guide/checklist.docx", views.checklist_word),
)
