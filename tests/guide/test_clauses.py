"""The text bank: whole in both languages, every blank can be filled, every choice gives a contract text."""

from __future__ import annotations

import itertools
import re
from datetime import date
from statistics import mean

import pytest

from svangrum.advice.read import FIELDS
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES
from svangrum.core.money import Money
from svangrum.core.sources import Citation
from svangrum.guide.blanks import LONGEST, LONGEST_FEW, BlankKind, blanks, read_blank
from svangrum.guide.compose import (
    CONCESSIONS,
    Choice,
    Fit,
    alone,
    blanks_of,
    compose,
    unfilled,
    varies_by,
    write,
    write_alone,
)
from svangrum.guide.evidence import EvidenceKind, evidence
from svangrum.guide.texts import Form, Kind, Level, Part, Regime, Status, Statute, clauses, entries, forms, groups
from tests.harness.repository import nothing
from tests.harness.statutes import stands, text_of
from tests.harness.test_plain_words import OFFICIAL, sentences

FORMS = [tuple(chosen) for count in (1, 2, 3) for chosen in itertools.combinations(Form, count)]
REGIMES = (None, Regime.DIRECTIVE, Regime.CHAPTER_19, Regime.DIRECT)
CHOICES = [
    Choice(level, chosen, kind, tuple(groups()), regime, untested=untested)
    for level, chosen, kind, regime, untested in itertools.product(Level, FORMS, Kind, REGIMES, (False, True))
]
EXAMPLES = {name: read_blank(blank, blank.example, field=name) for name, blank in blanks().items()}
STATUTES = ("LOU", "LUK", "KL", "OSL", "SFS 2022:900", "SFS 2013:388")
DAY = date(2026, 11, 23)
GOVERNED = set(Regime) - {Regime.GRANT}


def proses():
    """Every text of the bank, with where it stands."""
    for code, clause in clauses().items():
        for name in ("title", "use", "avoid", "motive", "proof"):
            yield f"{code}.{name}", getattr(clause, name)
        yield from ((f"{code}.{place}", one.text) for place, one in enumerate(clause.text, start=1))
        yield from ((f"{code}.{place}.choose", one.choose) for place, one in enumerate(clause.text) if one.choose)
        if clause.unsettled:
            yield f"{code}.unsettled", clause.unsettled
    for code, group in groups().items():
        yield from ((f"{code}.{name}", getattr(group, name)) for name in ("label", "wording", "shown", "caution"))
    yield from ((code, one.label) for code, one in evidence().items())
    for name, blank in blanks().items():
        yield from ((f"{name}.label", blank.label), (f"{name}.hint", blank.hint))


def said(written):
    """The letters of a section."""
    return "\n".join("".join(piece.text for piece in pieces) for _, pieces in written.paragraphs)


def contract(choice, values=EXAMPLES, language="sv"):
    return write(compose(choice), choice.forms, values, language=language, as_of=DAY)


def test_both_languages_have_the_same_blanks():
    differ = [
        place
        for place, text in proses()
        if sorted(re.findall(r"\{[\w-]+\}", text.sv)) != sorted(re.findall(r"\{[\w-]+\}", text.en))
    ]

    nothing(differ)


def test_every_blank_is_asked_for_somewhere():
    assert set(blanks_of(tuple(alone(one) for one in clauses().values()))) == blanks().keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", clauses())
def test_every_blank_of_every_text_can_be_filled(code, language):
    section = alone(clauses()[code])
    empty, filled = (write_alone(section, values, language=language, as_of=DAY) for values in ({}, EXAMPLES))

    assert set(unfilled((empty,))) == set(blanks_of((section,)))
    assert unfilled((filled,)) == ()
    assert not set("[]{}") & set(said(filled))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_gives_a_whole_contract_text(language):
    for choice in CHOICES:
        written = contract(choice, language=language)

        assert [one.number for one in written] == [str(place) for place in range(1, len(written) + 1)]
        assert all(one.paragraphs for one in written)
        assert unfilled(written) == ()
        assert {"syfte", "malgrupp", "koppling", "uppfoljning", "personuppgifter"} <= {one.code for one in written}


