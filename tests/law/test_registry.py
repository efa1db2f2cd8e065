"""Rules, tables and files fit together; what does not fit cannot load."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import svangrum.law
from svangrum.core.data import read_yaml
from svangrum.core.dates import Period
from svangrum.core.findings import Outcome
from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation, acts, sources
from svangrum.law import concession, place
from svangrum.law.annex2 import ANNEX, STATUS, Annex2, Annex2Fact
from svangrum.law.dated import Side, law_at
from svangrum.law.purchase import Act, Buyer, Kind, Purchase
from svangrum.law.registry import (
    Registry,
    Rule,
    edition,
    editions,
    entries,
    first_day,
    parse_entry,
    rules,
    rules_on,
    step_order,
)
from svangrum.law.rules import ORDER
from svangrum.law.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

LAW = Path(svangrum.law.__file__).parent
NAMES = sorted({rule.name for rule in rules()})
OF_CONCESSIONS = {"concession", "term"}
"""Questions that only a concession raises."""

NOT_OF_CONCESSIONS = {"small-lot-direct", "low-tender"}
"""LUK knows neither small lots nor abnormally low tenders."""


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


FULL = {(colour, size): f"{colour}-{size}" for colour in Colour for size in Size}


def _rule(since: date, until: date | None = None, name: str = "one", acts: tuple[Act, ...] = (Act.LOU,)) -> Rule:
    return Rule(name, acts, Period(since, until), (), (Table((Colour,), dict.fromkeys(Colour, "x")),), lambda *_: "x")


def test_a_table_answers_every_combination():
    table = Table((Colour, Size), FULL)
    assert table(Colour.RED, Size.LARGE) == "red-large"


@pytest.mark.parametrize("hole", list(FULL))
def test_a_table_with_a_hole_cannot_be_made(hole):
    with pytest.raises(ValueError, match="not total"):
        Table((Colour, Size), {key: code for key, code in FULL.items() if key != hole})


def test_a_table_with_a_combination_too_many_cannot_be_made():
    with pytest.raises(ValueError, match="not total"):
        Table((Colour,), {Colour.RED: "r", Colour.BLUE: "b", Size.SMALL: "s"})


@pytest.mark.parametrize(
    "other",
    [
        _rule(date(2022, 2, 1)),
        _rule(date(2020, 1, 1)),
        _rule(date(2024, 12, 31)),
        _rule(date(2020, 1, 1), date(2022, 2, 2)),
        _rule(date(2022, 2, 1), acts=(Act.LUF, Act.LOU)),
    ],
)
def test_two_periods_of_one_rule_may_not_overlap(other):
    registry = Registry()
    registry.add(_rule(date(2022, 2, 1), date(2025, 1, 1)))
    with pytest.raises(ValueError, match="overlap"):
        registry.add(other)


def test_a_rule_may_follow_its_forerunner():
    registry = Registry()
    registry.add(_rule(date(2022, 2, 1), date(2025, 1, 1)))
    registry.add(_rule(date(2025, 1, 1)))
    registry.add(_rule(date(2023, 1, 1), name="another"))
    registry.add(_rule(date(2022, 2, 1), acts=(Act.LUF,)))
    assert len(registry.all()) == 4


def test_every_rule_file_is_read():
    files = {path.stem for path in (LAW / "rules").glob("*.py")} - {"__init__"}
    assert files == set(ORDER)
    assert len(ORDER) == len(set(ORDER))


@pytest.mark.parametrize("act", Act)
def test_every_day_from_the_first_has_one_of_each_rule_of_the_act(act):
    names = sorted({rule.name for rule in rules() if act in rule.acts})
    for day in (first_day(), date(2022, 12, 31), date(2023, 1, 1), date(2024, 1, 1), date(2040, 1, 1)):
        assert sorted(rule.name for rule in rules_on(day, act)) == names


def test_the_acts_answer_the_same_questions():
    """LOU and LUF all; LUK all but those on what it says nothing of, and two that are its own."""
    of = {act: {rule.name for rule in rules() if act in rule.acts} for act in Act}
    assert of[Act.LOU] == of[Act.LUF]
    assert of[Act.LUK] - of[Act.LOU] == OF_CONCESSIONS
    assert of[Act.LOU] - of[Act.LUK] == NOT_OF_CONCESSIONS
    assert set(NAMES) == of[Act.LOU] | of[Act.LUK]


@pytest.mark.parametrize("name", NAMES)
def test_the_file_holds_exactly_the_codes_of_the_tables(name):
    coded = set().union(*(rule.codes for rule in rules() if rule.name == name))
    assert coded == set(entries(name))


@pytest.mark.parametrize("name", NAMES)
def test_entries_are_complete(name):
    for code, entry in entries(name).items():
        assert entry.citations, f"{code} of {name} cites nothing"
        assert len(set(entry.citations)) == len(entry.citations), code
        assert {citation.act for citation in entry.citations} <= set(acts()), code
        assert set(entry.values) <= set(parameters()), code
        assert (entry.question is not None) == (entry.outcome is Outcome.UNSETTLED), code
        assert entry.conditions or entry.outcome is not Outcome.CONDITIONAL, code


def test_every_step_has_its_place_in_the_order():
    pointed = {step for name in NAMES for entry in entries(name).values() for step in entry.steps}
    assert pointed == set(step_order())
    assert len(set(step_order())) == len(step_order())


def test_a_field_that_does_not_exist_cannot_load():
    raw = {"outcome": "permitted", "citations": [["LOU", "1:1"]], "citation": "LOU"}
    with pytest.raises(TypeError):
        parse_entry(raw)


def test_an_outcome_that_does_not_exist_cannot_load():
    with pytest.raises(ValueError, match="allowed"):
        parse_entry({"outcome": "allowed", "citations": [["LOU", "1:1"]]})


def test_every_parameter_of_the_law_is_used():
    named = {code for name in NAMES for entry in entries(name).values() for code in entry.values}
    in_code = "\n".join(path.read_text("utf-8") for path in LAW.rglob("*.py"))
    euro = {f"{code}-euro" for code in (*place.THRESHOLDS.values(), place.ANNEX2_THRESHOLD, concession.THRESHOLD)}
    used = named | euro | set(_leaves(read_yaml("law/timetable.yaml")))
    unused = [code for code in map(_shared, parameters()) if code not in used and f'"{code}"' not in in_code]
    in_law = [code for code in unused if (LAW.parent / f"data/law/parameters/{code}.yaml").exists()]
    assert in_law == [], "no rule, answer or time limit takes these values"


def _leaves(branch: object) -> Iterator[object]:
    """Every value in a file, however deep."""
    inner = branch.values() if isinstance(branch, dict) else branch if isinstance(branch, list) else None
    if inner is None:
        yield branch
    else:
        for one in inner:
            yield from _leaves(one)


def _shared(code: str) -> str:
    """The code that rules ask for, which may have a value for each act."""
    return next((code.removesuffix(f"-{act}") for act in Act if code.endswith(f"-{act}")), code)


def test_every_parameter_names_an_act_or_a_source_and_a_reason():
    for one in parameters().values():
        for dated in one.values:
            place = dated.citation
            assert place.act in acts() if isinstance(place, Citation) else place.code in sources(), one.code
            assert dated.note or dated.status not in {"to-verify", "derived"}, one.code
            assert (dated.low is None) == (dated.high is None), one.code
            assert dated.low is None or dated.low < dated.high, one.code


def test_every_kind_and_buyer_has_a_threshold():
    assert set(place.CENTRAL) == set(Buyer)
    assert set(place.THRESHOLDS) == {(kind, central) for kind in Kind for central in (False, True)}


def test_places_are_total_and_all_reached():
    assert set(place.BY_ANNEX2_THRESHOLD) == set(Side)
    assert set(place.BY_THRESHOLD) == {(side, status) for side in Side for status in Annex2 if status != "yes"}
    reached = {*place.BY_ANNEX2_THRESHOLD.values(), *place.BY_DIRECT_LIMIT.values(), *place.BY_THRESHOLD.values()}
    assert reached | set(place.WORKS.values()) == set(place.Place)
    assert set(place.WORKS) <= reached
    assert set(place.MAY_RISE) == set(Kind)
    assert set(STATUS) == set(Annex2Fact)


def test_places_of_concessions_are_total_and_all_reached():
    below = {Side.BELOW, Side.TOGETHER, Side.NEAR}
    assert set(concession.BY_SHARE) == below
    assert set(concession.BY_THRESHOLD) == {(side, status) for side in set(Side) - {Side.TOGETHER} for status in Annex2}
    reached = {*concession.BY_SHARE.values(), *concession.BY_THRESHOLD.values()}
    assert reached == set(concession.ConcessionPlace)
    assert set(ANNEX) == set(Act)


class Reading:
    """A purchase that remembers which facts were read."""

    def __init__(self, purchase: Purchase, read: set[str]) -> None:
        object.__setattr__(self, "_purchase", purchase)
        object.__setattr__(self, "_read", read)

    def __getattr__(self, name: str) -> object:
        self._read.add(name)
        return getattr(self._purchase, name)


UNKNOWN_TO = {"buyer": {"value", "kind", "buyer"}, "lov": {"buyer"}, "grant": {"buyer"}}
"""Rules that answer though facts they read are unknown."""

HANDLED = {
    "act",
    "under",
    "months",
    "cpv",
    "cpv_confirmed",
    "main_object_confirmed",
    "same_kind_12_months",
    "direct_awards_this_year",
}
"""Facts that rules read though they may be unknown: LOU is followed, bilaga 2 counted strictly, the rest asked for."""


@given(rule=st.sampled_from(rules()), kind=st.sampled_from(Kind), value=st.integers(0, 10**8), covered=st.booleans())
def test_rules_read_no_more_than_they_say(rule, kind, value, covered):
    read: set[str] = set()
    purchase = Purchase(value=Money.kronor(value), kind=kind, buyer=Buyer.STATE, covered_by_contract=covered)
    day = date(2023, 6, 1) if rule.period.until else date(2025, 1, 1)
    rule.answer(Reading(purchase, read), law_at(day, rule.acts[0]))
    assert read <= set(rule.reads) | HANDLED | UNKNOWN_TO.get(rule.name, set())
    assert set(rule.reads) <= {one.name for one in dataclasses.fields(Purchase)}


@given(st.dates(first_day(), date(2040, 12, 31)))
def test_an_edition_of_the_law_holds_up_to_the_next(day):
    found = edition(day)
    assert found in editions()
    assert found <= day
    assert not any(found < later <= day for later in editions())


def test_every_day_on_which_a_value_or_a_rule_changes_begins_an_edition():
    of_values = {dated.since for one in parameters().values() for dated in one.values}
    of_rules = {one.period.since for one in rules()} | {one.period.until for one in rules() if one.period.until}
    assert editions()[0] <= first_day()
    assert of_values | of_rules <= set(editions())
