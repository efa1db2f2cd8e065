"""The address that stands in every letter that can be ended."""

from __future__ import annotations

from svangrum.web.letters.views import unsubscribe
from svangrum.web.pages import Page
from svangrum.web.rules import anyone

PAGES = (Page("unsubscribe", "avanmal/<str:signed>", "unsubscribe/<str:signed>", unsubscribe, anyone),)
