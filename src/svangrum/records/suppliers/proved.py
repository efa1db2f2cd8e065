"""What every enterprise has proved of the two tests, read for the whole register at once: three questions, no objects.

The rules are those of the passport (``passports.passport.examine``); here is only how its rows are read for many.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from svangrum.core.dates import day_at_home
from svangrum.records.passports.models import Challenge, Evidence, Sighting
from svangrum.records.passports.passport import PURPOSE, SHARE, Doubt, Reader, Told, examine
from svangrum.records.passports.proofs import proof_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from svangrum.matching.suppliers import Proof
    from svangrum.records.passports.passport import Grade


class Proved(NamedTuple):
    """Both tests of one enterprise: the proofs, and how well each is proved. None where nothing is told."""

    purpose: Proof | None = None
    share: Proof | None = None
    grades: tuple[Grade | None, Grade | None] = (None, None)


NOTHING = Proved()


def proved(*, on: date, organisation: UUID | None = None) -> Mapping[str, Proved]:
    """What is proved on a day to an organisation that buys; nothing for who has never told anything.

    By organisation number. What the organisation itself has found wrong proves nothing to it, and to it alone.
    """
    told, reader = _told(), Reader(organisation)
    return {orgnr: _of_one(tests, on, reader) for orgnr, tests in told.items()}


def _of_one(tests: Mapping[str, list[Told]], on: date, reader: Reader) -> Proved:
    purpose, share = (examine(test, tests.get(test, ()), on=on, reader=reader) for test in (PURPOSE, SHARE))
    return Proved(proof_of(purpose), proof_of(share), (purpose.grade, share.grade))


def _told() -> Mapping[str, Mapping[str, list[Told]]]:
    """By organisation number and test, in no order."""
    seen, doubts = _seen(), _doubts()
    names = ("enterprise__orgnr", "test", "pk", "holds", "basis", "counted_on", "expires", "told_at", "ended_at")
    found: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for orgnr, test, name, holds, basis, counted_on, expires, told_at, ended_at in Evidence.objects.values_list(*names):
        ended_on = ended_at and day_at_home(ended_at)
        one = Told(
            evidence=name,
            holds=holds,
            basis=basis,
            counted_on=counted_on,
            expires=expires,
            told_at=told_at,
            ended_on=ended_on,
            seen_on=tuple(seen.get(name, ())),
            doubts=tuple(doubts.get(name, ())),
        )
        found[orgnr][test].append(one)
    return found


def _seen() -> Mapping[UUID, list[date]]:
    found: dict[UUID, list[date]] = defaultdict(list)
    for name, day in Sighting.objects.filter(taken_back_at=None).values_list("evidence_id", "seen_on"):
        found[name].append(day)
    return found


def _doubts() -> Mapping[UUID, list[Doubt]]:
    found: dict[UUID, list[Doubt]] = defaultdict(list)
    names = ("evidence_id", "organisation_id", "raised_at", "settled_at", "upheld")
    for name, by, raised, settled, upheld in Challenge.objects.values_list(*names):
        ended = settled and day_at_home(settled)
        found[name].append(Doubt(day_at_home(raised), by, ended, upheld=bool(upheld)))
    return found
