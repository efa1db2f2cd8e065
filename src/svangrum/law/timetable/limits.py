"""How long each thing takes under one act and one route: what the act says, else the buyer's own time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.errors import SvangrumError
from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation, Source, cite
from svangrum.law.dated import law_at, own_code
from svangrum.law.timetable.facts import UNADVERTISED, Route, Shortening

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.law.purchase import Act
    from svangrum.law.timetable.facts import Facts

_FILE = "law/timetable.yaml"

OWN = (
    "market",
    "decision",
    "documents",
    "request",
    "qualification",
    "competitive-dialogue",
    "questions",
    "answers",
    "negotiation",
    "evaluation",
    "award",
    "signing",
    "startup",
)
"""The buyer's own times, by name: a parameter ``calendar-<name>`` each, which the buyer may replace.

Times for tenders and applications are stated in the same field whether the act has a number of days or not.
"""


@dataclass(frozen=True)
class Limit:
    """A number of ``days``, ``working-days`` or ``months``, and what it rests on.

    ``citation`` is None for the buyer's own time. ``stated`` tells that the buyer has given the number, ``least`` is
    then the smallest that the act allows. ``extra`` days of the number come from another place, ``extra_citation``.
    """

    number: int
    unit: str
    citation: Citation | None = None
    stated: bool = False
    extra: int = 0
    extra_citation: Citation | None = None
    least: int | None = None

    @property
    def is_law(self) -> bool:
        return self.citation is not None


@dataclass(frozen=True)
class Times:
    """What one act says of one route, as its file holds it."""

    act: Act
    raw: Mapping[str, Any]
    day: date

    def has(self, name: str, ground: str = "") -> bool:
        held = self.raw.get(name)
        return held is not None and (not ground or (isinstance(held, dict) and ground in held))

    def limit(self, name: str, ground: str = "") -> Limit | None:
        """The limit ``name`` on its ``ground``; None where the act has none, or its text had none on the day."""
        held = self.raw.get(name)
        line = held.get(ground) if isinstance(held, dict) else held
        return None if line is None else self._read(*line)

    def value(self, parameter: str) -> Value:
        """A parameter's value under the act on the day."""
        return law_at(self.day, self.act).value(parameter)

    def cited(self, note: str) -> Citation | None:
        section = self.raw["cited"].get(note)
        return None if section is None else Citation(self.act.name, section)

    def _read(self, parameter: str, section: str) -> Limit | None:
        found = parameters()[own_code(parameter, self.act)]
        if found.values[0].since > self.day:
            return None
        number = found.at(self.day).value
        if not isinstance(number, int):
            message = f"{parameter} is no whole number on {self.day}"
            raise TypeError(message)
        return Limit(number, found.unit, Citation(self.act.name, section))


def times(act: Act, route: Route, day: date) -> Times:
    """Raises ``SvangrumError`` ``timetable.route-act`` for a route that the act does not have."""
    routes = _file()[act.name]["routes"]
    if route not in routes:
        raise SvangrumError("timetable.route-act", field="route", act=act.name)
    return Times(act, routes[route], day)


def routes(act: Act) -> tuple[Route, ...]:
    """The routes of an act."""
    return tuple(Route(name) for name in _file()[act.name]["routes"])


def general_notes() -> Mapping[str, tuple[Citation | Source, ...]]:
    """Notes that stand beside every calendar, and what each rests on."""
    return {code: tuple(cite(place) for place in rests) for code, rests in _file()["notes"].items()}


def own(name: str, facts: Facts, day: date) -> Limit:
    """The buyer's own time, or ours where none was given. Direct awards have shorter times of ours."""
    parameter = parameters()[own_parameter(name, facts.route)]
    if name in facts.own:
        return Limit(facts.own[name], parameter.unit, stated=True)
    number = parameter.at(day).value
    if not isinstance(number, int):
        message = f"{parameter.code} is no whole number"
        raise TypeError(message)
    return Limit(number, parameter.unit)