def test_a_reference_leads_to_the_section_it_names():
    for choice in CHOICES:
        numbers = {one.code: one.number for one in contract(choice)}
        referred = [code for one in compose(choice) for each in one.paragraphs for code in _referred(each.text.sv)]

        assert all(code in numbers for code in referred)


def _referred(text):
    return re.findall(r"\{section-([\w-]+)\}", text)


def test_the_text_differs_by_level_form_and_kind():
    texts = {(one.level, one.forms, one.kind): "".join(map(said, contract(one))) for one in CHOICES if one.untested}

    assert len(set(texts.values())) == len(texts) == 3 * len(FORMS) * 4


def test_forms_are_lettered_when_there_are_several():
    chosen = Choice(Level.REQUIREMENT, tuple(Form), Kind.SERVICES, ("young",))
    text = "\n".join(map(said, contract(chosen)))

    assert "Som plats räknas a) anställning, b) praktik eller c) utbildning eller lärlingsplats." in text
    assert "kombinera dem" in text


def test_dialogue_has_no_number_and_no_sanction():
    for choice in CHOICES:
        if choice.level is Level.DIALOGUE:
            sections = compose(choice)

            assert not {"persons", "months", "deduction"} & set(blanks_of(sections))
            assert "pafoljder" not in {one.clause.code for one in sections}


def test_no_sanction_stands_without_relief_for_whoever_was_proposed_nobody():
    for choice in CHOICES:
        codes = [one.clause.code for one in compose(choice)]
        if "pafoljder" in codes:
            texts = {one.code: said(one) for one in contract(choice)}

            assert codes.index("befrielse") < codes.index("pafoljder")
            assert "Ingen lämplig person har föreslagits" in texts["befrielse"]
            assert (
                "aldrig avdrag eller kräver vite för en plats som ingen lämplig person har föreslagits till"
                in texts["pafoljder"]
            )


def test_bonus_goes_on_top_of_a_requirement():
    codes = {level: _codes(level) for level in Level}

    assert codes[Level.REQUIREMENT] < codes[Level.BONUS]
    assert codes[Level.BONUS] - codes[Level.REQUIREMENT] == {"bonus", "jamnare-konsfordelning"}


def _codes(level):
    return {one.clause.code for one in compose(Choice(level, tuple(Form), Kind.WORKS, ("young",)))}


def test_what_is_untested_comes_along_only_when_asked_for():
    untested = {code for code, one in clauses().items() if one.status is Status.UNTESTED}

    assert untested == {"inkop-i-stallet", "skyddad-anstallning"}
    for choice in CHOICES:
        assert untested.isdisjoint(one.clause.code for one in compose(choice)) or choice.untested


def test_a_concession_is_cited_by_its_own_act_and_an_unknown_purchase_by_all():
    chosen = Choice(Level.DIALOGUE, (Form.PLACEMENT,), Kind.CONCESSION, ("young",), Regime.DIRECTIVE)
    unknown = Choice(Level.DIALOGUE, (Form.PLACEMENT,), Kind.GOODS, ("young",))

    assert chosen.regimes == CONCESSIONS
    assert unknown.regimes == (Regime.DIRECTIVE, Regime.CHAPTER_19, Regime.DIRECT)


def test_every_text_cites_the_law_it_is_for():
    for clause in clauses().values():
        assert clause.law, clause.code
        assert all(clause.law.values()), f"{clause.code} cites nothing for some of the rules it is for"
        assert all(one.url.startswith("http") for places in clause.law.values() for one in (*places, *clause.rests))
        if clause.part is Part.CONTRACT:
            assert clause.law.keys() == GOVERNED
            assert Citation("LOU", "17:1") in clause.law[Regime.DIRECTIVE]
            assert Citation("LOU", "19:9 p. 5") in clause.law[Regime.CHAPTER_19]
            assert Citation("LOU", "19 a:8") in clause.law[Regime.DIRECT]
            assert Citation("LUK", "14:1") in clause.law[Regime.CONCESSION]
            assert Citation("LUK", "15:2") in clause.law[Regime.CONCESSION_15]


