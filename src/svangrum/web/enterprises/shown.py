"""An entry as a page shows it, subject by subject: what is told, when and by whom, or that nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from svangrum.core.codes import cpv_table, municipalities
from svangrum.core.language import words, write_list
from svangrum.core.money import Money
from svangrum.core.orgnr import written_number
from svangrum.records.enterprises.permissions import can_see_rates, can_write_enterprise
from svangrum.records.enterprises.queries import WARNED_OF, told_of
from svangrum.records.profiles.queries import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise


@dataclass(frozen=True)
class Line:
    """One thing told; ``note`` stands below it, ``url`` is where it leads."""

    text: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Subject:
    """``lines`` are none for what is not known; ``told`` says when it was written and by whom, empty for never."""

    code: str
    title: str
    lines: tuple[Line, ...]
    told: str

    @property
    def page(self) -> str:
        """Where its own people write it."""
        return f"own-enterprise-{self.code}"


_FIELD = {"about": "name", "training": "training_places"}
"""The field whose ``told`` stands for a subject, where that is called otherwise."""


def subjects(actor: Actor, enterprise: Enterprise, language: str) -> list[Subject]:
    """What the actor may see of the entry, in the order of the page."""
    own = can_write_enterprise(actor, enterprise)
    codes = [code for code in _LINES if code != "rates" or can_see_rates(actor, enterprise)]
    told = {code: told_of(enterprise, _FIELD.get(code, code)) for code in codes}
    names = names_of({one[1] for one in told.values() if one}) if own else {}
    return [
        Subject(
            code,
            words(f"enterprises.subject.{code}", language),
            tuple(_LINES[code](enterprise, language)),
            _told(told[code], names, language, own=own),
        )
        for code in codes
    ]


def warning(enterprise: Enterprise, language: str) -> str:
    """What the official register warns of; empty for nothing."""
    if enterprise.standing not in WARNED_OF:
        return ""
    return words(f"enterprises.warning.{enterprise.standing}", language)


def standing(enterprise: Enterprise, language: str) -> str:
    return words(f"enterprises.standing.{enterprise.standing}", language)


def place_names(codes: list[str]) -> list[str]:
    """The municipalities' short names, in code order."""
    served = set(codes)
    return [one.short for one in municipalities() if one.code in served]


def places_in_words(enterprise: Enterprise, language: str) -> str:
    """Where it works; empty for what is not known."""
    if enterprise.everywhere:
        return words("enterprises.everywhere", language)
    return write_list(place_names(enterprise.places), language) if enterprise.places else ""


def _told(told: tuple[date, UUID] | None, names: dict[UUID, str], language: str, *, own: bool) -> str:
    if told is None:
        return ""
    day, person = told
    if not own:
        return words("enterprises.told.itself", language, day=day)
    return words(
        "enterprises.told.by", language, name=names.get(person) or words("enterprises.told.gone", language), day=day
    )


def _about(enterprise: Enterprise, language: str) -> Iterator[Line]:
    if enterprise.form != "unknown":
        yield Line(words(f"enterprises.form.{enterprise.form}", language))
    if "kind" in enterprise.told:
        yield Line(words(f"enterprises.kind.{enterprise.kind}", language))
    if enterprise.control:
        yield Line(words("enterprises.controlled-by", language, orgnr=written_number(enterprise.control)))
    elif "name" in enterprise.told:
        yield Line(words(f"enterprises.controlled-{'untold' if enterprise.controlled is None else 'no'}", language))


def _offers(enterprise: Enterprise, language: str) -> Iterator[Line]:
    for one in enterprise.offers:
        yield Line(one["words"], cpv_in_words(one["cpv"], language))


def cpv_in_words(code: str, language: str) -> str:
    """The code with its official name; what stands in a list may have none."""
    if not code:
        return words("enterprises.no-cpv", language)
    known = cpv_table().get(code)
    return words("enterprises.cpv", language, code=code, label=known.label(language) if known else "")


def _rates(enterprise: Enterprise, language: str) -> Iterator[Line]:
    called = {one["cpv"]: one["words"] for one in enterprise.offers}
    for code, rate in enterprise.rates.items():
        yield Line(words("enterprises.rate", language, rate=Money(rate)), called.get(code, code))


def _places(enterprise: Enterprise, language: str) -> Iterator[Line]:
    written = places_in_words(enterprise, language)
    if written:
        yield Line(written)


def _training(enterprise: Enterprise, language: str) -> Iterator[Line]:
    if enterprise.training_places is not None:
        yield Line(words("enterprises.training-places", language, count=enterprise.training_places))
    if enterprise.training_words:
        yield Line(enterprise.training_words)


def _languages(enterprise: Enterprise, language: str) -> Iterator[Line]:
    if enterprise.languages:
        yield Line(
            write_list([words(f"enterprises.language.{one}", language) for one in enterprise.languages], language)
        )


def _certificates(enterprise: Enterprise, language: str) -> Iterator[Line]:
    for one in enterprise.certificates:
        until = one["until"]
        note = words("enterprises.until", language, day=date.fromisoformat(until)) if until else ""
        yield Line(one["name"], note)


def _contact(enterprise: Enterprise, _language: str) -> Iterator[Line]:
    if enterprise.contact:
        yield Line(enterprise.contact)
    if enterprise.contact_email:
        yield Line(enterprise.contact_email, url=f"mailto:{enterprise.contact_email}")
    if enterprise.contact_phone:
        yield Line(enterprise.contact_phone)


def _links(enterprise: Enterprise, _language: str) -> Iterator[Line]:
    for link in enterprise.links:
        yield Line(link.removeprefix("https://").rstrip("/"), url=link)


_LINES: dict[str, Callable[[Enterprise, str], Iterator[Line]]] = {
    "offers": _offers,
    "rates": _rates,
    "places": _places,
    "training": _training,
    "languages": _languages,
    "certificates": _certificates,
    "contact": _contact,
    "links": _links,
    "about": _about,
}
