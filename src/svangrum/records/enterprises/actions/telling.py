"""What an enterprise tells of itself: one action a subject, by its own people alone.

Each notes in ``told`` when its fields were written and by whom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import gather
from svangrum.records.accounts.days import day_of
from svangrum.records.actions import Act, action
from svangrum.records.enterprises import stated
from svangrum.records.enterprises.permissions import can_write_enterprise
from svangrum.records.enterprises.taking import taken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from svangrum.records.enterprises.models import Enterprise


@action("enterprise.described")
def describe_enterprise(
    act: Act,
    *,
    enterprise: UUID,
    version: int,
    name: str,
    form: str = "",
    kind: str = "",
    controlled: str = "",
    control: str = "",
) -> UUID:
    """Its name, legal form, kind, and whether another organisation decides over it: ``yes``, ``no`` or not told.

    Raises ``SvangrumError`` ``enterprise.no-name``, ``enterprise.too-long``, ``enterprise.choice`` and those of
    ``stated_control``, all at once.
    """
    found = taken(act, enterprise, can_write_enterprise, version=version)
    problems: list[SvangrumError] = []
    called = gather(lambda: stated.stated_line(name, "name", missing="enterprise.no-name"), problems)
    written = {
        "form": gather(lambda: stated.stated_form(form), problems),
        "kind": gather(lambda: stated.stated_kind(kind), problems),
    }
    decides = gather(lambda: stated.stated_control(controlled, control, found.orgnr), problems)
    stated.finish(problems)
    assert decides is not None  # noqa: S101 - nothing was wrong
    return _told(act, found, {"name": called, **written, **decides._asdict()}, {"name": called})


@action("enterprise.offer-added")
def add_offer(act: Act, *, enterprise: UUID, version: int, cpv: str, words: str) -> UUID:
    """One thing more that it offers; the same code again gets the new words.

    Raises ``SvangrumError`` ``enterprise.no-offer``, ``enterprise.no-cpv``, ``cpv.unreadable``, ``cpv.unknown``,
    ``enterprise.too-long`` and ``enterprise.offers-many``.
    """
    found = taken(act, enterprise, can_write_enterprise, version=version)
    offer = stated.stated_offer(cpv, words)
    others = [one for one in found.offers if one["cpv"] != offer["cpv"]]
    if len(others) >= stated.MOST_OFFERS:
        raise SvangrumError("enterprise.offers-many", field="words", most=stated.MOST_OFFERS)
    return _told(act, found, {"offers": [*others, offer]}, {"words": offer["words"], "cpv": offer["cpv"]})


@action("enterprise.offer-removed")
def remove_offer(act: Act, *, enterprise: UUID, version: int, cpv: str) -> UUID:
    """It offers that no longer, and its rate goes too. Raises ``MissingError`` for what is not offered."""
    found = taken(act, enterprise, can_write_enterprise, version=version)
    kept = [one for one in found.offers if one["cpv"] != cpv]
    if len(kept) == len(found.offers):
        raise SvangrumError("enterprise.offer-gone")
    rates = {code: rate for code, rate in found.rates.items() if code != cpv}
    written: dict[str, Any] = {"offers": kept}
    return _told(act, found, written if rates == found.rates else {**written, "rates": rates}, {"cpv": cpv})


@action("enterprise.rates-told")
def tell_rates(act: Act, *, enterprise: UUID, version: int, rates: Mapping[str, str]) -> UUID:
    """Kronor an hour without VAT, for each code offered. The event says how many, not how much.

    Raises ``SvangrumError`` ``enterprise.rate``, ``enterprise.rate-not-offered`` and ``money.…``, all at once.
    """
    found = taken(act, enterprise, can_write_enterprise, version=version)
    told = stated.stated_rates(rates, [one["cpv"] for one in found.offers])
    return _told(act, found, {"rates": told}, {"count": len(told)})


@action("enterprise.places-told")
def tell_places(act: Act, *, enterprise: UUID, version: int, places: str = "", everywhere: bool = False) -> UUID:
    """Where it works: names of municipalities, or the whole country. Nothing of both is told as unknown.

    Raises ``SvangrumError`` ``municipality.unknown`` and ``municipality.unknown-name``, one for each name.
    """
    found = taken(act, enterprise, can_write_enterprise, version=version)
    codes = stated.stated_places(places)
    known = codes or everywhere
    written = {"places": codes if known else None, "everywhere": everywhere}
    return _told(act, found, written, {"count": len(codes)}, subject="places")


@action("enterprise.training-told")
def tell_training(act: Act, *, enterprise: UUID, version: int, training_places: str, training_words: str) -> UUID:
    """How many places for work training it has, and what they are. Raises ``number.unreadable``, as a field's."""
    found = taken(act, enterprise, can_write_enterprise, version=version)
    problems: list[SvangrumError] = []
    written = {
        "training_places": gather(lambda: stated.stated_training_places(training_places), problems),
        "training_words": gather(lambda: stated.stated_text(training_words, "training_words"), problems),
    }
    stated.finish(problems)
    return _told(act, found, written, {}, subject="training_places")


