"""Whether the things themselves agree with their chains: every change of a row is told, and no row is gone untold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, Subquery

from svangrum.records.events.chain import GONE
from svangrum.records.events.faults import Fault, Wrong
from svangrum.records.events.models import Chain, Event
from svangrum.records.recorded import Recorded

if TYPE_CHECKING:
    from collections.abc import Iterator


def recorded_models() -> list[type[Recorded]]:
    """Every kind of thing that has a chain, by its name."""
    found = [model for model in apps.get_models() if issubclass(model, Recorded)]
    return sorted(found, key=lambda model: model.chain)


def thing_faults() -> Iterator[Fault]:
    for model in recorded_models():
        yield from _untold(model)
        yield from _gone(model)


def _untold(model: type[Recorded]) -> Iterator[Fault]:
    """Rows in another version than their chain says, and rows that no chain tells of."""
    told = Event.objects.filter(kind=model.chain, thing=OuterRef("pk"), version__isnull=False)
    last = Subquery(told.order_by("-number").values("version")[:1])
    rows = model._base_manager.annotate(told_version=last)  # noqa: SLF001 - Django's own name
    differing = rows.filter(Q(told_version__isnull=True) | ~Q(told_version=F("version")))
    for name, version, said in differing.values_list("pk", "version", "told_version").iterator():
        wrong = Wrong.THING_UNTOLD if said is None else Wrong.THING_VERSION
        yield Fault(wrong, model.chain, name.hex, str(version))


def _gone(model: type[Recorded]) -> Iterator[Fault]:
    """Chains whose thing has no row, though no event says that it was removed."""
    told = Event.objects.filter(kind=model.chain, thing=OuterRef("thing"), version__isnull=False)
    last = Subquery(told.order_by("-number").values("version")[:1])
    there = Exists(model._base_manager.filter(pk=OuterRef("thing")))  # noqa: SLF001 - Django's own name
    gone = Chain.objects.filter(~there, kind=model.chain).annotate(told=last).filter(told__gt=GONE)
    for name in gone.values_list("thing", flat=True).iterator():
        yield Fault(Wrong.THING_GONE, model.chain, name.hex)
