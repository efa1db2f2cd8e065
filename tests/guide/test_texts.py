from __future__ import annotations

import itertools
from datetime import date

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.documents.clauses import clauses_document
from svangrum.documents.word import word_file
from svangrum.guide.blanks import blanks
from svangrum.guide.compose import Choice, alone, blanks_of, compose, unfilled, write, write_alone
from svangrum.guide.texts import Form, Kind, Level, Regime, clauses, entries, groups
from tests.documents.reading import word_text

DAY = date(2026, 11, 26)
FORMS = ((Form.EMPLOYMENT,), (Form.PLACEMENT,), tuple(Form))
CHOICES = [
    Choice(level, forms, kind, (next(iter(groups())),), regime, untested)
    for level, forms, kind, regime, untested in itertools.product(Level, FORMS, Kind, (None, *Regime), (False, True))
]
FILLED = {name: f"<{name}>" for name in blanks()}


def test_every_choice_gives_a_contract_with_matching_follow_up_and_privacy() -> None:
    for choice in CHOICES:
        codes = {one.clause.code for one in compose(choice)}
        assert {"syfte", "malgrupp", "uppfoljning", "personuppgifter"} <= codes, choice
        if choice.level is not Level.DIALOGUE:
            assert {"matchning", "befrielse", "pafoljder"} <= codes, choice


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_blank_of_every_contract_can_be_filled(language: str) -> None:
    for choice in CHOICES:
        sections = compose(choice)
        assert unfilled(write(sections, choice.forms, FILLED, language=language)) == ()
        assert set(unfilled(write(sections, choice.forms, {}, language=language))) == set(blanks_of(sections))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", clauses())
def test_every_text_alone_has_its_blanks_motive_proof_and_place_in_the_law(code: str, language: str) -> None:
    clause = clauses()[code]
    written = write_alone(alone(clause), FILLED, language=language)

    assert unfilled((written,)) == ()
    assert all(
        one.say(language, as_of=DAY) for one in (clause.title, clause.use, clause.motive, clause.proof, clause.report)
    )
    assert clause.law
    assert all(place.url.startswith("http") for places in clause.law.values() for place in places)


def test_every_blank_has_a_label_and_an_example_that_fits() -> None:
    assert all(one.label.sv and one.label.en for one in blanks().values())


def test_nobody_is_punished_for_not_having_been_offered_anyone() -> None:
    required = Choice(Level.REQUIREMENT, (Form.EMPLOYMENT,), Kind.SERVICES, (next(iter(groups())),))
    codes = [one.clause.code for one in compose(required)]

    assert codes.index("befrielse") < codes.index("pafoljder")


def test_the_clauses_that_nobody_has_tried_stay_out_unless_asked_for() -> None:
    plain = Choice(Level.REQUIREMENT, (Form.EMPLOYMENT,), Kind.SERVICES, (next(iter(groups())),))
    tried = {one.clause.code for one in compose(plain)}

    assert "inkop-i-stallet" not in tried


def test_what_was_typed_is_never_read_as_a_blank() -> None:
    choice = CHOICES[0]
    name = blanks_of(compose(choice))[0]
    written = write(compose(choice), choice.forms, {**FILLED, name: "{buyer}"}, language="sv")

    assert any(piece.text == "{buyer}" for one in written for _, pieces in one.paragraphs for piece in pieces)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_file_is_the_same_each_time_and_survives_hostile_values(language: str) -> None:
    hostile = dict.fromkeys(blanks(), "<b>&\x00\x0b]]> ”å”")
    made = [word_file(clauses_document(CHOICES[-1], hostile, language=language, as_of=DAY)) for _ in range(2)]

    assert made[0] == made[1]
    assert "<b>&" in word_text(made[0])


def test_every_text_can_be_found() -> None:
    assert {one.code for one in entries()} == set(clauses())
