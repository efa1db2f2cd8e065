"""Every enterprise of the register as ``matching`` takes it, with what an organisation has noted where it is silent.

    known = known_to(organisation, on=date(2026, 11, 27))
    Register.of(known.suppliers, begins=…)

An entry that nobody has taken over has told nothing. What an organisation has noted is used for that organisation
alone, and only where the enterprise is silent: it never replaces what the enterprise tells, and makes nobody sure.
Nine questions to the database, however many enterprises there are.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from svangrum.core.dates import day_at_home
from svangrum.matching.owners import owner_of
from svangrum.matching.suppliers import Kind, Measure, Monthly, Pause, Said, Supplier, Willing
from svangrum.records.capacities import models as told
from svangrum.records.enterprises.models import Assessment, Enterprise, Standing
from svangrum.records.passports.passport import Grade
from svangrum.records.suppliers.proved import NOTHING, proved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import TypeVar
    from uuid import UUID

    from svangrum.records.suppliers.proved import Proved

    T = TypeVar("T")
    Grouped = Mapping[str, tuple[T, ...]]


class Wherefore(StrEnum):
    """Why an enterprise is not counted, by what the official register of companies says."""

    DEREGISTERED = "deregistered"
    BANKRUPT = "bankrupt"
    LIQUIDATION = "liquidation"


class Entry(NamedTuple):
    """What a page tells of one enterprise beside how it fits.

    ``offers_noted`` and ``places_noted`` tell that what it offers, and where, is the organisation's own note, from
    ``source`` where that is written down; ``not_social`` that the organisation has noted that it is no social
    enterprise to it, which changes no count. ``places`` are its own word, none before it has told.
    ``control_told`` is whether it has answered if another organisation decides over it. ``grades`` are those of its
    evidence of purpose and share, none without; the first of them ends with ``proved_until``.
    """

    enterprise: UUID
    orgnr: str
    name: str
    kind: Kind
    taken_over: bool
    offers_noted: bool = False
    places_noted: bool = False
    source: str = ""
    not_social: bool = False
    control_told: bool = False
    places: tuple[str, ...] | None = None
    everywhere: bool = False
    grades: tuple[Grade | None, Grade | None] = (None, None)
    proved_until: date | None = None

    @property
    def weakest(self) -> Grade | None:
        """The weaker of its grades."""
        return min((one for one in self.grades if one), key=_WEAKEST_FIRST.index, default=None)


class Out(NamedTuple):
    """One that is not counted, why, and the day from which that is known."""

    entry: Entry
    why: Wherefore
    on: date | None = None


class Known(NamedTuple):
    """``entries`` by organisation number, for all who are counted. ``silent`` have not told what they offer."""

    suppliers: tuple[Supplier, ...]
    entries: Mapping[str, Entry]
    out: tuple[Out, ...]
    silent: tuple[Entry, ...]


class _Row(NamedTuple):
    """What is read of an enterprise; its rates never are."""

    pk: UUID
    orgnr: str
    name: str
    kind: str
    organisation_id: UUID | None
    organisation__closed: date | None
    controlled: bool | None
    control: str
    offers: list[dict[str, str]]
    places: list[str] | None
    everywhere: bool
    standing: str
    standing_on: date | None

    def on(self, day: date) -> _Row:
        """As it is on a day: one whose organisation has left has nobody to speak for it."""
        closed = self.organisation__closed
        return self if closed is None or closed > day else self._replace(organisation_id=None)


class _Noted(NamedTuple):
    """What the asking organisation has noted of an enterprise."""

    offers: list[dict[str, str]]
    places: list[str]
    social: bool | None
    source: str


class _Told(NamedTuple):
    """The rows beside the enterprises, by organisation number."""

    notes: Mapping[str, _Noted]
    capacities: Grouped[Monthly]
    promises: Grouped[Monthly]
    pauses: Grouped[Pause]
    said: Mapping[str, Said]
    proved: Mapping[str, Proved]


class _Heard(NamedTuple):
    """What an enterprise offers, where, and whether that is the organisation's note."""

    offers: tuple[str, ...]
    places: tuple[str, ...] | None
    everywhere: bool
    offers_noted: bool
    places_noted: bool


_NOT_COUNTED = {
    Standing.DEREGISTERED.value: Wherefore.DEREGISTERED,
    Standing.BANKRUPT.value: Wherefore.BANKRUPT,
    Standing.LIQUIDATION.value: Wherefore.LIQUIDATION,
}
_KINDS = {one.value: one for one in Kind}
_MEASURES = {one.value: one for one in Measure}
_WILLING = {one.value: one for one in Willing}
_WEAKEST_FIRST = tuple(Grade)
_MONTHLY = ("enterprise__orgnr", "cpv", "measure", "per_month", "since", "until")
_UNNOTED = _Noted([], [], None, "")


