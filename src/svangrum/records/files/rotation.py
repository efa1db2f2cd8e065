"""A change of key: a new one made, every file locked anew by it, and old ones forgotten when nothing needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.files import store
from svangrum.records.files.keys import changing, read_ring, write_ring
from svangrum.records.files.verify import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True)
class Rotated:
    """``key`` is the new key's name, ``relocked`` how many files it locks; ``faults`` are those it could not."""

    key: str
    relocked: int
    faults: tuple[Fault, ...]


def rotate(on: date) -> Rotated:
    """Make a key and lock every file with it, those set aside too: they may be put back, and must open then.

    The new key is on the disk before the first file needs it.

    Ended half-way, every file opens all the same, by the new key or the old. Raises as ``read_ring``.
    """
    with changing(store.keys_path()):
        ring = store.ring_for_writing(on).rotated(on)
        write_ring(store.keys_path(), ring)
    relocked, faults = 0, []
    for file in store.there():
        try:
            relocked += store.relock(file, ring)
        except SvangrumError as error:
            faults.append(Fault(file, error))
    return Rotated(ring.current.name, relocked, tuple(faults))


def forget(on: date) -> int:
    """Forget the keys that were retired before ``on`` and lock no file; gives how many.

    One retired the same day stays: somebody may be handing in a file with it. Raises as ``read_ring`` and ``uses``.
    """
    with changing(store.keys_path()):
        ring, used = read_ring(store.keys_path()), uses()
        gone = [key.name for key in ring.keys if "" < key.retired < on.isoformat() and key.name not in used]
        write_ring(store.keys_path(), ring.without(gone))
    return len(gone)


def uses() -> Mapping[str, int]:
    """How many files each key locks. Raises ``SvangrumError`` ``file.unreadable`` when that is not known of one."""
    counted: dict[str, int] = {}
    for file in store.there():
        name = store.key_of(file)
        counted[name] = counted.get(name, 0) + 1
    return counted
