"""Every address of the site."""

from __future__ import annotations

from django.urls import path

from svangrum.web import plain
from svangrum.web.api.urls import ADDRESSES as API
from svangrum.web.api.urls import PAGES as API_PAGES
from svangrum.web.begin.urls import PAGES as BEGIN
from svangrum.web.calculator.urls import PAGES as CALCULATOR
from svangrum.web.capacities.urls import PAGES as CAPACITIES
from svangrum.web.clauses.urls import PAGES as CLAUSES
from svangrum.web.consortia.urls import PAGES as CONSORTIA
from svangrum.web.dialogues.urls import PAGES as DIALOGUES
from svangrum.web.enterprise_lists.urls import PAGES as ENTERPRISE_LISTS
from svangrum.web.enterprises.urls import PAGES as ENTERPRISES
from svangrum.web.examples.urls import PAGES as EXAMPLES
from svangrum.web.files.urls import PAGES as HANDED_IN
from svangrum.web.find.urls import PAGES as FIND
from svangrum.web.find.views import guide_json, guide_schema
from svangrum.web.guide.urls import PAGES as GUIDE
from svangrum.web.health import ADDRESSES as HEALTH
from svangrum.web.law.urls import PAGES as LAW
from svangrum.web.letters.urls import PAGES as LETTERS
from svangrum.web.mine.urls import PAGES as MINE
from svangrum.web.observatory.urls import FILES
from svangrum.web.observatory.urls import PAGES as OBSERVATORY
from svangrum.web.organisation.urls import PAGES as ORGANISATION
from svangrum.web.pages import Page, public, routes
from svangrum.web.passports.urls import PAGES as PASSPORTS
from svangrum.web.purchases.urls import PAGES as PURCHASES
from svangrum.web.questions.urls import PAGES as QUESTIONS
from svangrum.web.rules import anyone, open_to
from svangrum.web.signing_in.urls import ALIASES
from svangrum.web.signing_in.urls import PAGES as SIGNING_IN
from svangrum.web.supplier_tests.urls import PAGES as SUPPLIER_TESTS
from svangrum.web.suppliers.urls import PAGES as SUPPLIERS
from svangrum.web.timetable.urls import PAGES as TIMETABLE
from svangrum.web.try_purchase.urls import PAGES as TRY_PURCHASE
from svangrum.web.work.urls import PAGES as WORK

PLAIN = (
    Page("about", "om", "about", plain.about),
    Page("accessibility", "tillganglighet", "accessibility", plain.accessibility),
)
PUBLIC = (
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
    *API_PAGES,
)
PAGES = (
    *public(PUBLIC),
    *SIGNING_IN,
    *MINE,
    *ORGANISATION,
    *ENTERPRISE_LISTS,
    *ENTERPRISES,
    *CAPACITIES,
    *SUPPLIERS,
    *PASSPORTS,
    *PURCHASES,
    *SUPPLIER_TESTS,
    *CONSORTIA,
    *DIALOGUES,
    *HANDED_IN,
    *WORK,
    *LETTERS,
)
NAMES = frozenset(page.name for page in PAGES)
urlpatterns = [
    *FILES,
    *API,
    *HEALTH,
    *routes(PAGES),
    *ALIASES,
    path("data/vagledning.json", open_to(anyone, guide_json), name="guide-json"),
    path("data/vagledning.schema.json", open_to(anyone, guide_schema), name="guide-schema"),
    path("profil.css", open_to(anyone, plain.brand_stylesheet), name="brand-stylesheet"),
    path("profil/logotyp", open_to(anyone, plain.brand_logo), name="brand-logo"),
    path("robots.txt", open_to(anyone, plain.robots), name="robots"),
]
handler400 = "svangrum.web.problems.bad_request"
handler403 = "svangrum.web.plain.not_allowed"
handler404 = "svangrum.web.plain.not_found"
handler429 = "svangrum.web.signing_in.limits.too_many"
handler500 = "svangrum.web.plain.failed"
