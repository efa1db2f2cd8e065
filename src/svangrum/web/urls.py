"""Every address of the site."""

from __future__ import annotations

from django.urls import path

from svangrum.web import plain
from svangrum.web.begin.urls import PAGES as BEGIN
from svangrum.web.calculator.urls import PAGES as CALCULATOR
from svangrum.web.clauses.urls import PAGES as CLAUSES
from svangrum.web.examples.urls import PAGES as EXAMPLES
from svangrum.web.find.urls import PAGES as FIND
from svangrum.web.find.views import guide_json, guide_schema
from svangrum.web.guide.urls import PAGES as GUIDE
from svangrum.web.law.urls import PAGES as LAW
from svangrum.web.observatory.urls import FILES
from svangrum.web.observatory.urls import PAGES as OBSERVATORY
from svangrum.web.pages import Page, routes
from svangrum.web.questions.urls import PAGES as QUESTIONS
from svangrum.web.timetable.urls import PAGES as TIMETABLE
from svangrum.web.try_purchase.urls import PAGES as TRY_PURCHASE

PLAIN = (
    Page("about", "om", "about", plain.about),
    Page("accessibility", "tillganglighet", "accessibility", plain.accessibility),
)
PAGES = (
    *TRY_PURCHASE,
    *GUIDE,
    *BEGIN,
    *CLAUSES,
    *CALCULATOR,
    *TIMETABLE,
    *QUESTIONS,
    *EXAMPLES,
    *OBSERVATORY,
    *LAW,
    *FIND,
    *PLAIN,
)
NAMES = frozenset(page.name for page in PAGES)
urlpatterns = [
    *FILES,
    *routes(PAGES),
    path("data/vagledning.json", guide_json, name="guide-json"),
    path("data/vagledning.schema.json", guide_schema, name="guide-schema"),
    path("profil.css", plain.brand_stylesheet, name="brand-stylesheet"),
    path("profil/logotyp", plain.brand_logo, name="brand-logo"),
    path("robots.txt", plain.robots, name="robots"),
]
handler400 = "svangrum.web.plain.bad_request"
handler404 = "svangrum.web.plain.not_found"
handler500 = "svangrum.web.plain.failed"
