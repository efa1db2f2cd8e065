"""The contract text as Word: the text first, then a page for whoever writes; any value leaves a file that opens."""

from __future__ import annotations

from datetime import date

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.documents.clauses import clauses_document
from svangrum.documents.notes import note, notes
from svangrum.documents.word import word_file
from svangrum.guide.blanks import blanks, read_blank
from svangrum.guide.compose import Choice, compose
from svangrum.guide.texts import Form, Kind, Level, Regime, Statute, clauses
from tests.documents.reading import read_word, word_text

DAY = date(2026, 11, 23)
CHOICE = Choice(Level.BONUS, tuple(Form), Kind.WORKS, ("far-from-work", "disability"), untested=True)
EXAMPLES = {name: read_blank(blank, blank.example, field=name) for name, blank in blanks().items()}


def made(values, language="sv", choice=CHOICE):
    return word_file(clauses_document(choice, values, language=language, as_of=DAY))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_comes_first_and_the_notes_on_a_page_of_their_own(language):
    page = read_word(made(EXAMPLES, language))
    headings = [one.text for one in page.paragraphs if one.style.name.startswith("Heading")]
    writer = {"sv": "För dig som skriver", "en": "For you who write"}[language]
    before = page.paragraphs[[one.text for one in page.paragraphs].index(writer) - 1]

    assert headings[1].startswith("1 ")
    assert headings.count(headings[1]) == 2
    assert before.runs[0].contains_page_break or 'w:type="page"' in before._p.xml
    assert "[" not in "\n".join(one.text for one in page.paragraphs)


def test_what_is_left_is_marked_and_listed():
    page = read_word(made({"what": "städning"}))
    marked = {run.text for one in page.paragraphs for run in one.runs if run.style.name == "Svangrum Blank"}
    listed = {f"[{one.text}]" for one in page.paragraphs if one.style.name == "List Bullet"}

    assert "[matchningsansvarig]" in marked
    assert marked == listed


def test_the_same_values_give_the_same_file():
    assert made(EXAMPLES) == made(EXAMPLES)


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "rad ett\nrad två", "a\x00b\x0b\u202ec", "\ud800", "å" * 5000])
def test_any_text_leaves_a_file_that_opens(text):
    said = word_text(made({**EXAMPLES, "what": text}))

    assert not {"\x00", "\x0b", "\u202e", "\ud800"} & set(said)


def test_what_every_section_rests_on_is_said_once():
    told = notes(CHOICE, compose(CHOICE), language="sv", as_of=DAY)
    shared = {one.label for law in told.law for one in law.cited}

    assert {"17 kap. 1 § LOU", "19 kap. 9 § p. 5 LOU", "19 a kap. 8 § LOU"} <= shared
    assert shared.isdisjoint(one.label for each in told.each for law in each.law for one in law.cited)
    assert all(one.motive and one.proof for one in told.each)


def test_the_groups_chosen_are_told_how_to_be_shown():
    told = notes(CHOICE, compose(CHOICE), language="en", as_of=DAY).each
    (about,) = [one for one in told if one.groups]

    assert about.code == "malgrupp"
    assert [one.label for one in about.groups] == ["People far from the labour market", "People with a disability"]


def test_one_set_of_rules_is_cited_alone():
    chosen = Choice(Level.REQUIREMENT, (Form.EMPLOYMENT,), Kind.SERVICES, ("young",), Regime.CHAPTER_19)
    told = notes(chosen, compose(chosen), language="sv", as_of=DAY)

    assert [law.rules for law in told.law] == ["19 kap. LOU"]


def test_luf_is_cited_where_it_governs_and_beside_lou_where_nobody_has_said():
    chosen = Choice(
        Level.REQUIREMENT, (Form.EMPLOYMENT,), Kind.SERVICES, ("young",), Regime.DIRECTIVE, statute=Statute.LUF
    )
    told = notes(chosen, compose(chosen), language="sv", as_of=DAY)
    beside = note(clauses()["optioner"], Regime, (), language="sv", as_of=DAY).law

    assert {one.label for law in told.law for one in law.cited} >= {"16 kap. 1 § LUF", "4 kap. 1 § LUF"}
    assert not [one.label for each in told.each for law in each.law for one in law.cited if one.label.endswith("LOU")]
    assert beside[-1].rules == "Samma sak i LUF"
    assert "16 kap. 10 § LUF" in {one.label for one in beside[-1].cited}


def test_what_follow_up_records_is_told_with_who_states_it():
    told = note(clauses()["krav"], Regime, (), language="sv", as_of=DAY).evidence

    assert "Påbörjade platser, för varje form: antal. Leverantören uppger, matchningsansvarig bekräftar." in told
    assert note(clauses()["syfte"], Regime, (), language="sv", as_of=DAY).evidence == ()