def test_a_concession_is_cited_by_its_own_act_and_the_rest_never_by_it():
    for clause in clauses().values():
        for regime, places in clause.law.items():
            other = "LOU" if regime in CONCESSIONS else "LUK"
            assert other not in {one.act for one in places if isinstance(one, Citation)}, clause.code


def test_each_variant_is_for_rules_that_the_text_cites():
    for clause in clauses().values():
        for one in clause.text:
            assert one.when.regimes <= clause.law.keys(), clause.code
            assert not one.when.statutes or not {*CONCESSIONS} & one.when.regimes, clause.code


def test_a_contract_leaves_its_writer_no_choice_between_paragraphs():
    for clause in clauses().values():
        if clause.part is Part.CONTRACT:
            assert not [one for one in clause.text if one.choose or one.when.regimes or one.when.statutes], clause.code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", clauses())
def test_every_purchase_that_a_text_is_for_gets_a_text_without_conditions(code, language):
    clause = clauses()[code]
    for regime, kind, level, statute in itertools.product(clause.law, clause.when.kinds or Kind, Level, Statute):
        fit = Fit(level, kind, regime, statute)
        written = write_alone(alone(clause, fit), EXAMPLES, language=language, as_of=DAY, fit=fit)
        bracketed = [text for text in said(written).splitlines() if text.startswith("(")]

        assert written.paragraphs
        assert all(text.startswith(("(välj ", "(choose ", "(om ", "(if ")) for text in bracketed)


def test_what_is_known_of_the_purchase_picks_the_variant():
    clause = clauses()["reservera"]
    fit = Fit(regime=Regime.DIRECTIVE, statute=Statute.LUF)
    whole, fitting = (
        said(write_alone(alone(clause, one), EXAMPLES, language="sv", as_of=DAY, fit=one)) for one in (Fit(), fit)
    )

    assert varies_by(clause) == ("regime", "statute")
    assert "(enligt LUF, över tröskelvärdet) Deltagandet är reserverat enligt 4 kap. 16 §" in whole
    assert fitting.startswith("Deltagandet är reserverat enligt 4 kap. 16 § första stycket 1 lagen (2016:1146)")
    assert "LOU" not in fitting
    assert "(välj om bara vissa anbudsområden reserveras)" in fitting


def test_the_figures_of_the_law_are_those_of_the_day():
    section = alone(clauses()["andelskrav"])

    assert "{reserved-share}" in section.paragraphs[0].text.sv
    assert "Minst 30 procent" in said(write_alone(section, EXAMPLES, language="sv", as_of=DAY))


def test_blanks_are_filled_by_the_purchase_or_asked_for_in_words():
    known = {one.known_by for one in blanks().values() if one.known_by}

    assert known == {"what", "municipality", "months", "value", "same_kind", "cpv"}
    assert known <= set(FIELDS)
    nothing([one.name for one in blanks().values() if not one.hint.sv.endswith(".")])


@pytest.mark.shared
@pytest.mark.parametrize("act", STATUTES)
def test_every_cited_section_stands_in_the_statute(shared, act):
    text = text_of(shared, act)
    cited = {one for clause in clauses().values() for places in clause.law.values() for one in places}

    nothing([one for one in cited if isinstance(one, Citation) and one.act == act and not stands(text, one.section)])


def test_nobody_is_asked_where_they_live_or_what_ails_them():
    asking = re.compile(r"bosatt|kommuninvånare|folkbokförd|läkarintyg|personnummer|namn på")

    nothing([code for code, group in groups().items() if asking.search(group.wording.sv.lower())])


