"""Every number of the calendar stands in the paragraph it is said to stand in, of each act."""

from __future__ import annotations

import re
from typing import Any

import pytest

from svangrum.core.data import read_yaml
from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation, Source
from svangrum.core.sources import acts as known
from svangrum.law.concordance import counterpart
from svangrum.law.dated import own_code
from svangrum.law.purchase import Act
from svangrum.law.timetable.limits import OWN, general_notes
from tests.harness.repository import nothing
from tests.harness.statutes import paragraphs, stands, text_of

FILE = read_yaml("law/timetable.yaml")
SPELLED = {4: "fyra", 5: "fem", 6: "sex", 10: "tio", 12: "tolv"}


def lines(held: Any) -> set[tuple[str, str]]:
    """Every parameter with its place, wherever it stands."""
    if isinstance(held, list):
        return {(held[0], held[1])}
    if isinstance(held, dict):
        return set().union(*(lines(one) for key, one in held.items() if key != "cited"))
    return set()


def noted(held: Any) -> set[str]:
    """Every place that a note rests on."""
    return {place for route in held["routes"].values() for place in route["cited"].values()}


LINES = sorted((act, *line) for act in Act for line in lines(FILE[act.name]["routes"]))


@pytest.mark.shared
@pytest.mark.parametrize(("act", "parameter", "place"), LINES)
def test_the_number_stands_in_its_paragraph(shared, act, parameter, place):
    text = text_of(shared, act.name)
    assert text is not None
    number = parameters()[own_code(parameter, act)].values[-1].value
    unit = r"månader" if parameter.endswith("-months") else r"dagar"
    written = f"(?:{number}|{SPELLED[number]})" if number in SPELLED else str(number)

    assert re.search(rf"\b{written} {unit}\b", paragraphs(text)[place])


@pytest.mark.shared
@pytest.mark.parametrize("act", Act)
def test_every_place_of_a_note_exists(shared, act):
    text = text_of(shared, act.name)
    assert text is not None

    nothing(sorted(place for place in noted(FILE[act.name]) if not stands(text, place)))


@pytest.mark.shared
@pytest.mark.parametrize(("act", "route"), [(act, route) for act in Act for route in FILE[act.name]["routes"]])
def test_where_no_number_is_said_to_stand_the_act_asks_for_reasonable_time_or_says_nothing(shared, act, route):
    held, text = FILE[act.name]["routes"][route], text_of(shared, act.name)
    assert text is not None
    place = held["cited"].get("reasonable")

    assert ("tenders" in held) != (place is not None) or act is Act.LUK or route in UNNUMBERED
    if place is not None:
        assert "skälig tid" in paragraphs(text)[place]
        assert "dagar" not in paragraphs(text)[place]


UNNUMBERED = {"dialog", "innovation", "direkt", "utan-annons"}
"""Above the threshold without a number for tenders, or without a notice at all."""


@pytest.mark.shared
def test_an_award_of_a_concession_starts_the_days_for_the_notice_of_the_result(shared):
    text = text_of(shared, "LUK")
    assert text is not None

    assert "efter det att koncessionen tilldelats" in paragraphs(text)["8:6"]
    assert all(route["after-notice"]["from"] == "award" for route in FILE["LUK"]["routes"].values())


@pytest.mark.shared
@pytest.mark.parametrize(("act", "place"), [("LOU", "20:18"), ("LUF", "20:18"), ("LUK", "16:18")])
def test_the_act_itself_sends_standstill_to_the_act_on_computing_time(shared, act, place):
    text = text_of(shared, act)
    assert text is not None

    assert "längden av en avtalsspärr" in paragraphs(text)[place]
    assert "1930:173" in paragraphs(text)[place]


def test_luf_has_its_limits_where_the_concordance_leads():
    """Read twice, apart: the places of LUF in this file, and the places that answer to those of LOU."""
    led = {
        (parameter, found.section)
        for parameter, place in lines(FILE["LOU"]["routes"])
        if (found := counterpart(Citation("LOU", place), "LUF")) is not None
    }
    held = {(parameter.removesuffix("-luf"), place) for parameter, place in lines(FILE["LUF"]["routes"])}

    assert held <= led
    assert {parameter for parameter, _ in led - held} == ONLY_LOU


ONLY_LOU = {
    "application-days-urgent",
    "invited-days",
    "invited-days-electronic",
    "invited-days-prior-notice",
    "invited-days-urgent",
}
"""LUF leaves the time of those invited to an agreement, and has no accelerated procedure but the open."""


def test_every_time_of_ours_says_that_it_is_ours_and_rests_on_no_number_of_law():
    ours = {code: one for code, one in parameters().items() if code.startswith("calendar-")}

    assert {f"calendar-{name}" for name in (*OWN, "tender", "application")} <= set(ours)
    for code, one in ours.items():
        assert {dated.status for dated in one.values} == {"derived"}, code
        assert all(dated.remark("sv").startswith("Vår egen tid") for dated in one.values), code


UNREAD = {"SFS 1930:173", "SFS 1989:253", "(EEG, Euratom) nr 1182/71"}


def test_what_has_not_been_read_whole_is_marked():
    rests = general_notes()
    acts = {one.act for places in rests.values() for one in places if isinstance(one, Citation)}

    assert acts == UNREAD
    assert all(known()[act].consolidated_through is None for act in UNREAD)
    assert all(any(isinstance(one, Source) for one in places) for places in rests.values())
