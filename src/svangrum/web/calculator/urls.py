"""Where the calculator lies."""

from __future__ import annotations

from svangrum.web.calculator import views
from svangrum.web.pages import Page

PAGES = (Page("calculator", "rakna", "calculate", views.calculator),)
