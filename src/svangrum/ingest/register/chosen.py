"""What is taken in of a list: the rows whose number says who they are, and those that a person has decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest.register.names import Verdict
from svangrum.ingest.register.rows import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from svangrum.ingest.register.names import Beside

AS_NEW = "new"
_TAKEN = frozenset({Verdict.NEW, Verdict.KNOWN})


@dataclass(frozen=True)
class Chosen:
    """One enterprise of a list, with the number of its entry in the register, which may have to be made."""

    row: int
    orgnr: str
    name: str
    offers: tuple[Offer, ...]
    places: tuple[str, ...]
    email: str


def chosen(
    told: Iterable[Beside], decisions: Mapping[int, str], codes: Mapping[str, str]
) -> tuple[tuple[Chosen, ...], tuple[int, ...]]:
    """The rows that are taken in, and the numbers of those that are left out.

    ``decisions`` are by row: ``new``, the ``id`` of an entry that was proposed, or empty for leaving it out. ``codes``
    are CPV codes for words that have none. Raises ``SvangrumError`` ``list.choice`` for what was not proposed.
    """
    taken, left = [], []
    for one in told:
        orgnr = one.row.orgnr if one.verdict in _TAKEN else _decided(one, decisions.get(one.row.row, ""))
        if orgnr:
            row = one.row
            taken.append(Chosen(row.row, orgnr, row.name, _coded(row.offers, codes), row.places, row.email))
        else:
            left.append(one.row.row)
    return tuple(taken), tuple(left)


def to_decide(told: Iterable[Beside]) -> list[Beside]:
    """The rows that only a person can say who they are."""
    return [one for one in told if one.verdict not in _TAKEN]


def uncoded(told: Iterable[Beside], most: int) -> list[str]:
    """The different words for what is offered that have no code, in the order they stand; the first ``most``."""
    words = dict.fromkeys(offer.words for one in told for offer in one.row.offers if not offer.cpv)
    return list(words)[:most]


def _decided(one: Beside, decision: str) -> str | None:
    if not decision:
        return None
    if decision == AS_NEW and one.row.orgnr is not None:
        return one.row.orgnr
    entry = next((entry for entry in one.entries if entry.id == decision), None)
    if entry is None:
        raise SvangrumError("list.choice", row=one.row.row)
    return entry.orgnr


def _coded(offers: Sequence[Offer], codes: Mapping[str, str]) -> tuple[Offer, ...]:
    return tuple(Offer(offer.cpv or codes.get(offer.words, ""), offer.words) for offer in offers)
