"""What to mind beside a calendar: how it was counted, what the law leaves open, what may break it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from svangrum.core.findings import Message
from svangrum.core.sources import Citation, acts
from svangrum.law.purchase import Act
from svangrum.law.timetable.facts import UNADVERTISED, Route, Shortening
from svangrum.law.timetable.limits import general_notes
from svangrum.law.timetable.routes import asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from svangrum.core.sources import Source
    from svangrum.law.timetable.facts import Facts
    from svangrum.law.timetable.limits import Times

CODES = (
    "urgent",
    "prior-notice",
    "agreed",
    "not-central",
    "agreement",
    "reasonable",
    "no-number",
    "called",
    "minimum",
    "extension",
    "schedule",
    "voluntary",
    "no-standstill",
    "review",
    "from-award",
    "quarterly",
    "quarterly-annex3",
)
"""Notes that an act has a place for, in the order they are told."""

_VALUES = {
    "least": "prior-notice-days",
    "most": "prior-notice-months",
    "agreement": "invited-days-agreement",
    "after-notice": "after-notice-days-national",
    "concession-after-notice": "concession-after-notice-days",
}
"""The numbers that the words of a note may take."""

_JULY = 7
_SHORTENED = {
    "urgent": Shortening.URGENT,
    "prior-notice": Shortening.PRIOR_NOTICE,
    "agreed": Shortening.AGREED,
    "not-central": Shortening.AGREED,
    "agreement": Shortening.NONE,
}


@dataclass(frozen=True)
class Note:
    """``rests`` is what the note rests on. ``unread``: among it are texts that have not been read whole."""

    message: Message
    rests: tuple[Citation | Source, ...] = ()
    unread: bool = False

    @property
    def code(self) -> str:
        return self.message.code.rpartition(".")[2]


def only_if(code: str, facts: Facts, found: Times) -> Message | None:
    """What a duty after a direct award hangs on; None where it holds whatever the value."""
    if facts.route is not Route.DIRECT:
        return None
    if facts.act is Act.LUK:
        share = {"share": found.value("concession-direct-share")}
        return Message("timetable.if.concession", share) if code == "after-notice" else None
    limit = {"limit": found.value("documentation-limit" if code == "documented" else "after-notice-limit")}
    return Message(f"timetable.if.{code}", limit)


def notes(facts: Facts, found: Times, latest: Mapping[str, date]) -> tuple[Note, ...]:
    """The notes of one calendar: those of the act, vacations, then how days were counted."""
    return (*_of_the_act(facts, found), *_of_vacations(facts, found, latest), *_of_counting(facts, found))


def _of_the_act(facts: Facts, found: Times) -> Iterator[Note]:
    for code in CODES:
        place = found.cited(code)
        if place is not None and _applies(code, facts, found):
            yield Note(_message(code, found), (place,))
        elif code == "no-number" and _open(facts, found) and found.cited("reasonable") is None:
            yield Note(_message(code, found))


def _applies(code: str, facts: Facts, found: Times) -> bool:
    if code in _SHORTENED:
        return facts.shortening is _SHORTENED[code]
    if code == "minimum":
        return found.has("tenders")
    if code in {"voluntary", "no-standstill"}:
        return (code == "voluntary") == facts.voluntary_notice
    return code != "review" or facts.route not in UNADVERTISED or facts.voluntary_notice


def _of_vacations(facts: Facts, found: Times, latest: Mapping[str, date]) -> Iterator[Note]:
    """Our own advice: in July few suppliers write tenders, and few buyers decide."""
    first, last = latest[asked(facts)], latest["signed"]
    years = range(first.year, last.year + 1)
    if any(first <= date(year, _JULY, 31) and date(year, _JULY, 1) <= last for year in years):
        yield Note(_message("july", found))


def _open(facts: Facts, found: Times) -> bool:
    """The act states no number of days for tenders."""
    return facts.route not in UNADVERTISED and not found.has("tenders")


def _of_counting(facts: Facts, found: Times) -> Iterator[Note]:
    place = found.cited("counting")
    shown = {
        "counting": facts.route not in UNADVERTISED or facts.voluntary_notice,
        "last-day": found.has("tenders"),
        "last-day-open": found.cited("reasonable") is not None,
        "days-off": True,
    }
    for code, rests in general_notes().items():
        if shown[code]:
            own = (place,) if code == "counting" and place is not None else ()
            yield Note(_message(code, found), (*own, *rests), unread=_unread(rests))


def _unread(rests: Iterable[Citation | Source]) -> bool:
    return any(isinstance(one, Citation) and acts()[one.act].consolidated_through is None for one in rests)


def _message(code: str, found: Times) -> Message:
    return Message(f"timetable.note.{code}", {name: found.value(parameter) for name, parameter in _VALUES.items()})
