"""Passports against the events by which they were told and kept: whoever changed one in the database is found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from svangrum.records.events.models import Event
from svangrum.records.passports.actions.relying import digest_of_kept
from svangrum.records.passports.actions.telling import told_of
from svangrum.records.passports.models import Evidence, Relied

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

_TOLD = ("evidence.purpose-told", "evidence.share-told")
_KEPT = ("relied.kept",)


class Fault(NamedTuple):
    """A thing that says otherwise than its event: ``passports.fault.<kind>`` in words."""

    kind: str
    thing: UUID


def faulty_passports() -> Iterator[Fault]:
    """Evidence and kept copies that were changed. What an erased event told of is not known, and passed over."""
    told = _payloads(Evidence.chain, _TOLD)
    for evidence in Evidence.objects.iterator(chunk_size=500):
        if evidence.pk in told and told[evidence.pk] != json.loads(json.dumps(told_of(evidence), default=str)):
            yield Fault(Evidence.chain, evidence.pk)
    kept = _payloads(Relied.chain, _KEPT)
    for relied in Relied.objects.iterator(chunk_size=100):
        if relied.pk in kept and kept[relied.pk]["digest"] != digest_of_kept(relied.kept):
            yield Fault(Relied.chain, relied.pk)


def _payloads(kind: str, actions: tuple[str, ...]) -> dict[UUID, dict[str, Any]]:
    events = Event.objects.filter(kind=kind, action__in=actions, payload__isnull=False)
    return {thing: json.loads(payload or "{}") for thing, payload in events.values_list("thing", "payload")}
