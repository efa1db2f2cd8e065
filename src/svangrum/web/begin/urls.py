"""Where the ways to begin lie."""

from __future__ import annotations

from svangrum.web.begin import views
from svangrum.web.pages import Page

PAGES = (
    Page("begin", "vagledning/borja", "guide/begin", views.begin),
    Page("first-purchase", "vagledning/bara-gor", "guide/just-do-it", views.first_purchase),
    Page("suitability", "vagledning/passar-kopet", "guide/suitability", views.suitability),
    Page("people", "rakna/antal-personer", "calculate/people", views.people),
)
