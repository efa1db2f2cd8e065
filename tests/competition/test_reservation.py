"""Signs add up to a verdict: in any order, never lower for a sign that speaks for."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.reservation import (
    VERDICTS,
    Evidence,
    ReservationFacts,
    probability,
    verdict,
)
from svangrum.competition.reservation_signs import load_signs, reserving_stems
from svangrum.competition.winner_kinds import KINDS
from svangrum.core.data import read_yaml
from svangrum.core.language import LANGUAGES, words

PLAIN = ReservationFacts("SE", flag_participation=False, flag_execution=False, titles=("Lokalvård i Exempelstad",))
FLAGGED = dataclasses.replace(PLAIN, flag_participation=True)
SAYS = dataclasses.replace(PLAIN, titles=("Reserverad upphandling: lokalvård",))
TITLES = st.sampled_from(
    [
        "Lokalvård",
        "Konsulter inom IT",
        "Arbetsträningsplatser",
        "Reserverad upphandling",
        "Ej reserverad upphandling",
        "Upphandling för idéburna organisationer",
        "Marché réservé aux entreprises adaptées",
        "Sysselsättningskrav gäller",
    ]
)
FACTS = st.builds(
    ReservationFacts,
    country=st.sampled_from(["SE", "FR"]),
    flag_participation=st.sampled_from([None, False, True]),
    flag_execution=st.sampled_from([None, False, True]),
    flag_mission=st.sampled_from([None, False, True]),
    titles=st.lists(TITLES, max_size=3).map(tuple),
    terms=st.none() | TITLES,
    cpv=st.sampled_from([None, "90911200", "45000000", "72000000", "15300000"]),
    winners=st.lists(st.sampled_from(KINDS), max_size=3).map(tuple),
    buyer_name=st.sampled_from([None, "Försvarets materielverk", "Exempelstads kommun"]),
)


def changed(facts, **changes):
    return verdict(dataclasses.replace(facts, **changes))


def codes(found):
    return [one.code for one in found.evidence]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (PLAIN, "not-reserved"),
        (FLAGGED, "unclear"),
        (SAYS, "missed"),
        (dataclasses.replace(SAYS, flag_participation=True), "genuine"),
        (dataclasses.replace(FLAGGED, winners=("samhall",)), "genuine"),
        (dataclasses.replace(FLAGGED, winners=("company",), cpv="45000000"), "mis-set"),
        (dataclasses.replace(FLAGGED, cpv="90911200"), "genuine"),
        (dataclasses.replace(PLAIN, flag_execution=True), "unclear"),
        (dataclasses.replace(PLAIN, flag_execution=True, cpv="71000000"), "mis-set"),
    ],
)
def test_each_verdict_is_reached(facts, code):
    assert verdict(facts).code == code


def test_a_samhall_winner_alone_proves_nothing():
    assert changed(PLAIN, winners=("samhall",)).code == "not-reserved"


@pytest.mark.parametrize(
    "title",
    [
        "Reservdelar till lastbilar",
        "Réserve foncière et études",
        "Réservation de berceaux en crèche",
        "Exploitation de restaurants en zone réservée",
        "Fluchtweg unter Vorbehalt der Zusage",
        "Konsulter inom UX och sociala företag",
        "Säkerhetsskyddad upphandling",
        "Construction d'un ESAT et d'un foyer",
        "Asfaltering av reserverade platser",
        "Upphandlingen är inte reserverad",
        "Ce marché n'est pas réservé aux entreprises adaptées",
        "Subcontratación con Centros Especiales de Empleo",
        "Guardia, documentos de nivel reservado",
    ],
)
def test_false_friends_are_not_taken_for_reservations(title):
    found = changed(PLAIN, titles=(title,))

    assert found.code == "not-reserved"
    assert "text-reserved" not in codes(found)


@pytest.mark.parametrize(
    "text",
    [
        "Mattransport - reserverat kontrakt",
        "Lot réservé à l'insertion des personnes handicapées",
        "Le lot 6 est réservé : - aux entreprises adaptées",
        "Conserjería, reservado a empresas de inserción",
        "Auftrag, vorbehalten für anerkannte Werkstätten für behinderte Menschen",
        "Servizio di pulizia, appalto riservato",
        "Usługi sprzątania, zamówienie zastrzeżone wyłącznie dla spółdzielni",
    ],
)
def test_what_says_that_it_is_reserved_is_found_in_titles_and_terms(text):
    assert changed(PLAIN, titles=(text,)).code == "missed"
    assert changed(PLAIN, terms=text).code == "missed"


def test_the_other_reservations_are_kept_apart():
    title = "Reserverad upphandling för idéburna organisationer"
    found = changed(PLAIN, titles=(title,))

    assert (found.code, found.instrument) == ("not-reserved", "mission")
    boxed = changed(PLAIN, flag_mission=True)
    assert (boxed.code, boxed.instrument) == ("not-reserved", "mission")


def test_both_flags_say_no_more_than_the_weightier():
    assert changed(FLAGGED, flag_execution=True).probability == verdict(FLAGGED).probability


def test_an_enterprise_among_the_winners_is_not_undone_by_a_company():
    both = changed(FLAGGED, winners=("company", "social"))

    assert both.probability == changed(FLAGGED, winners=("social",)).probability


@given(FACTS)
def test_the_evidence_adds_up_to_the_probability(facts):
    found = verdict(facts)

    assert found.probability == probability(found.evidence)
    assert found.code in VERDICTS
    assert all(one.weight > 0 and one.speaks in {1, -1} for one in found.evidence)
    assert len(set(codes(found))) == len(found.evidence)


@given(FACTS, st.randoms())
def test_the_order_of_titles_and_winners_does_not_matter(facts, random):
    titles, winners = list(facts.titles), list(facts.winners)
    random.shuffle(titles)
    random.shuffle(winners)

    assert changed(facts, titles=tuple(titles), winners=tuple(winners)) == verdict(facts)


@given(st.permutations([("flag-participation", 1, 7.1), ("cpv-for", 1, 0.1), ("base-rate", -1, 6.52), ("x", -1, 1e-9)]))
def test_the_order_of_signs_does_not_matter(signs):
    evidence = [Evidence(code, "", speaks, weight) for code, speaks, weight in signs]

    assert probability(evidence) == probability(sorted(evidence, key=lambda one: one.code))


@given(
    FACTS,
    st.sampled_from(
        [
            {"flag_participation": True},
            {"flag_execution": True},
            {"extra_title": "Reserverad upphandling"},
            {"extra_title": "Marché réservé aux entreprises adaptées"},
            {"extra_title": "Platser för arbetsträning"},
            {"extra_winner": "samhall"},
            {"extra_winner": "social"},
            {"extra_winner": "association"},
        ]
    ),
)
def test_a_sign_that_speaks_for_never_lowers_the_probability(facts, more):
    added = {name: told for name, told in more.items() if not name.startswith("extra")}
    added["titles"] = (*facts.titles, *([more["extra_title"]] if "extra_title" in more else []))
    added["winners"] = (*facts.winners, *([more["extra_winner"]] if "extra_winner" in more else []))

    assert changed(facts, **added).probability >= verdict(facts).probability


@given(FACTS, st.sampled_from(["buyer", "cpv"]))
def test_a_sign_that_speaks_against_never_raises_it(facts, which):
    none = dataclasses.replace(facts, buyer_name=None, cpv=None)
    against = {"buyer": {"buyer_name": "Försvarsmakten"}, "cpv": {"cpv": "72000000"}}[which]

    assert changed(none, **against).probability <= verdict(none).probability


@given(FACTS)
def test_without_a_flag_and_without_words_nothing_is_reserved(facts):
    """So the engine may leave out all that has neither."""
    bare = dataclasses.replace(
        facts, flag_participation=False, flag_execution=False, titles=("Arbetsträning",), terms=None
    )

    assert verdict(bare).code == "not-reserved"


def test_every_phrase_that_reserves_holds_a_stem():
    """The engine looks for the stems alone: a phrase without one would never be looked for."""
    (sign,) = [one for one in load_signs().texts if one.code == "text-reserved"]
    lost = [phrase for phrase in sign.phrases if not any(stem in phrase.casefold() for stem in reserving_stems())]

    assert lost == []


def test_every_sign_tells_why_and_has_words():
    signs = read_yaml("market/reserved_signs.yaml")
    told = [*signs["flags"], *signs["texts"], *signs["buyers"], *signs["bases"]]

    assert all(one["reason"] and one["source"] for one in told)
    assert all(one["reason"] for one in (*signs["cpv"], *signs["winners"]))
    for code in ["base-rate", "cpv-for", "cpv-against", *(one["code"] for one in (*told, *signs["winners"]))]:
        for language in LANGUAGES:
            assert words(f"reservation.evidence.{code}", language, value="x")


@pytest.mark.parametrize(("basis", "met"), [("2009/81/EG", 1), ("32009L0081", 1), ("2014/24/EU", 0), (None, 0)])
def test_procurement_in_defence_speaks_against(basis, met):
    found = verdict(ReservationFacts("SE", flag_participation=True, legal_basis=basis)).evidence

    assert [one.pull < 0 for one in found if one.code == "basis-defence"] == [True] * met
