"""The fields of the calendar: what is bought and how, then the buyer's own times."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.core.parameters import parameters
from svangrum.law.purchase import Act
from svangrum.law.timetable.facts import Route, Shortening
from svangrum.law.timetable.limits import OWN
from svangrum.law.timetable.read import DAYS, YES_NO, own_field
from svangrum.web.fields import Asking, Field, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from svangrum.core.errors import SvangrumError

_YES_NO = (("yes", "yes"), ("no", "no"))
DEFAULTS = {
    "act": Act.LOU.value,
    "route": Route.NATIONAL.value,
    "shortening": Shortening.NONE.value,
    "electronic_tenders": "yes",
    "open_documents": "yes",
    "electronic_award": "yes",
    "voluntary_notice": "no",
}
"""What is chosen when nothing is stated."""


def _asking(name: str, widget: str, **more: object) -> Asking:
    return Asking(widget, f"timetable.field.{name}.label", f"timetable.field.{name}.hint", **more)  # type: ignore[arg-type]


def _own(name: str) -> Asking:
    unit = parameters()[f"calendar-{name}"].unit
    return Asking("short", f"timetable.own.{name}", unit=f"timetable.field.{unit}", digits=True)


PURCHASE = ("what", "start", "act", "route")
TERMS = ("shortening", *YES_NO, *DAYS)
OWN_FIELDS = tuple(own_field(name) for name in OWN)
ASKED: Mapping[str, Asking] = {
    "what": _asking("what", "text"),
    "start": _asking("start", "short"),
    "act": _asking("act", "radios", choices=tuple((one.value, f"act.{one.value}") for one in Act)),
    "route": _asking("route", "radios", choices=tuple((one.value, f"timetable.route.{one.value}") for one in Route)),
    "shortening": _asking(
        "shortening", "radios", choices=tuple((one.value, f"timetable.shortening.{one.value}") for one in Shortening)
    ),
    **{name: _asking(name, "radios", choices=_YES_NO, in_a_row=True) for name in YES_NO},
    **{
        name: Asking("short", f"timetable.field.{name}.label", unit="timetable.field.days", digits=True)
        for name in DAYS
    },
    **{own_field(name): _own(name) for name in OWN},
    "as_of": _asking("as_of", "short"),
}


def form_fields(
    stated: Mapping[str, str], errors: Iterable[SvangrumError], *, as_of: date, language: str
) -> dict[str, Field]:
    """Every field with what was stated, and at each time what we suggest where the law is silent."""
    form = fields(ASKED, {**DEFAULTS, **stated}, errors, language=language)
    own = {field: replace(form[field], hint=_suggested(name, as_of, language)) for name, field in _own_fields()}
    return form | own | {name: replace(form[name], hint=_least(name, as_of, language)) for name in DAYS}


def _least(name: str, as_of: date, language: str) -> str:
    ours = _days(f"calendar-{name.removesuffix('_days')}", as_of, language)
    return words(f"timetable.field.{name}.hint", language, days=ours)


def _own_fields() -> Iterable[tuple[str, str]]:
    return zip(OWN, OWN_FIELDS, strict=True)


def _suggested(name: str, as_of: date, language: str) -> str:
    direct = f"calendar-{name}-direct"
    number = _days(f"calendar-{name}", as_of, language)
    if direct not in parameters():
        return words("timetable.our-time", language, number=number)
    return words("timetable.our-time-direct", language, number=number, direct=_days(direct, as_of, language))


def _days(code: str, as_of: date, language: str) -> str:
    """How many days we suggest; one is told in a form of its own."""
    parameter = parameters()[code]
    number = parameter.at(max(as_of, parameter.values[0].since)).value
    form = "count-one" if number == 1 else "count"
    return words(f"timetable.{form}.{parameter.unit}", language, number=number)
