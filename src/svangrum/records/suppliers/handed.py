"""The register as advice takes it: handed over to a buyer, and to nobody else.

Who could ask whether somebody has so many hours free could find out how many, by asking again and again: so the test
of a purchase is for those who may ask who could deliver (``permissions``), and a stranger's answer says *not known*.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from svangrum.advice.supply_known import Entry, KnownSuppliers
from svangrum.core.dates import day_at_home
from svangrum.core.money import Money
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.enterprises.queries import rates_seen_by
from svangrum.records.suppliers.known import known_to
from svangrum.records.suppliers.permissions import can_find_suppliers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from svangrum.matching.suppliers import Supplier
    from svangrum.records.actors import Actor
    from svangrum.records.suppliers.known import Entry as Known

    _Rates = Mapping[str, Mapping[str, int]]
    """Öre an hour by CPV code, by organisation number."""

_FILLING = ("offers", "places")


def register_for(actor: Actor, *, on: date) -> KnownSuppliers | None:
    """Everyone who is counted, as the actor's organisation knows them; None for who may not ask."""
    if not can_find_suppliers(actor):
        return None
    seen = rates_seen_by(actor)
    hidden = not _rates().keys() <= seen.keys()
    return replace(_register(actor.organisation, seen, on=on), rates_hidden=hidden)


def register_known_to(organisation: UUID | None, *, on: date) -> KnownSuppliers:
    """The same for who has the server; with an organisation its own notes fill in where enterprises are silent."""
    return _register(organisation, _rates(), on=on)


def _register(organisation: UUID | None, rates: _Rates, *, on: date) -> KnownSuppliers:
    known, told = known_to(organisation, on=on), _told_on()
    silent = [_entry(one, None, told, rates) for one in known.silent]
    offering = [_entry(known.entries[one.key], one, told, rates) for one in known.suppliers]
    return KnownSuppliers(known.suppliers, (*offering, *silent))


def _entry(known: Known, supplier: Supplier | None, told: Mapping[UUID, date], rates: _Rates) -> Entry:
    """Its own word alone fills the register: one that nobody has taken over, or that is a note, has told nothing."""
    noted = {"trade": known.offers_noted, "place": known.places_noted}
    return Entry(
        key=known.orgnr,
        name=known.name,
        control=supplier.control if supplier else known.orgnr,
        offers=() if supplier is None or known.offers_noted else supplier.offers,
        places=known.places,
        everywhere=known.everywhere,
        told_on=told.get(known.enterprise) if known.taken_over else None,
        proved=known.weakest,
        proved_until=known.proved_until,
        noted=frozenset(part for part, used in noted.items() if used),
        control_told=known.control_told,
        rates={code: Money(rate) for code, rate in rates.get(known.orgnr, {}).items()} if known.taken_over else {},
    )


def _told_on() -> dict[UUID, date]:
    """The day when each last told what it offers or where; of who has told both, the earlier of the two."""
    found = {}
    for enterprise, told in Enterprise.objects.exclude(told={}).values_list("pk", "told"):
        days = [day_at_home(datetime.fromisoformat(told[name][0])) for name in _FILLING if name in told]
        if days:
            found[enterprise] = min(days)
    return found


def _rates() -> _Rates:
    return dict(Enterprise.objects.exclude(rates={}).exclude(organisation=None).values_list("orgnr", "rates"))