def test_what_is_followed_up_is_declared_and_used_and_never_a_person():
    used = {code for clause in clauses().values() for code in clause.evidence}
    personal = re.compile(r"\bnamn\b|personnummer|diagnos|hälsa|ursprung|\bkön\b")

    assert used == evidence().keys()
    assert {one.kind for one in evidence().values()} == set(EvidenceKind)
    nothing([code for code, one in evidence().items() if personal.search(one.label.sv.lower())])


def test_people_that_a_supplier_counts_are_counted_from_another_side_too():
    counted = ("places-begun", "persons", "employments", "employment-months", "placements-begun", "trainings")
    people = [one for code, one in evidence().items() if code.startswith(counted)]

    assert len(people) > 5
    nothing([one.code for one in people if one.confirmed_by is None])
    nothing([code for code, one in evidence().items() if one.confirmed_by is one.told_by])


def test_there_is_a_text_for_every_part_of_a_purchase_each_at_a_place_of_its_own():
    assert {clause.part for clause in clauses().values()} == set(Part)
    assert len({clause.order for clause in clauses().values()}) == len(clauses())


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (BlankKind.NUMBER, ["0", "-3", "tre", "1,5", "10001"]),
        (BlankKind.PERCENT, ["101", "-1", "nan", "halva"]),
        (BlankKind.DATE, ["1 mars", "2027-02-30", "20270301"]),
        (BlankKind.AMOUNT, ["0", "12.000", "-5", "mycket"]),
        (BlankKind.TEXT, ["x" * (LONGEST + 1)]),
        (BlankKind.LONG, ["x" * (LONGEST_FEW + 1)]),
    ],
)
def test_what_does_not_fit_a_blank_is_told_at_its_field(kind, wrong):
    blank = next(one for one in blanks().values() if one.kind is kind)
    for text in wrong:
        with pytest.raises(SvangrumError) as told:
            read_blank(blank, text, field="b-x")
        assert told.value.field == "b-x"


def test_values_are_written_as_a_reader_expects():
    chosen = Choice(Level.BONUS, (Form.EMPLOYMENT,), Kind.SERVICES, ("young",))
    swedish, english = ("".join(map(said, contract(chosen, language=one))) for one in LANGUAGES)

    assert "10\u00a0000\u00a0kr" in swedish
    assert "1 mars 2027" in swedish
    assert "minst 50 procent" in swedish
    assert "SEK\u00a010,000" in english
    assert EXAMPLES["bonus"] == Money.kronor(10_000)


def test_what_was_typed_is_never_searched_for_blanks():
    chosen = Choice(Level.DIALOGUE, (Form.EMPLOYMENT,), Kind.SERVICES, ("young",))

    assert "Avtalet gäller {persons}." in said(contract(chosen, {"what": "{persons}"})[0])


def test_each_text_can_be_found():
    found = list(entries())

    assert [one.code for one in found] == list(clauses())
    assert {one.kind for one in found} == {"clause"}
    assert not [one.code for one in found for text in one.body if "{" in text.sv + text.en]


def test_the_swedish_is_plain():
    texts = {place: re.sub(r"\{[\w-]+\}", "X", text.sv) for place, text in proses()}
    lengths = {place: [len(one) for one in sentences(text)] for place, text in texts.items()}

    nothing([f"{place}: {max(found)}" for place, found in lengths.items() if max(found) > 30])
    nothing([f"{place}: {word}" for place, text in texts.items() for word in OFFICIAL if word in text.lower()])
    nothing(
        [place for place, text in texts.items() if re.search(r"[\"“„»«!]|(?<=[a-zåäö,] )(?:Ni|Er|Ert|Era)\b", text)]
    )
    assert mean(one for found in lengths.values() for one in found) < 16


def test_forms_and_groups_are_worded_in_both_languages():
    assert list(forms()) == list(Form)
    assert all(one.label.sv != one.label.en for one in (*forms().values(), *groups().values()))
