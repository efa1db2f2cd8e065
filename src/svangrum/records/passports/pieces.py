"""The evidence of many enterprises as ``passport.examine`` takes it: three questions to the database, however many."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.records.passports.models import Challenge, Evidence, Sighting
from svangrum.records.passports.passport import Doubt, Told
from svangrum.records.passports.share import Counts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

_AS_TOLD = ("holds", "basis", "counted_on", "expires", "told_at", "sheltered", "statement", "reviewer")
_MORE = ("pk", "enterprise__orgnr", "test", "ended_at", "all_occupied", "of_groups")

Pieces = dict[str, dict[str, list[Told]]]


def pieces_of(orgnrs: Collection[str] | None = None) -> Pieces:
    """By organisation number and test, in no order; of the whole register where no numbers are given."""
    evidence = Evidence.objects.all()
    if orgnrs is not None:
        evidence = evidence.filter(enterprise__orgnr__in=orgnrs)
    seen, doubts = _seen(evidence), _doubts(evidence)
    found: Pieces = defaultdict(lambda: defaultdict(list))
    for name, orgnr, test, ended_at, everyone, of_groups, *told in evidence.values_list(*_MORE, *_AS_TOLD):
        one = Told(
            evidence=name,
            ended_on=ended_at and day_at_home(ended_at),
            counts=None if everyone is None or of_groups is None else Counts(everyone, of_groups),
            seen_on=tuple(seen.get(name, ())),
            doubts=tuple(doubts.get(name, ())),
            **dict(zip(_AS_TOLD, told, strict=True)),
        )
        found[orgnr][test].append(one)
    return found


def doubt_of(*, by: UUID, raised_at: datetime, settled_at: datetime | None, upheld: bool | None) -> Doubt:
    """A challenge as the passport knows it."""
    return Doubt(day_at_home(raised_at), by, settled_at and day_at_home(settled_at), upheld=bool(upheld))


def _seen(evidence: QuerySet[Evidence]) -> Mapping[UUID, list[date]]:
    found: dict[UUID, list[date]] = defaultdict(list)
    sightings = Sighting.objects.filter(taken_back_at=None, evidence__in=evidence)
    for name, day in sightings.values_list("evidence_id", "seen_on"):
        found[name].append(day)
    return found


def _doubts(evidence: QuerySet[Evidence]) -> Mapping[UUID, list[Doubt]]:
    found: dict[UUID, list[Doubt]] = defaultdict(list)
    names = ("evidence_id", "organisation_id", "raised_at", "settled_at", "upheld")
    for name, by, raised, settled, upheld in Challenge.objects.filter(evidence__in=evidence).values_list(*names):
        found[name].append(doubt_of(by=by, raised_at=raised, settled_at=settled, upheld=upheld))
    return found
