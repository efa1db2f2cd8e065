"""What an enterprise is told of who has read its entry: never more than is public already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from svangrum.core.dates import day_at_home
from svangrum.records.dialogues.models import Dialogue, DialogueState
from svangrum.records.purchases.models import PurchaseState
from svangrum.records.readings.course import Course, Talk
from svangrum.records.readings.models import Reading
from svangrum.records.readings.permissions import can_see_readings
from svangrum.records.supplier_tests.models import Stage, SupplierTest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.accounts.models import Organisation
    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.purchases.models import Purchase

HALF = relativedelta(months=6)
FEWEST = 3
"""Fewer organisations than that are not counted out: one of two could be told by who one knows is buying."""


@dataclass(frozen=True)
class ReadBy:
    """One reading that is told. ``dialogue`` is the published one that it concerned; none for an advertised purchase.

    What the buyer calls the purchase itself is never part of it: that is not published.
    """

    on: date
    organisation: Organisation
    dialogue: Dialogue | None


@dataclass(frozen=True)
class Half:
    """How many organisations have read the entry in a half-year without saying for what."""

    since: date
    until: date
    organisations: int


def readings_told(actor: Actor, enterprise: Enterprise, *, on: date) -> list[ReadBy]:
    """Those whose purchase is public, the latest first; nothing for who is not of the enterprise."""
    if not can_see_readings(actor, enterprise):
        return []
    named = _of(enterprise).exclude(purchase=None, dialogue=None)
    several = list(named.select_related("organisation", "purchase", "dialogue__purchase"))
    talks = _talks(several)
    noticed, awarded = _signed(several)
    return list(_told(several, talks, noticed, awarded, on))


def halves_told(actor: Actor, enterprise: Enterprise, *, on: date) -> list[Half]:
    """Of readings that name nothing: whole half-years that ended half a year ago or more, the latest first.

    A half-year with fewer than ``FEWEST`` organisations is told as one with none: it is left out.
    """
    if not can_see_readings(actor, enterprise):
        return []
    readers: dict[date, set[UUID]] = defaultdict(set)
    rows = _of(enterprise).filter(purchase=None, dialogue=None).values_list("read_on", "organisation")
    for read_on, organisation in rows:
        readers[_half_of(read_on)].add(organisation)
    told = [
        Half(since, since + HALF - relativedelta(days=1), len(several))
        for since, several in readers.items()
        if since + 2 * HALF <= on and len(several) >= FEWEST
    ]
    return sorted(told, key=lambda one: one.since, reverse=True)


def _of(enterprise: Enterprise) -> QuerySet[Reading]:
    return Reading.objects.filter(enterprise=enterprise).order_by("-read_on", "organisation__name", "pk")


def _half_of(day: date) -> date:
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def _told(
    several: Iterable[Reading],
    talks: Mapping[UUID, Sequence[Dialogue]],
    noticed: Mapping[UUID, date],
    awarded: Mapping[UUID, date],
    on: date,
) -> Iterator[ReadBy]:
    for one in several:
        purchase = _purchase_of(one)
        about = _dialogues_of(one, talks)
        course = Course(
            talks=tuple(_talk(talk) for talk in about),
            noticed=noticed.get(purchase.pk) if purchase else None,
            over=_over(purchase, awarded) if purchase else None,
        )
        if course.tells(one.read_on, on=on):
            yield ReadBy(one.read_on, one.organisation, next(iter(about), None))


def _purchase_of(reading: Reading) -> Purchase | None:
    return reading.dialogue.purchase if reading.dialogue else reading.purchase


def _dialogues_of(reading: Reading, talks: Mapping[UUID, Sequence[Dialogue]]) -> Sequence[Dialogue]:
    """The published dialogue that it concerned, or those about its purchase."""
    if reading.dialogue is not None:
        return () if reading.dialogue.opened_at is None else (reading.dialogue,)
    return talks.get(reading.purchase_id, ()) if reading.purchase_id else ()


def _talks(several: Iterable[Reading]) -> Mapping[UUID, list[Dialogue]]:
    """The published dialogues about each purchase, the first first."""
    found: dict[UUID, list[Dialogue]] = defaultdict(list)
    purchases = {one.purchase_id for one in several if one.purchase_id}
    published = Dialogue.objects.filter(purchase__in=purchases).exclude(state=DialogueState.DRAFT)
    for one in published.order_by("opened_at", "pk"):
        if one.purchase_id:
            found[one.purchase_id].append(one)
    return found


def _talk(dialogue: Dialogue) -> Talk:
    assert dialogue.opened_at is not None  # noqa: S101 - it is published
    return Talk(day_at_home(dialogue.opened_at), day_at_home(dialogue.closed_at) if dialogue.closed_at else None)


def _signed(several: Iterable[Reading]) -> tuple[Mapping[UUID, date], Mapping[UUID, date]]:
    """The first day when a test of each purchase was signed at the notice or the award, and that at the award."""
    purchases = {found.pk for one in several if (found := _purchase_of(one))}
    noticed: dict[UUID, date] = {}
    awarded: dict[UUID, date] = {}
    signed = SupplierTest.objects.filter(purchase__in=purchases, stage__in=(Stage.NOTICE, Stage.AWARD))
    for purchase, stage, at in signed.order_by("signed_at", "pk").values_list("purchase", "stage", "signed_at"):
        noticed.setdefault(purchase, day_at_home(at))
        if stage == Stage.AWARD:
            awarded.setdefault(purchase, day_at_home(at))
    return noticed, awarded


def _over(purchase: Purchase, awarded: Mapping[UUID, date]) -> date | None:
    """The day when it was awarded or closed."""
    if purchase.pk in awarded:
        return awarded[purchase.pk]
    closed = purchase.state == PurchaseState.CLOSED and purchase.closed_at
    return day_at_home(closed) if closed else None
