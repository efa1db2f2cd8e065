"""What the query asks of the text bank: the choice of clauses, and what is filled in. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import FieldReader, InvalidFactsError, one_of, yes_no
from svangrum.documents.characters import on_one_line
from svangrum.guide.blanks import blanks, read_blank
from svangrum.guide.compose import ANY, Choice, Fit
from svangrum.guide.texts import Form, Kind, Level, Regime, Statute, groups
from svangrum.web.fields import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import QueryDict

    from svangrum.core.findings import Value

PREFIX = "b-"
"""Before the name of a blank in the query."""
UNKNOWN = "unknown"
ALL = "all"
DEFAULTS = {
    "level": Level.REQUIREMENT.value,
    "forms": Form.EMPLOYMENT.value,
    "kind": Kind.SERVICES.value,
    "regime": UNKNOWN,
    "statute": Statute.LOU.value,
    "groups": "far-from-work",
    "untested": "",
}
_FITTED = ("level", "kind", "regime", "statute")
COUNTED_ELSEWHERE = ("persons", "months")
"""Blanks that the page which works out the number of people gives by their plain names."""


@dataclass(frozen=True)
class Filled:
    """What stands in the blanks that were read, and an error for each that could not be."""

    values: Mapping[str, Value]
    errors: tuple[SvangrumError, ...]


def stated_choice(query: QueryDict) -> dict[str, str]:
    """What was chosen, by field. What is not asked about is the default; a form that was sent answers for itself."""
    sent = "level" in query
    given = {name: SEPARATOR.join(on_one_line(one) for one in query.getlist(name)) for name in DEFAULTS}
    return {
        name: given[name] or ("" if sent and name in {"forms", "groups"} else default)
        for name, default in DEFAULTS.items()
    }


def stated_fit(query: QueryDict) -> dict[str, str]:
    """What one text is asked to fit, by field; ``ALL`` where every variant is wanted."""
    return {name: on_one_line(query.get(name, "")) or ALL for name in _FITTED}


def read_fit(stated: Mapping[str, str]) -> tuple[Fit, tuple[SvangrumError, ...]]:
    """What the text is to fit, and an error for each field that could not be read: then every variant is shown."""
    reader = FieldReader({name: text for name, text in stated.items() if text != ALL})
    fit = Fit(
        level=reader.read("level", lambda text: one_of(Level, text, "level")),
        kind=reader.read("kind", lambda text: one_of(Kind, text, "kind")),
        regime=reader.read("regime", lambda text: one_of(Regime, text, "regime")),
        statute=reader.read("statute", lambda text: one_of(Statute, text, "statute")),
    )
    return (ANY if reader.errors else fit), tuple(reader.errors)


def stated_blanks(query: QueryDict) -> dict[str, str]:
    """What was written in the blanks, by the blank's name: on one line, without what a document cannot hold."""
    written = {name: on_one_line(query.get(f"{PREFIX}{name}", "")) for name in blanks()}
    counted = {name: on_one_line(query.get(name, "")) for name in COUNTED_ELSEWHERE if not written[name]}
    return {name: text for name, text in {**written, **counted}.items() if text}


def read_choice(stated: Mapping[str, str]) -> Choice:
    """The choice. Raises ``InvalidFactsError`` with every field at fault."""
    reader = FieldReader(stated)
    level = reader.read("level", lambda text: one_of(Level, text, "level"))
    forms = reader.read("forms", lambda text: tuple(one_of(Form, one, "forms") for one in _each(text)))
    kind = reader.read("kind", lambda text: one_of(Kind, text, "kind"))
    regime = reader.read("regime", _regime)
    statute = reader.read("statute", lambda text: one_of(Statute, text, "statute"))
    chosen = reader.read("groups", _groups)
    untested = reader.read("untested", lambda text: yes_no(text, "untested"))
    for field, missing in (("forms", "clause.no-form"), ("groups", "clause.no-group")):
        if not _each(stated[field]):
            reader.errors.append(SvangrumError(missing, field=field))
    reader.finish()
    if level is None or kind is None or not forms or not chosen:
        raise InvalidFactsError((SvangrumError("choice.unknown", field="level", text="", allowed=", ".join(Level)),))
    act = statute or Statute.LOU
    return Choice(level, _ordered(forms), kind, chosen, regime, untested=bool(untested), statute=act)


def read_blanks(stated: Mapping[str, str]) -> Filled:
    """Every blank that can be read; the rest as errors at their fields."""
    values: dict[str, Value] = {}
    errors: list[SvangrumError] = []
    for name, text in stated.items():
        try:
            values[name] = read_blank(blanks()[name], text, field=f"{PREFIX}{name}")
        except SvangrumError as error:
            errors.append(error)
    return Filled(values, tuple(errors))


def carried(choice: Mapping[str, str], filled: Mapping[str, str]) -> list[tuple[str, str]]:
    """The same question as pairs for an address."""
    pairs = [(name, one) for name, text in choice.items() for one in _each(text)]
    return pairs + [(f"{PREFIX}{name}", text) for name, text in filled.items()]


def _each(text: str) -> list[str]:
    return [one for one in text.split(SEPARATOR) if one]


def _ordered(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Each form once, in the contract's order."""
    return tuple(form for form in Form if form in set(forms))


def _regime(text: str) -> Regime | None:
    return None if text == UNKNOWN else one_of(Regime, text, "regime")


def _groups(text: str) -> tuple[str, ...]:
    asked = _each(text)
    for one in asked:
        if one not in groups():
            raise SvangrumError("choice.unknown", field="groups", text=one, allowed=", ".join(groups()))
    return tuple(code for code in groups() if code in asked)
