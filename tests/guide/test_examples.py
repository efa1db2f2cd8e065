"""The examples: complete in both languages, sourced, plain, and honest about what is not told."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.core.prose import Prose
from svangrum.core.sources import Source, sources
from svangrum.guide.compare import LEAST, MOST, Filter, Size, compare, matching
from svangrum.guide.examples import Bought, Buyer, Condition, Instrument, Unit, entries, examples
from tests.harness.test_plain_words import OFFICIAL, sentences

DAY = date(2026, 11, 26)
CASES = tuple(examples().values())
DOCUMENTED = {
    "nordanstig", "falkenberg", "soderhamn", "vanersborg", "kristianstad", "goteborg", "helsingborg", "botkyrka",
    "orebro-vivalla", "trafikverket", "stangastaden", "stockholm", "goteborgsregionen", "enhet-inom-storre", "alingsas",
}  # fmt: skip
LONGEST_SENTENCE = 30

every_case = pytest.mark.parametrize("one", CASES, ids=lambda one: one.code)


def proses(one):
    """Every text of a case."""
    texts = [one.name, one.area, one.purpose, one.way, one.bought, one.result, one.similar]
    figures = [figure.what for figure in (*one.figures, *filter(None, [one.tenders]))]
    many = [*one.conditions.values(), *one.outcome, *one.lesson, *one.unknown, *one.also, *figures]
    return [text for text in (*texts, *many) if text]


def test_the_documented_practice_is_there():
    assert set(examples()) >= DOCUMENTED
    assert [one.order for one in CASES] == list(range(1, len(CASES) + 1))


@every_case
def test_a_case_is_whole(one):
    assert set(one.conditions) == set(Condition)
    assert one.municipality or one.area
    assert one.outcome
    assert one.lesson
    assert one.law
    assert one.unknown
    assert one.kinds


@every_case
def test_every_text_can_be_said_in_both_languages(one):
    for text in proses(one):
        said = text.say("sv", as_of=DAY), text.say("en", as_of=DAY)
        assert not [word for word in said if "{" in word]


@every_case
def test_a_case_rests_on_sources_and_every_figure_on_one_of_them(one):
    assert one.sources
    assert all(source.url.startswith("http") for source in one.sources)
    for figure in (*one.figures, *filter(None, [one.tenders])):
        assert isinstance(figure.source, Source)
        assert figure.source in one.sources
        assert figure.low is not None or figure.high is not None
        assert (figure.low or 0) <= (figure.high or figure.low or 0)


def test_every_source_of_the_examples_is_used():
    used = {source.code for one in CASES for source in one.sources}
    assert {code for code in sources() if code.startswith("ex-")} == used


def test_what_is_known_secondhand_says_so():
    secondhand = [figure.what.sv for one in CASES for figure in one.figures if figure.secondhand]
    assert secondhand == ["Av dem som fick anställning"]


@every_case
def test_the_swedish_is_plain(one):
    for text in proses(one):
        assert not [word for word in OFFICIAL if word in text.sv.lower()]
        assert not re.search(r"[!\"“„»«]", text.sv)
        assert not [sentence for sentence in sentences(text.sv) if len(sentence) > LONGEST_SENTENCE]
        assert "”" not in text.en


@every_case
def test_no_person_is_named(one):
    """Those whom the sources quote: offices speak here, not people."""
    quoted = re.compile(r"Ohlsson|Jansson|Nilvér|Helgesson|Hedvall|Kuylser|Hedman|Hansson|Bengtsson|Sandström|Berg\b")
    assert not [text for text in proses(one) if quoted.search(text.sv + text.en)]


def test_figures_are_those_of_the_sources():
    goteborg = examples()["goteborg"]
    assert [(figure.low, figure.year) for figure in goteborg.counted(Unit.PEOPLE)] == [
        (175, "2013–2015"),
        (84, "2021"),
        (90, "2022"),
        (52, "2022"),
    ]
    assert examples()["vanersborg"].tenders.high == 1
    assert examples()["soderhamn"].tenders.high is None
    assert [(one.low, one.high) for one in examples()["trafikverket"].counted(Unit.PLACES)] == [(None, 200)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filter(), set(examples())),
        (Filter(instrument=Instrument.SPIN_OFF), {"falkenberg"}),
        (
            Filter(instrument=Instrument.RESERVED_WHOLE),
            {"soderhamn", "vanersborg", "kristianstad", "enhet-inom-storre"},
        ),
        (Filter(kind=Bought.GOODS), {"falkenberg", "soderhamn"}),
        (Filter(buyer=Buyer.COMPANY), {"orebro-vivalla", "stangastaden", "halmstad"}),
        (Filter(size=Size.TENDERS), {"soderhamn", "vanersborg"}),
        (Filter(instrument=Instrument.RESERVED_LOT), set()),
    ],
)
def test_a_filter_finds(asked, found):
    assert {one.code for one in matching(CASES, asked)} == found


def test_every_filter_answers_and_narrows():
    choices = ([None, *Instrument], [None, *Bought], [None, *Buyer], [None, *Size])
    for instrument, kind, buyer, size in itertools.product(*choices):
        asked = Filter(instrument, kind, buyer, size)
        found = matching(CASES, asked)
        assert {one.code for one in found} <= {one.code for one in matching(CASES, Filter(instrument=instrument))}
        assert all(kind in {None, *one.kinds} for one in found)


def test_every_pair_can_be_compared_in_the_same_rows():
    codes = [row.code for row in compare(CASES[:2])]
    for pair in itertools.combinations(CASES, 2):
        rows = compare(pair)
        assert [row.code for row in rows] == codes
        assert all(len(row.cells) == len(pair) for row in rows)


@pytest.mark.parametrize("count", [0, LEAST - 1, MOST + 1])
def test_too_few_or_too_many_are_refused(count):
    with pytest.raises(SvangrumError) as refused:
        compare(CASES[:count])
    assert refused.value.field == "val"


def test_each_case_can_be_found():
    found = {entry.code: entry for entry in entries()}
    assert found.keys() == examples().keys()
    assert all(entry.kind == "example" for entry in found.values())
    assert all(isinstance(text, Prose) for entry in found.values() for text in (*entry.body, *entry.also))
