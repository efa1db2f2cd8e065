"""What ``svangrum verify`` found, in words: which thing, which event, what is wrong, and what to do."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from svangrum.core.errors import SvangrumError
from svangrum.core.language import has_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from svangrum.records.events.faults import Fault

SHOWN = 50


@dataclass(frozen=True)
class One:
    """One fault as it is told. ``code`` is for programs, ``text`` for people."""

    code: str
    kind: str
    thing: str
    number: str
    text: str


@dataclass(frozen=True)
class Found:
    """What was walked, and everything that was wrong."""

    events: int
    chains: int
    faults: list[One] = field(default_factory=list)


def find(anchor: Path | None, language: str, told: Callable[[int], None]) -> Found:
    """Walk everything. Raises ``SvangrumError`` ``database.unreachable`` when the database stops answering."""
    from django.db import DatabaseError  # noqa: PLC0415 - loads Django

    from svangrum.records.events.models import Chain, Event  # noqa: PLC0415 - needs the open database

    try:
        faults = [*_of_chains(anchor, language, told), *_of_content(language)]
        return Found(Event.objects.count(), Chain.objects.count(), faults)
    except DatabaseError as error:
        raise SvangrumError("database.unreachable", reason=str(error).strip().partition("\n")[0]) from error


def _of_chains(anchor: Path | None, language: str, told: Callable[[int], None]) -> Iterator[One]:
    from svangrum.records.events.anchors import anchor_faults  # noqa: PLC0415 - needs the open database
    from svangrum.records.events.things import thing_faults  # noqa: PLC0415 - said above
    from svangrum.records.events.verify import chain_faults  # noqa: PLC0415 - said above

    for fault in chain_faults(told):
        yield _told(fault, language)
    for fault in thing_faults():
        yield _told(fault, language)
    for fault in anchor_faults(anchor) if anchor else ():
        yield _told(fault, language)


def _of_content(language: str) -> Iterator[One]:
    """What hangs on things but stands in no event: kept answers, passports, and the files' own bytes."""
    from svangrum.records.files.verify import faults as file_faults  # noqa: PLC0415 - needs the open database
    from svangrum.records.passports.checks import faulty_passports  # noqa: PLC0415 - said above
    from svangrum.records.purchases.checks import faulty_answers  # noqa: PLC0415 - said above

    for answer in faulty_answers():
        what = words(
            f"purchases.fault.{answer.code}", language, purchase=str(answer.purchase), number=str(answer.number)
        )
        yield _one(
            f"answer-{answer.code}", "purchase", str(answer.purchase), str(answer.number), what=what, language=language
        )
    for passport in faulty_passports():
        what = words(f"passports.fault.{passport.kind}", language)
        yield _one(f"{passport.kind}-changed", passport.kind, str(passport.thing), "", what=what, language=language)
    for file in file_faults():
        what = words(f"error.{file.error.code}", language, **file.error.values)
        yield _one(file.error.code, "file", str(file.thing), "", what=what, language=language)


def _told(fault: Fault, language: str) -> One:
    what = words(f"verify.fault.{fault.wrong}", language, number=fault.number)
    return _one(fault.wrong, _plain(fault.kind), _name(fault.thing), _plain(fault.number), what=what, language=language)


def _one(code: str, kind: str, thing: str, number: str, *, what: str, language: str) -> One:
    place = "verify.at-event" if number and not code.startswith(("thing-", "answer-")) else "verify.at-thing"
    text = words(place, language, kind=_kind(kind, language), thing=thing, number=number, what=what)
    return One(code, kind, thing, number, text)


def _kind(kind: str, language: str) -> str:
    """What a kind of thing is called. One that is forged has no name."""
    code = f"thing.{kind.removesuffix('.reading')}"
    return words(code, language) if has_words(code) else kind


def _name(thing: str) -> str:
    try:
        return str(UUID(thing))
    except ValueError:
        return _plain(thing)


def _plain(text: str) -> str:
    """A text that somebody may have forged, fit for a terminal."""
    return text.encode("ascii", "backslashreplace").decode().encode("unicode_escape").decode()[:80]


def as_text(found: Found, language: str, all_: bool) -> Iterator[str]:  # noqa: FBT001 - the command's own option
    if not found.faults:
        yield words("verify.whole", language, events=found.events, chains=found.chains)
        return
    shown = found.faults if all_ else found.faults[:SHOWN]
    yield words("verify.faults", language, count=len(found.faults), events=found.events)
    yield from (f"  {one.text}" for one in shown)
    if len(shown) < len(found.faults):
        yield words("verify.more", language, count=len(found.faults) - len(shown))
    yield ""
    only_seals = all(one.code == "seal" for one in found.faults)
    yield words("verify.try-keys" if only_seals else "verify.do", language)


def as_json(found: Found, language: str) -> list[str]:
    told: dict[str, Any] = {
        "whole": not found.faults,
        "events": found.events,
        "chains": found.chains,
        "language": language,
        "faults": [vars(one) for one in found.faults],
    }
    return [json.dumps(told, ensure_ascii=False, indent=2)]
