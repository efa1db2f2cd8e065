"""Read in a list of enterprises: entries for those that are not in the register, and the organisation's own notes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import Act, action, require
from svangrum.records.enterprises.lists import KIND, can_read_in_list
from svangrum.records.enterprises.models import Assessment, Enterprise
from svangrum.records.enterprises.stated import stated_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from svangrum.ingest.register.chosen import Chosen
    from svangrum.ingest.register.rows import RefusedRow

MOST_NOTED = 40
"""An organisation notes so many offers of one enterprise; what comes after them is left."""


@action("enterprise-list.read")
def read_in_list(
    act: Act,
    *,
    organisation: UUID,
    source: str,
    chosen: Sequence[Chosen],
    refused: Sequence[RefusedRow] = (),
    left: Sequence[int] = (),
    repeated: int = 0,
) -> UUID:
    """Gives the name under which it is told what came of the list.

    An entry that is there is never touched, whoever wrote it: what the list says of it becomes the organisation's own
    note, beside what was noted before. Raises ``SvangrumError`` ``list.no-source`` and ``enterprise.too-long``.
    """
    require(can_read_in_list(act.by, act.take(Organisation, organisation)))
    called = stated_line(source, "source", missing="list.no-source")
    entries = {one.orgnr: one for one in Enterprise.objects.filter(orgnr__in=[row.orgnr for row in chosen])}
    known = len({row.orgnr for row in chosen} & entries.keys())
    notes = _Notes(act, organisation, called)
    # In one order, so that two lists that are read in at once do not wait for each other
    for row in sorted(chosen, key=lambda one: one.orgnr):
        if row.orgnr not in entries:
            entries[row.orgnr] = _entered(act, row)
        notes.add(entries[row.orgnr], row)
    read = uuid4()
    told = {"name": called, "new": len(entries) - known, "known": known, "repeated": repeated}
    rows = {"left": list(left), "refused": [asdict(one) for one in refused]}
    act.tell(KIND, read, told | rows, organisation=organisation)
    return read


def _entered(act: Act, row: Chosen) -> Enterprise:
    """Number and name; nobody has taken it over."""
    entered = Enterprise(orgnr=row.orgnr, name=row.name, listed_at=act.recorded_at)
    act.put(entered, {"name": row.name, "orgnr": row.orgnr})
    return entered


class _Notes:
    """What the organisation has noted, and what the list adds to it."""

    def __init__(self, act: Act, organisation: UUID, source: str) -> None:
        self._act, self._organisation, self._source = act, organisation, source
        self._held = {one.enterprise_id: one for one in Assessment.objects.filter(organisation=organisation)}

    def add(self, enterprise: Enterprise, row: Chosen) -> None:
        """Nothing is written where the note says it all already: a list that is read in again changes nothing."""
        held = self._held.get(enterprise.pk)
        note = held or Assessment(organisation_id=self._organisation, enterprise=enterprise)
        before = _said(note)
        offers = {(one["cpv"], one["words"]): one for one in note.offers}
        offers |= {(one.cpv, one.words): {"cpv": one.cpv, "words": one.words} for one in row.offers}
        note.offers = list(offers.values())[:MOST_NOTED]
        note.places = sorted({*note.places, *row.places})
        note.contact_email = row.email or note.contact_email
        if held is not None and _said(note) == before:
            return
        note.source, note.noted_at = self._source, self._act.recorded_at
        self._act.put(note, {"name": enterprise.name})
        self._held[enterprise.pk] = note


def _said(note: Assessment) -> tuple[Any, ...]:
    return list(note.offers), list(note.places), note.contact_email