@action("enterprise.languages-told")
def tell_languages(act: Act, *, enterprise: UUID, version: int, languages: Sequence[str]) -> UUID:
    found = taken(act, enterprise, can_write_enterprise, version=version)
    return _told(act, found, {"languages": stated.stated_languages(languages)}, {})


@action("enterprise.certificate-added")
def add_certificate(act: Act, *, enterprise: UUID, version: int, name: str, until: str = "") -> UUID:
    """One of the same name gets the new day.

    Raises ``SvangrumError`` ``enterprise.no-certificate``, ``date.unreadable``, ``enterprise.certificate-over`` and
    ``enterprise.certificates-many``.
    """
    found = taken(act, enterprise, can_write_enterprise, version=version)
    added = stated.stated_certificate(name, until, on=day_of(act))
    others = [one for one in found.certificates if one["name"].casefold() != added["name"].casefold()]
    if len(others) >= stated.MOST_OFFERS:
        raise SvangrumError("enterprise.certificates-many", field="name", most=stated.MOST_OFFERS)
    return _told(act, found, {"certificates": [*others, added]}, {"name": added["name"]})


@action("enterprise.certificate-removed")
def remove_certificate(act: Act, *, enterprise: UUID, version: int, name: str) -> UUID:
    found = taken(act, enterprise, can_write_enterprise, version=version)
    kept = [one for one in found.certificates if one["name"] != name]
    if len(kept) == len(found.certificates):
        raise SvangrumError("enterprise.certificate-gone")
    return _told(act, found, {"certificates": kept}, {"name": name})


@action("enterprise.contact-told")
def tell_contact(act: Act, *, enterprise: UUID, version: int, contact: str, email: str = "", phone: str = "") -> UUID:
    """Whom to turn to: a function and its address, never a person's own.

    Raises ``SvangrumError`` ``enterprise.email``, ``enterprise.phone``, ``enterprise.too-long``, ``text.person``.
    """
    found = taken(act, enterprise, can_write_enterprise, version=version)
    problems: list[SvangrumError] = []
    written = {
        "contact": gather(lambda: stated.stated_line(contact, "contact", most=120), problems),
        "contact_email": gather(lambda: stated.stated_email(email, "email"), problems),
        "contact_phone": gather(lambda: stated.stated_phone(phone), problems),
    }
    stated.finish(problems)
    return _told(act, found, written, {}, subject="contact")


@action("enterprise.links-told")
def tell_links(act: Act, *, enterprise: UUID, version: int, links: str) -> UUID:
    """Addresses of its own pages, one on each line. Raises ``enterprise.link`` and ``enterprise.links-many``."""
    found = taken(act, enterprise, can_write_enterprise, version=version)
    return _told(act, found, {"links": stated.stated_links(links)}, {})


def _told(
    act: Act, found: Enterprise, written: Mapping[str, Any], payload: Mapping[str, Any], *, subject: str = ""
) -> UUID:
    """Write the fields; ``told`` names each of them, or the one ``subject`` that stands for all."""
    for field, value in written.items():
        setattr(found, field, value)
    when = [act.recorded_at.isoformat(), str(act.by.person)]
    found.told = {**found.told, **dict.fromkeys([subject] if subject else written, when)}
    return act.put(found, payload)
