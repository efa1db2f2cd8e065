"""The passport on paper and as JSON: all that it says, and no more than it may."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from svangrum.core.data import data_path
from svangrum.core.language import LANGUAGES, words
from svangrum.documents.passport import passport_json, passport_pdf
from svangrum.documents.passport_words import espd_answers, in_words
from tests.documents.reading import pdf_text, read_pdf, squeeze, unsaid

SCHEMA = json.loads(data_path("schemas/passport.schema.json").read_text("utf-8"))
NUMBERS = {"all_occupied": 7, "of_groups": 3, "percent": 42.8, "statement": "Intyget, 3 av 7."}
DAYS = {"counted_on": "2026-11-01", "expires": "2027-11-01", "told_on": "2026-11-02"}
EVIDENCE = {"holds": True, "grade": "documented", **DAYS, "ended_on": None, "seen_on": ["2026-11-20"]}
BEFORE = EVIDENCE | {"ended_on": "2026-11-02", "told_on": "2026-02-02", "seen_on": []}


def a_test(answer="yes", why=None, **more):
    current = EVIDENCE | {"holds": answer != "no"} | more
    review = {"under_review_since": "2026-11-22", "review_ends": "2027-01-21"} if why == "under-review" else {}
    return {"answer": answer, "why": why, **review, "current": current, "history": [current, BEFORE]}


def a_passport(purpose=None, share=None, *, counts=True, together="yes"):
    numbers = NUMBERS if counts else {}
    return {
        "schema": "svangrum-passport/1",
        "on": "2026-11-27",
        "enterprise": {"orgnr": "5597000001", "name": "Återbrukskooperativet 木"},
        "with_counts": counts,
        "may_take_part": together,
        "tests": {"purpose": purpose or a_test(), "share": share or a_test(**numbers)},
    }


STATES = {
    "yes": a_passport(),
    "workshop": a_passport(purpose=a_test(sheltered=True)),
    "audited": a_passport(share=a_test(**NUMBERS, reviewer="Exempelrevision AB")),
    "aim": a_passport(purpose=a_test("no"), together="no"),
    "plain": a_passport(counts=False),
    "no": a_passport(share=a_test("no", **NUMBERS), together="no"),
    "review": a_passport(share=a_test("unknown", "under-review"), together="unknown"),
    "expired": a_passport(purpose=a_test("unknown", "expired"), together="unknown"),
    "aside": a_passport(purpose=a_test("unknown", "set-aside"), together="unknown"),
    "wrong": a_passport(share=a_test(**NUMBERS) | {"found_wrong_on": "2026-11-24"}),
    "none": a_passport(
        purpose={"answer": "unknown", "why": "none", "current": None, "history": []}, together="unknown"
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_all_that_it_says_stands_on_the_paper(state, language):
    kept = STATES[state]
    pdf = passport_pdf(kept, language)
    missing = unsaid(in_words(kept, language), pdf_text(pdf))
    assert [one for one in missing if "木" not in one and one not in {"purpose", "share"}] == []
    assert pdf == passport_pdf(kept, language)


@pytest.mark.parametrize(("name", "told"), [("Återbruk 木", True), ("Återbruk", False)])
def test_letters_that_the_typeface_lacks_are_told_of(name, told):
    kept = STATES["yes"] | {"enterprise": {"orgnr": "5597000001", "name": name}}
    said = squeeze(pdf_text(passport_pdf(kept, "sv")))
    assert (squeeze(words("passport.paper.replaced", "sv")) in said) is told


def test_the_paper_is_tagged_and_has_a_title_and_a_language():
    root = read_pdf(passport_pdf(STATES["yes"], "sv")).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("sv")


@pytest.mark.parametrize("state", STATES)
def test_the_json_keeps_to_its_schema(state):
    Draft202012Validator(SCHEMA).validate(json.loads(passport_json(STATES[state])))


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_counts_no_number_of_people_is_said(language):
    said = pdf_text(passport_pdf(STATES["plain"], language)) + passport_json(STATES["plain"]).decode()
    assert "42" not in said
    assert "of_groups" not in said
    assert "Intyget" not in said


@pytest.mark.parametrize(
    ("state", "social", "percentage"),
    [
        ("yes", "yes", 42.8),
        ("plain", "yes", None),
        ("workshop", "yes", 42.8),
        ("no", "no", 42.8),
        ("aim", "unknown", 42.8),
        ("review", "unknown", None),
    ],
)
def test_the_espd_gets_a_percentage_only_from_counts_that_count(state, social, percentage):
    answers = espd_answers(STATES[state])
    assert (answers["is_sheltered_or_social"], answers["percentage"], answers["category"]) == (social, percentage, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_sheltered_workshop_no_aim_is_told(language):
    paper = in_words(STATES["workshop"], language)
    assert paper.headline == words("passport.headline.sheltered", language, name="Återbrukskooperativet 木")
    assert paper.tests[0].says == words("passport.purpose.sheltered", language)
