"""What an organisation that buys sells itself by the register: its competitors' prices are not for it.

By number alone: an entry that has the organisation's number, or that names it as the one who decides. What a
municipality runs without an entry, and who owns the organisation, are not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from svangrum.matching.cpv_tree import SHORTEST
from svangrum.records.accounts.models import Organisation
from svangrum.records.enterprises.models import Enterprise, EnterpriseKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID


class Selling(NamedTuple):
    """``everything`` is for a unit of a municipality, and for one that has not told what it sells.

    ``divisions`` are those of the CPV tree in which the others sell.
    """

    everything: bool
    divisions: frozenset[str]

    def competes_with(self, offers: Iterable[Mapping[str, str]]) -> bool:
        return self.everything or not self.divisions.isdisjoint(_divisions(offers))


def selling_of(organisation: UUID) -> Selling:
    """What the entries that are the organisation's own sell; nothing where it has none."""
    own = Q(organisation=organisation)
    number = Organisation.objects.filter(pk=organisation).values_list("orgnr", flat=True).first()
    if number:
        own |= Q(orgnr=number) | Q(control=number)
    entries = list(Enterprise.objects.filter(own).values_list("kind", "offers"))
    return Selling(
        any(kind == EnterpriseKind.MUNICIPAL or not offers for kind, offers in entries),
        frozenset().union(*(_divisions(offers) for _, offers in entries)),
    )


def _divisions(offers: Iterable[Mapping[str, str]]) -> frozenset[str]:
    return frozenset(one["cpv"][:SHORTEST] for one in offers)
