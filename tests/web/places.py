"""Every address of the site that a person can reach, in both languages: for tests that walk them all."""

from __future__ import annotations

import re

from svangrum.analysis.observatory.cells import open_observatory
from svangrum.core.language import LANGUAGES
from svangrum.core.parameters import parameters
from svangrum.core.sources import acts
from svangrum.guide.examples import examples
from svangrum.guide.model import roles, steps
from svangrum.guide.questions import questions
from svangrum.guide.texts import clauses
from svangrum.law.book import rule_names
from svangrum.web.law.addresses import slug
from svangrum.web.pages import address
from svangrum.web.urls import PUBLIC

REVIEWED = open_observatory().reserved("uhm", "SE", (2021,))
PARTS = {
    "observatory-procurement": [{"source": one.source, "procurement": one.procurement_id} for one in REVIEWED],
    "guide-role": [{"role": code} for code in roles()],
    "guide-step": [{"step": code} for code in steps()],
    "question": [{"question": code} for code in questions()],
    "clause": [{"clause": code} for code in clauses()],
    "example": [{"example": code} for code in examples()],
    "law-rule": [{"rule": name} for name in rule_names()],
    "law-value": [{"value": code} for code in parameters()],
    "law-act": [{"act": slug(code)} for code in acts()],
}
_NOT_PAGES = {"takeaway", "checklist-word", "clauses-word", "timetable-file"}
_NEED_A_QUESTION = {"answer", "clauses-for", "examples-compare"}
"""Pages that answer what a form asks: reached by the form, not by a link."""


def places(language: str) -> list[str]:
    """Every page that can be opened without a question."""
    names = [page.name for page in PUBLIC if page.name not in _NOT_PAGES | _NEED_A_QUESTION]
    return [address(name, language, **parts) for name in names for parts in PARTS.get(name, [{}])]


PLACES = [place for language in LANGUAGES for place in places(language)]
_SHOWN = (
    "direct-award",
    "eu-threshold-goods-services-subcentral",
    "reserved-share",
    "LOU",
    "HFD-2021-48",
    "andelskrav",
    "malgrupp",
    "optioner",
    "reservera",
    "bidrag",
    "bevis-och-kontroll",
    "proof-and-checks",
    REVIEWED[0].procurement_id,
)
"""Pages of the law, the text bank and the observatory that stand for the others, which are made alike."""
ALIKE = [
    place
    for place in PLACES
    if re.search("/(regel|varde|akt|rule|value|act|texter|texts|upphandlingar|procurements)/", place)
]
BROWSED = [place for place in PLACES if place not in ALIKE or place.rpartition("/")[2] in _SHOWN]
"""What a real browser walks: a page of each kind, where many are made from one template and the content's files."""
ANSWERS = [
    "/vagledning/borja?decision=no&wanted=unknown",
    "/vagledning/passar-kopet?value=500000&enterprises=ett&months=12&other_suppliers=yes&framework=yes",
    "/rakna/antal-personer?value=60000000&months=24&labour_share=50&kind=tjanster",
    "/texter?persons=3&months=12",
    "/texter/till-kopet?what=lokalvård&kind=tjanster&value=500000&months=24",
    "/en/texts/for-the-purchase?what=café&kind=tjanster&value=3000000&act=luk",
    "/sok?q=praktik",
    "/sok?q=xyzzyx",
    "/exempel/jamfor?val=goteborg&val=trafikverket",
    "/rakna?months=x",
    "/tidplan?what=lokalvård&start=2027-09-01&route=forhandlat&shortening=forhandsannons&as_of=2026-11-26",
    "/en/calendar?start=2027-01-15&route=direkt&voluntary_notice=yes&as_of=2026-11-26&days_market=3",
    "/tidplan?start=snart&days_signing=0",
    "/vagledning/checklista?role=x",
    "/observatoriet?country=XX&since=1999",
    "/en/observatory/map?source=x",
    "/lagen/andrat?first=2022-02-01&last=2040-01-01",
    "/lagen/andrat?first=2024-01-02&last=2024-01-01",
]
"""Pages as they answer, and as they tell what is wrong."""
