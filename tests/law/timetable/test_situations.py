"""Every situation gives the days it names; together they meet every limit and every route of every act."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from svangrum.core.data import read_yaml
from svangrum.law.purchase import Act
from svangrum.law.timetable.limits import routes
from svangrum.law.timetable.plan import Plan, plan
from svangrum.law.timetable.read import read_facts

SITUATIONS = yaml.safe_load((Path(__file__).parent / "situations.yaml").read_text("utf-8"))
AS_OF = date(2026, 11, 26)


def planned(situation: dict[str, Any]) -> Plan:
    raw = {name: str(value) for name, value in situation["facts"].items()}
    return plan(read_facts(raw), as_of=situation.get("as_of", AS_OF))


def named(situation: dict[str, Any]) -> str:
    return situation["name"]


@pytest.mark.parametrize("situation", SITUATIONS, ids=named)
def test_the_days_are_the_ones_it_names(situation):
    found = {one.code: one.day for one in planned(situation).milestones}

    assert {code: found.get(code) for code in situation.get("days", {})} == situation.get("days", {})
    assert not set(situation.get("absent", [])) & set(found)


@pytest.mark.parametrize("situation", SITUATIONS, ids=named)
def test_each_time_is_the_one_it_names_and_rests_on_its_place(situation):
    limits = {one.code: one.limit for one in planned(situation).milestones if one.limit}
    counted = {code: [one.number, one.citation.code if one.citation else "own"] for code, one in limits.items()}

    assert {code: counted.get(code) for code in situation.get("counted", {})} == situation.get("counted", {})


@pytest.mark.parametrize("situation", SITUATIONS, ids=named)
def test_it_says_what_is_moved_too_late_and_to_be_minded(situation):
    found = planned(situation)
    moved = {one.code: one.moved_from for one in found.milestones}

    assert {code: moved[code] for code in situation.get("moved", {})} == situation.get("moved", {})
    told = {one.code for one in found.notes}
    assert set(situation.get("notes", [])) <= told
    assert not set(situation.get("silent", [])) & told
    assert {one.code for one in found.warnings} == set(situation.get("warns", [one.code for one in found.warnings]))
    assert found.late == situation.get("late", found.late)
    assert found.earliest == situation.get("earliest", found.earliest)


def test_names_are_unique():
    names = [one["name"] for one in SITUATIONS]

    assert len(set(names)) == len(names)


def test_every_route_of_every_act_is_met():
    met = {(one["facts"].get("act", "lou"), one["facts"]["route"]) for one in SITUATIONS}
    alike = {("luf", "forhandlat"), ("luf", "innovation"), ("luf", "annonserad-steg"), ("luf", "utan-annons")}

    assert {(act.value, route.value) for act in Act for route in routes(act)} - met <= alike | {
        ("luk", "annonserad-steg")
    }


def test_every_limit_of_the_file_is_met_by_a_situation():
    """Each number with its place. Routes that share a part of the file share its limits."""
    met = {
        (one.limit.citation.code, one.limit.number - one.limit.extra)
        for situation in SITUATIONS
        for one in planned(situation).milestones
        if one.limit and one.limit.citation and not one.limit.stated
    }
    lines = {
        (f"{act} {place}", parameter)
        for act, held in read_yaml("law/timetable.yaml").items()
        if act != "notes"
        for route in held["routes"].values()
        for parameter, place in _lines(route)
    }
    places = {place for place, _ in met}

    # The most months before a notice is told in words; the days without open documents come on top of another limit
    assert {place for place, parameter in lines if parameter not in {"no-access-days", "prior-notice-months"}} <= places


def _lines(held: Any) -> list[tuple[str, str]]:
    if isinstance(held, list):
        return [tuple(held)]
    if isinstance(held, dict):
        return [line for key, one in held.items() if key != "cited" for line in _lines(one)]
    return []
