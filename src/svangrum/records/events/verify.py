"""Walk all chains and tell what does not fit: a changed byte, a missing row, an end that nobody sealed.

One pass in the order of the chains, in constant memory but for the erased payloads of the chain at hand. Nothing is
repaired: what is wrong stays as it is found.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from svangrum.records.events.canonical import digest_of, digest_of_payload
from svangrum.records.events.chain import ERASED, GONE, sealed
from svangrum.records.events.faults import Fault, Wrong
from svangrum.records.events.models import Event
from svangrum.records.events.raw import raw_chains, raw_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from svangrum.records.events.raw import RawEvent


def how_many() -> int:
    return Event.objects.count()


def chain_faults(told: Callable[[int], None] = lambda _done: None) -> Iterator[Fault]:
    """Everything that is wrong with events and chains. ``told`` is called with the number of events walked."""
    walk: _Walk | None = None
    for done, event in enumerate(raw_events(), start=1):
        kind, thing = event.column("kind"), event.column("thing")
        if walk is None or (walk.kind, walk.thing) != (kind, thing):
            yield from walk.end() if walk else ()
            walk = _Walk(kind, thing)
        yield from walk.step(event)
        if done % 1000 == 0:
            told(done)
    yield from walk.end() if walk else ()
    yield from (Fault(Wrong.EMPTY_CHAIN, one.kind, one.thing) for one in raw_chains(empty=True))


@dataclass
class _Walk:
    """Where the walk of one chain has come."""

    kind: str
    thing: str
    number: int = 0
    digest: str = ""
    version: int = 0
    last: RawEvent | None = None
    erased: dict[str, str] = field(default_factory=dict)

    def step(self, event: RawEvent) -> Iterator[Fault]:
        """What is wrong with the next event, by itself and after the one before."""
        yield from (self._fault(wrong, event.column("number")) for wrong in self._wrong_with(event))
        self._pardon(event)
        number = event.column("number")
        self.number = int(number) if number.isdecimal() else self.number + 1
        self.digest, self.last = event.digest or "", event
        version = event.column("version")
        self.version = int(version) if version.isdecimal() else self.version

    def end(self) -> Iterator[Fault]:
        """What is wrong with the end: the chain says how many there were, and its seal that it says so itself."""
        last = self.last
        if last is None or last.length is None:
            yield self._fault(Wrong.NO_CHAIN)
            return
        length, head, seal = last.length, last.head or "", last.seal or ""
        if not sealed(self.kind, self.thing, length, head, seal):
            yield self._fault(Wrong.SEAL, length)
        if length != str(self.number):
            yield self._fault(Wrong.ENDS_EARLY, length)
        elif head != self.digest:
            yield self._fault(Wrong.HEAD, length)
        yield from (self._fault(Wrong.ERASED, number) for number in self.erased.values())

    def _wrong_with(self, event: RawEvent) -> Iterable[Wrong]:
        if event.digest != digest_of(event.header) or not event.typed:
            yield Wrong.CHANGED
        if not _payload_fits(event):
            yield Wrong.PAYLOAD
        if event.column("number") != str(self.number + 1):
            yield Wrong.GAP
        elif event.column("previous") != self.digest:
            yield Wrong.ORDER
        if event.column("version") not in ("", str(GONE), str(self.version + 1)):
            yield Wrong.VERSION_SKIPPED

    def _pardon(self, event: RawEvent) -> None:
        """Keep in mind what is erased until a later event tells of it."""
        if event.payload is None and event.salt is None:
            self.erased[event.column("id")] = event.column("number")
        elif event.column("action") == ERASED:
            for name in _named_in(event.payload or ""):
                self.erased.pop(name, None)

    def _fault(self, wrong: Wrong, number: str = "") -> Fault:
        return Fault(wrong, self.kind, self.thing, number)


def _payload_fits(event: RawEvent) -> bool:
    """Whether the payload is the one that was digested, or both it and its salt are erased."""
    if event.payload is None or event.salt is None:
        return event.payload is event.salt
    return digest_of_payload(event.payload, event.salt) == event.column("payload_digest")


def _named_in(payload: str) -> list[str]:
    try:
        named = json.loads(payload).get("erased", [])
    except (ValueError, AttributeError):
        return []
    return [str(name).replace("-", "") for name in named] if isinstance(named, list) else []
