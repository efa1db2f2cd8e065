"""Every place in LOU leads to the place in LUF or LUK that says the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from svangrum.core.data import data_path
from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation
from svangrum.law.concordance import concordance, counterpart
from svangrum.law.registry import entries, rules
from tests.harness.similarity import Likeness, alike, points, quantities
from tests.harness.statutes import paragraphs, place, stands, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.harness.similarity import Vector

ACTS = ("LUF", "LUK")
LIKE = 0.75

# The text that was read holds LUF 7:15 inside 7:14, without a heading of its own.
WITHOUT_HEADING = {("LUF", "7:15")}
# Counterparts that are not the paragraph with the most words in common, and why they are the right ones all the same.
OTHER_WORDS = {
    (
        "LUF",
        "4:11",
        "14:12",
    ): "14:12 for one purchase and 14:15 for a qualification system say the same; the first is meant",
    ("LUF", "7:6", "7:3"): "7:3 asks for objective rules; 7:4 is about renewed competition",
    ("LUF", "11:10", "11:10"): "LUF shortens only the open procedure's time limit, and repeats the words of 11:2 less",
    ("LUF", "12:14", "12:14"): "12:14 has a paragraph more; 19 a:10 is the same duty for direct award",
    ("LUK", "3:7", "3:7"): "3:7 is defence; 3:6 answers to LOU 3:8",
    ("LUK", "5:7 a", "15:7"): "15:7 holds all of chapter 15's rules on estimates; the ban on splitting is one of them",
    ("LUK", "10:1", "8:1"): "8:1 is the duty to advertise; 8:7 is the voluntary notice",
    ("LUK", "15:1", "12:1"): "12:1 has the declaration; 4:7 the check before award",
    ("LUK", "16:1", "13:1"): "13:1 is how a concession is awarded, in words of its own",
    ("LUK", "16:6", "13:3"): "13:3 is the order of priority, in words of its own",
    ("LUK", "19 a:1", "15:6"): "15:6 defines direct award among its grounds",
    ("LUK", "19 a:2", "15:6"): "15:6 p. 1 is the limit; 15:1 is the chapter's scope",
    ("LUK", "19 a:3", "15:6"): "15:6 p. 2 leads to 8:4 and 8:5",
}
# The same in substance, in other words.
REWORDED = {("LUK", "19:2"), ("LUK", "19 a:8")}
# Places without counterpart, although a paragraph of the act has nearly the same words.
ALIKE_BUT_NOT = {("LUF", "5:2"): "thresholds of contracts that are not covered", ("LUK", "5:2"): "the same"}


@pytest.fixture(scope="module")
def statutes(shared) -> dict[str, dict[str, str]]:
    """The paragraphs of LOU, LUF and LUK, by act."""
    return {act: paragraphs(text_of(shared, act) or "") for act in ("LOU", *ACTS)}


@pytest.fixture(scope="module")
def vectors(statutes) -> dict[str, dict[str, Vector]]:
    likeness = Likeness(text for one in statutes.values() for text in one.values())
    return {act: {name: likeness.vector(text) for name, text in one.items()} for act, one in statutes.items()}


def _pairs(act: str) -> Iterator[tuple[str, str]]:
    """Paragraphs of LOU with the paragraph of the act that answers to them."""
    for section, answer in concordance(act).places.items():
        if " p. " not in section and not section.startswith("bilaga") and (act, answer) not in WITHOUT_HEADING:
            yield section, place(answer)


def _cited() -> set[str]:
    """The sections of LOU that the rules, the parameters and the texts cite."""
    citations = {one for rule in rules() for entry in entries(rule.name).values() for one in entry.citations}
    citations |= {one.citation for each in parameters().values() for one in each.values}
    cited = {one.section for one in citations if isinstance(one, Citation) and one.act == "LOU"}
    return cited | _in_files("texts") | _in_files("guide")


def _in_files(folder: str) -> set[str]:
    files = [one for one in _tree(data_path(folder)) if one.name.endswith(".yaml")]
    written = r'\bLOU(?:, "| )((?:\d+(?: a)?:\d+(?: [ab]\b)?|bilaga \d)(?: p\. \d+)?)'
    return {section for one in files for section in re.findall(written, one.read_text("utf-8"))}


def _tree(folder):
    for one in folder.iterdir():
        yield from _tree(one) if one.is_dir() else [one]


def test_the_reservation_is_led_to_its_own_paragraph():
    assert counterpart(Citation("LOU", "4:18"), "LUF") == Citation("LUF", "4:16")
    assert counterpart(Citation("LOU", "4:18"), "LUK") == Citation("LUK", "4:8")


def test_a_point_follows_its_paragraph():
    assert counterpart(Citation("LOU", "19:9 p. 2"), "LUF") == Citation("LUF", "19:9 p. 2")


def test_a_point_that_is_numbered_otherwise_is_led_by_itself():
    assert counterpart(Citation("LOU", "20:15 p. 4"), "LUF") == Citation("LUF", "20:15 p. 3")
    assert counterpart(Citation("LOU", "20:15 p. 1"), "LUF") is None


def test_a_point_of_a_paragraph_that_is_applied_by_reference_is_left_out():
    assert counterpart(Citation("LOU", "15:11 p. 7"), "LUF") == Citation("LUF", "14:3")


def test_what_the_act_lacks_has_no_counterpart():
    assert counterpart(Citation("LOU", "19:25 a"), "LUF") is None
    assert counterpart(Citation("LOU", "7:3 p. 1"), "LUF") is None


def test_the_act_as_a_whole_and_other_acts():
    assert counterpart(Citation("LOU"), "LUF") == Citation("LUF")
    assert counterpart(Citation("KL", "3:4"), "LUF") == Citation("KL", "3:4")


def test_the_directive_is_that_of_the_act():
    article = Citation("2014/24/EU", "art. 20.2")
    assert counterpart(article, "LUF") == Citation("2014/25/EU", "art. 38.2")
    assert counterpart(Citation("2014/24/EU", "art. 99"), "LUF") == Citation("2014/24/EU", "art. 99")


@pytest.mark.parametrize("section", ["4:99", "4:99 p. 1"])
def test_a_place_that_has_not_been_read_is_refused(section):
    with pytest.raises(KeyError, match="LOU 4:99 does not stand"):
        counterpart(Citation("LOU", section), "LUF")


@pytest.mark.parametrize("act", ACTS)
def test_everything_that_is_cited_has_been_read(act):
    cited = _cited()
    assert {"4:18", "19:9 p. 5", "bilaga 2"} <= cited
    for section in cited:
        counterpart(Citation("LOU", section), act)


def test_no_place_is_listed_twice():
    node = yaml.compose(data_path("law/concordance.yaml").read_text("utf-8"))
    for _, act in node.value:
        for kind, listed in act.value:
            names = [key.value for key, _ in listed.value]
            assert len(names) == len(set(names)), kind.value


@pytest.mark.parametrize("act", ACTS)
def test_a_place_is_read_in_one_way_and_only_counterparts_differ(act):
    one = concordance(act)
    assert not one.places.keys() & one.none.keys()
    assert not one.by_reference.keys() & (one.places.keys() | one.none.keys())
    assert one.differs.keys() <= one.places.keys() | one.by_reference.keys()


@pytest.mark.shared
@pytest.mark.parametrize("act", ACTS)
def test_every_paragraph_of_lou_has_been_read(act, statutes):
    assert not [one for one in statutes["LOU"] if one not in concordance(act)]


@pytest.mark.shared
@pytest.mark.parametrize("act", ACTS)
def test_every_place_exists(act, shared, statutes):
    one = concordance(act)
    for section, answer in [*one.places.items(), *one.by_reference.items()]:
        assert stands(text_of(shared, "LOU"), section), section
        if (act, answer) not in WITHOUT_HEADING:
            assert stands(text_of(shared, act), answer), (section, answer)
    for section in one.none:
        assert stands(text_of(shared, "LOU"), section), section


@pytest.mark.shared
@pytest.mark.parametrize("act", ACTS)
def test_every_point_exists(act, statutes):
    """A point that follows its paragraph, or is led by itself, leads to a point that the paragraph has."""
    for section, _ in _pairs(act):
        for point in points(statutes["LOU"][section]):
            answer = counterpart(Citation("LOU", f"{section} p. {point}"), act)
            if answer is not None and " p. " in answer.section:
                paragraph, _, number = answer.section.partition(" p. ")
                assert number in points(statutes[act][paragraph]), (section, point, answer.section)


@pytest.mark.shared
@pytest.mark.parametrize("act", ACTS)
def test_the_counterpart_has_the_most_words_in_common(act, vectors):
    """Of all paragraphs of the act; in LUK, chapters 19 and 19 a have chapter 15, and the others have the rest."""
    others = {(act, *pair) for pair in _pairs(act) if not _is_nearest(*pair, act, vectors)}
    assert others == {one for one in OTHER_WORDS if one[0] == act}


def _is_nearest(section: str, answer: str, act: str, vectors: dict[str, dict[str, Vector]]) -> bool:
    own = vectors["LOU"][section]
    small = section.startswith("19")
    rivals = [one for name, one in vectors[act].items() if act != "LUK" or name.startswith("15:") == small]
    return alike(own, vectors[act][answer]) >= max(alike(own, one) for one in rivals) - 1e-9


@pytest.mark.shared
@pytest.mark.parametrize("act", ACTS)
def test_what_differs_in_amounts_times_or_words_is_said(act, statutes, vectors):
    for section, answer in _pairs(act):
        same = quantities(statutes["LOU"][section]) == quantities(statutes[act][answer])
        near = alike(vectors["LOU"][section], vectors[act][answer]) >= LIKE
        assert (same and near) or section in concordance(act).differs or (act, section) in REWORDED, section


@pytest.mark.shared
@pytest.mark.parametrize("act", ACTS)
def test_what_has_no_counterpart_is_said_nowhere_in_the_act(act, statutes, vectors):
    """A paragraph that is alike answers to another place in LOU, which it is more alike."""
    found = {(section, name) for section in concordance(act).none for name in _alike(section, act, vectors)}
    unanswered = {(section, name) for section, name in found if not _is_nearer_another(section, name, act, vectors)}
    assert {(act, section) for section, _ in unanswered} == {one for one in ALIKE_BUT_NOT if one[0] == act}


def _alike(section: str, act: str, vectors: dict[str, dict[str, Vector]]) -> list[str]:
    own = vectors["LOU"].get(section, {})
    return [name for name, one in vectors[act].items() if alike(own, one) >= LIKE]


def _is_nearer_another(section: str, name: str, act: str, vectors: dict[str, dict[str, Vector]]) -> bool:
    one, lou = vectors[act][name], vectors["LOU"]
    return any(alike(lou[other], one) > alike(lou[section], one) for other, answer in _pairs(act) if answer == name)
