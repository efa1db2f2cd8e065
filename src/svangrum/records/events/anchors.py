"""An anchor: where every chain ended on a day, in a file to keep elsewhere.

A seal cannot tell that a whole chain is gone, or that an older end was put back with its own seal. A file that the
attacker does not hold can. One line of JSON for each chain, between a first line that says what it is and a last one
that says how many there were.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from svangrum.core.errors import SvangrumError
from svangrum.records.events.faults import Fault, Wrong
from svangrum.records.events.models import Chain, Event
from svangrum.records.events.raw import raw_chains

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

_FORMAT = "svangrum-anchor/1"
_AT_ONCE = 200


def write_anchor(path: Path, *, recorded_at: datetime) -> int:
    """Write where every chain ends; gives how many. The file is there whole or not at all.

    Raises ``SvangrumError`` ``anchor.unwritable``.
    """
    partial = path.with_name(f"{path.name}.part")
    try:
        with partial.open("w", encoding="utf-8") as file:
            written = 0
            file.write(f"{json.dumps({'format': _FORMAT, 'written_at': recorded_at.isoformat()})}\n")
            for written, one in enumerate(raw_chains(), start=1):  # noqa: B007 - the last number is how many
                file.write(f"{json.dumps([one.kind, one.thing, one.length, one.head])}\n")
            file.write(f"{json.dumps({'chains': written})}\n")
        partial.replace(path)
    except OSError as error:
        raise SvangrumError("anchor.unwritable", path=str(path)) from error
    return written


def anchor_faults(path: Path) -> Iterator[Fault]:
    """Chains that are gone, shorter, or tell another story than when the anchor was written.

    Raises ``SvangrumError`` ``anchor.unreadable`` for a file that is no anchor, or not a whole one.
    """
    anchored = _anchored(path)
    while some := list(islice(anchored, _AT_ONCE)):
        yield from _since(some)


def _since(anchored: list[tuple[str, ...]]) -> Iterator[Fault]:
    there = _found(Chain.objects, anchored).values_list("kind", "thing", "length")
    lengths = {(kind, thing.hex): length for kind, thing, length in there}
    ends = _found(Event.objects, anchored, numbered=True).values_list("kind", "thing", "number", "digest")
    digests = {(kind, thing.hex, str(number)): digest for kind, thing, number, digest in ends}
    for kind, thing, number, head in anchored:
        length = lengths.get((kind, thing))
        if length is None:
            yield Fault(Wrong.ANCHOR_GONE, kind, thing, number)
        elif length < int(number):
            yield Fault(Wrong.ANCHOR_SHORTER, kind, thing, number)
        elif digests.get((kind, thing, number)) != head:
            yield Fault(Wrong.ANCHOR_OTHER, kind, thing, number)


def _found(rows: Any, anchored: Iterable[tuple[str, ...]], *, numbered: bool = False) -> Any:  # noqa: ANN401 - any manager
    sought = Q(pk__in=[])
    for kind, thing, number, _ in anchored:
        sought |= Q(kind=kind, thing=thing, **({"number": number} if numbered else {}))
    return rows.filter(sought)


def _anchored(path: Path) -> Iterator[tuple[str, ...]]:
    """The lines of an anchor between its first and its last."""
    try:
        with path.open(encoding="utf-8") as file:
            lines = (json.loads(line) for line in file)
            _expect(next(lines, None), "format", _FORMAT)
            count, last = 0, None
            for last in lines:
                if isinstance(last, dict):
                    break
                count += 1
                yield _entry(last)
            _expect(last, "chains", count)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SvangrumError("anchor.unreadable", path=str(path)) from error


def _expect(line: Any, name: str, value: object) -> None:  # noqa: ANN401 - what a file holds
    """Raises ``ValueError`` or ``TypeError`` unless the line says so."""
    if line[name] != value:
        raise ValueError


def _entry(line: Any) -> tuple[str, ...]:  # noqa: ANN401 - what a file holds
    kind, thing, number, head = line
    return str(kind), str(thing), str(int(number)), str(head)