def own_parameter(name: str, route: Route) -> str:
    direct = f"calendar-{name}-direct"
    return direct if route is Route.DIRECT and direct in parameters() else f"calendar-{name}"


def tenders(facts: Facts, found: Times) -> Limit:
    """The time for tenders, with what is added when the documents are not open.

    Raises ``SvangrumError`` for a shortening that the route does not have, and for fewer days than the act demands.
    """
    ground = _ground(facts, found, "tenders")
    least = found.limit("tenders", ground)
    agreed = facts.shortening is Shortening.AGREED and facts.tender_days is not None
    if least is None or agreed:
        return _chosen(facts.tender_days, "tender", facts, found)
    return _at_least(_with_access(least, facts, found), facts.tender_days, "tender_days")


def applications(facts: Facts, found: Times) -> Limit:
    """The time for applications, where suppliers apply first. Raises ``SvangrumError`` for too few days."""
    urgent = facts.shortening is Shortening.URGENT and found.has("applications", "urgent")
    least = found.limit("applications", "urgent" if urgent else "plain")
    if least is None:
        chosen = own("application", facts, found.day)
        return chosen if facts.application_days is None else Limit(facts.application_days, "days", stated=True)
    return _at_least(least, facts.application_days, "application_days")


def answers(facts: Facts, found: Times) -> Limit:
    urgent = facts.shortening is Shortening.URGENT and found.has("answers", "urgent")
    limit = found.limit("answers", "urgent" if urgent else "plain")
    return limit or own("answers", facts, found.day)


def standstill(facts: Facts, found: Times) -> Limit | None:
    """How long a contract must wait; None where nothing makes it wait.

    Raises ``SvangrumError`` ``timetable.voluntary`` for a voluntary notice where the act has none.
    """
    if facts.voluntary_notice and not (facts.route in UNADVERTISED and found.has("voluntary")):
        raise SvangrumError("timetable.voluntary", field="voluntary_notice", act=facts.act.name)
    if facts.route in UNADVERTISED:
        return found.limit("voluntary") if facts.voluntary_notice else None
    return found.limit("standstill", "electronic" if facts.electronic_award else "other")


def _ground(facts: Facts, found: Times, name: str) -> str:
    if facts.shortening is not Shortening.NONE:
        ground = _GROUNDS[facts.shortening]
        if not found.has(name, ground):
            raise SvangrumError("timetable.shortening", field="shortening", act=facts.act.name)
        return ground
    return "electronic" if facts.electronic_tenders and found.has(name, "electronic") else "plain"


_GROUNDS = {
    Shortening.PRIOR_NOTICE: "prior-notice",
    Shortening.URGENT: "urgent",
    Shortening.AGREED: "agreed",
}


def _with_access(least: Limit, facts: Facts, found: Times) -> Limit:
    """The five days more (LOU 11:9) do not apply to an accelerated procedure."""
    access = found.limit("access")
    if facts.open_documents or facts.shortening is Shortening.URGENT or access is None:
        return least
    return replace(least, number=least.number + access.number, extra=access.number, extra_citation=access.citation)


def _at_least(least: Limit, chosen: int | None, field: str) -> Limit:
    if chosen is None:
        return least
    if chosen < least.number:
        place = least.citation or Citation("LOU")
        raise SvangrumError("timetable.too-few-days", field=field, least=least.number, place=place)
    return replace(least, number=chosen, stated=True, least=least.number)


def _chosen(days: int | None, name: str, facts: Facts, found: Times) -> Limit:
    """A time that the act leaves open: long enough for questions to be answered before it ends."""
    chosen = own(name, facts, found.day) if days is None else Limit(days, "days", stated=True)
    before = answers(facts, found).number
    if chosen.number > before:
        return chosen
    if days is None:
        raise SvangrumError("timetable.answers-too-early", field="days_answers", answers=before, tenders=chosen.number)
    raise SvangrumError("timetable.no-time-for-answers", field="tender_days", answers=before)


@cache
def _file() -> Mapping[str, Any]:
    content: Mapping[str, Any] = read_yaml(_FILE)
    return content