def known_to(organisation: UUID | None, *, on: date) -> Known:
    """The whole register on a day, with the notes of ``organisation``; of nobody without one.

    Who may ask is said by ``permissions.can_find_suppliers``.
    """
    rows = _rows(organisation, on)
    suppliers, out, silent = list[Supplier](), list[Out](), list[Entry]()
    entries: dict[str, Entry] = {}
    register = [_Row(*row).on(on) for row in Enterprise.objects.order_by("orgnr").values_list(*_Row._fields)]
    decides = {one.orgnr: one.control for one in register}
    for one in register:
        noted = rows.notes.get(one.orgnr, _UNNOTED)
        heard = _heard(one, noted)
        proofs = rows.proved.get(one.orgnr, NOTHING) if one.organisation_id else NOTHING
        entry = _entry(one, noted, heard, proofs)
        why = _NOT_COUNTED.get(one.standing)
        if why is not None:
            out.append(Out(entry, why, one.standing_on))
            continue
        entries[one.orgnr] = entry
        if heard.offers:
            suppliers.append(_supplier(one, heard, rows, owner_of(one.orgnr, decides)))
        else:
            silent.append(entry)
    return Known(tuple(suppliers), entries, tuple(out), tuple(silent))


def _rows(organisation: UUID | None, on: date) -> _Told:
    notes = Assessment.objects.filter(organisation=organisation).values_list("enterprise__orgnr", *_Noted._fields)
    pauses = told.Pause.objects.values_list("enterprise__orgnr", "since", "until")
    said = told.Willingness.objects.values_list("enterprise__orgnr", "will", "said_on")
    return _Told(
        notes={orgnr: _Noted(*noted) for orgnr, *noted in notes},
        capacities=_grouped(_capacities()),
        promises=_grouped(_promises()),
        pauses=_grouped((orgnr, Pause(since, until)) for orgnr, since, until in pauses),
        said={orgnr: Said(_WILLING[will], day) for orgnr, will, day in said},
        proved=proved(on=on, organisation=organisation),
    )


def _capacities() -> Iterable[tuple[str, Monthly]]:
    rows = told.Capacity.objects.values_list(*_MONTHLY, "told_at")
    for orgnr, cpv, measure, per_month, since, until, told_at in rows:
        yield orgnr, Monthly(cpv, _MEASURES[measure], per_month, since, until, day_at_home(told_at))


def _promises() -> Iterable[tuple[str, Monthly]]:
    """What is promised is promised, however long ago it was told."""
    for orgnr, cpv, measure, per_month, since, until in told.Commitment.objects.values_list(*_MONTHLY):
        yield orgnr, Monthly(cpv, _MEASURES[measure], per_month, since, until)


def _grouped(rows: Iterable[tuple[str, T]]) -> Grouped[T]:
    found: dict[str, list[T]] = defaultdict(list)
    for orgnr, one in rows:
        found[orgnr].append(one)
    return {orgnr: tuple(several) for orgnr, several in found.items()}


def _heard(one: _Row, noted: _Noted) -> _Heard:
    """Its own word first. One that nobody has taken over has said nothing, whatever stands in its entry."""
    taken_over = one.organisation_id is not None
    offers = one.offers if taken_over else []
    everywhere = taken_over and one.everywhere
    tells_places = taken_over and (one.everywhere or one.places is not None)
    places = one.places if tells_places else (noted.places or None)
    codes = {offer["cpv"] for offer in offers or noted.offers if offer.get("cpv")}
    return _Heard(
        offers=tuple(sorted(codes)),
        places=(() if everywhere else None) if places is None else tuple(places),
        everywhere=everywhere,
        offers_noted=bool(codes) and not offers,
        places_noted=places is not None and not tells_places,
    )


def _entry(one: _Row, noted: _Noted, heard: _Heard, proofs: Proved) -> Entry:
    return Entry(
        enterprise=one.pk,
        orgnr=one.orgnr,
        name=one.name,
        kind=_KINDS[one.kind],
        taken_over=one.organisation_id is not None,
        offers_noted=heard.offers_noted,
        places_noted=heard.places_noted,
        source=noted.source,
        not_social=noted.social is False,
        control_told=one.controlled is not None or bool(one.control),
        places=None if heard.places_noted else heard.places,
        everywhere=heard.everywhere,
        grades=proofs.grades,
        proved_until=min((each.expires for each in (proofs.purpose, proofs.share) if each), default=None),
    )


def _supplier(one: _Row, heard: _Heard, rows: _Told, owner: str) -> Supplier:
    orgnr = one.orgnr
    known = Supplier(
        key=orgnr,
        control=owner,
        offers=heard.offers,
        places=heard.places,
        everywhere=heard.everywhere,
        kind=_KINDS[one.kind],
        offers_noted=heard.offers_noted,
        places_noted=heard.places_noted,
    )
    if one.organisation_id is None:
        return known
    proofs = rows.proved.get(orgnr, NOTHING)
    return known._replace(
        capacities=rows.capacities.get(orgnr, ()),
        promises=rows.promises.get(orgnr, ()),
        pauses=rows.pauses.get(orgnr, ()),
        purpose=proofs.purpose,
        share=proofs.share,
        said=rows.said.get(orgnr),
    )
