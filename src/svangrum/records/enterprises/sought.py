"""The texts in which the register is searched, in both languages: an entry's own, and of what an organisation noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.codes import cpv_table, municipalities
from svangrum.core.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from svangrum.records.enterprises.models import Assessment, Enterprise


def sought_text(enterprise: Enterprise) -> str:
    """Its name, its number, what it offers and where: one line for each thing that one may look for."""
    return "\n".join(part for part in _parts(enterprise) if part)


def noted_text(noted: Assessment) -> str:
    """What is offered and where by the list that the organisation read in; not why it counts it or does not."""
    return "\n".join(part for part in (*_offered(noted.offers), *_served(noted.places)) if part)


def _parts(enterprise: Enterprise) -> Iterator[str]:
    number = enterprise.orgnr
    yield from (enterprise.name, number, f"{number[:6]}-{number[6:]}")
    yield from _offered(enterprise.offers)
    yield enterprise.training_words
    yield from (one["name"] for one in enterprise.certificates)
    yield from _served(enterprise.places or ())


def _offered(offers: Iterable[Mapping[str, str]]) -> Iterator[str]:
    for one in offers:
        yield from (one["words"], one["cpv"])
        if one["cpv"] in cpv_table():
            yield from (cpv_table()[one["cpv"]].label(language) for language in LANGUAGES)


def _served(places: Collection[str]) -> Iterator[str]:
    return (one.name for one in municipalities() if one.code in places)
