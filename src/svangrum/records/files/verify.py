"""Whether rows and bytes agree, and the clearing of what was left when a process was ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.files import store
from svangrum.records.files.actions import content_of
from svangrum.records.files.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

PATIENCE = timedelta(hours=1)
"""So long may a file be under way before it is taken for left behind."""
KEPT_ASIDE = timedelta(days=30)
"""So long do bytes stay that no row tells of: the wrong database, an empty one above all, must cost nobody a file."""


@dataclass(frozen=True)
class Fault:
    """``error`` says in words what is wrong with the file ``thing``."""

    thing: UUID
    error: SvangrumError


def faults() -> Iterator[Fault]:
    """Every kept file that cannot be read as it was handed in, and every thinned one whose bytes are still there."""
    for file in StoredFile.objects.filter(thinned_at__isnull=True).order_by("pk").iterator():
        try:
            content_of(file)
        except SvangrumError as error:
            yield Fault(file.pk, error)
    for thing in _thinned_but_there():
        yield Fault(thing, SvangrumError("file.left-behind"))


def sweep(now: datetime) -> int:
    """Clear away what nobody can read any more; gives how many files.

    Bytes of thinned files and what was never written whole are removed. Bytes that no row tells of are set aside, and
    removed a month later; if a row tells of them again before that, they are put back.
    """
    _put_back()
    thinned, left = _thinned_but_there(), _without_row(now)
    for file in thinned:
        store.remove(file)
    for file in left:
        store.set_aside(file, now)
    for file in [one for one in store.left() if store.is_long_aside(one, KEPT_ASIDE, now)]:
        store.remove(file)
    unfinished = [path for path in store.unfinished() if store.is_older(path, PATIENCE, now)]
    for path in unfinished:
        path.unlink(missing_ok=True)
    return len(thinned) + len(left) + len(unfinished)


def _put_back() -> None:
    live = set(StoredFile.objects.filter(thinned_at__isnull=True).values_list("pk", flat=True))
    for file in live.intersection(store.left()):
        store.put_back(file)


def _thinned_but_there() -> list[UUID]:
    there = set(store.there())
    thinned = StoredFile.objects.filter(thinned_at__isnull=False).values_list("pk", flat=True)
    return sorted(there.intersection(thinned))


def _without_row(now: datetime) -> list[UUID]:
    """Bytes old enough that the transaction which should tell of them must be over."""
    old = {file for file in store.kept() if store.is_older(store.place(file), PATIENCE, now)}
    return sorted(old.difference(StoredFile.objects.values_list("pk", flat=True)))
