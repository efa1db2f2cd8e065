"""Tell evidence of a test, and withdraw it. Nothing is rewritten: what is told anew ends what was told before."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.actions import Act, MissingError, action, require
from svangrum.records.passports.models import EligibilityTest, Evidence
from svangrum.records.passports.permissions import can_write_passport
from svangrum.records.passports.share import Counts, least_share, stated_counts
from svangrum.records.passports.stated import stated_basis, stated_day, stated_expiry, stated_reviewer, stated_text
from svangrum.records.passports.taking import own_file, taken, told_on

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from svangrum.records.enterprises.models import Enterprise


@dataclass(frozen=True)
class Grounds:
    """What a piece of evidence of either test rests on. Without ``expires`` its last day is our own choice.

    ``reviewer`` is the firm that has audited it.
    """

    basis: str
    counted_on: date
    expires: date | None = None
    statement: str = ""
    file: UUID | None = None
    reviewer: str = ""


@action("evidence.purpose-told")
def tell_purpose(act: Act, *, enterprise: UUID, holds: bool | None, sheltered: bool = False, grounds: Grounds) -> UUID:
    """Whether its main aim is to integrate the groups named, or it is a sheltered workshop; and what says so.

    Of a sheltered workshop 4:18 first paragraph 1 asks for no aim: the test holds.
    Raises ``NotAllowedError``, and ``InvalidFactsError`` with ``passport.no-answer`` and what ``stated`` refuses.
    """
    found = taken(act, enterprise)
    require(can_write_passport(act.by, found))
    problems: list[SvangrumError] = []
    answer = sheltered or gather(lambda: _answered(holds), problems)
    evidence = gather(lambda: _evidence(act, found, EligibilityTest.PURPOSE, grounds), problems)
    if problems or evidence is None or answer is None:
        raise InvalidFactsError(tuple(problems))
    evidence.holds, evidence.sheltered = answer, sheltered
    return _put(act, evidence)


@action("evidence.share-told")
def tell_share(
    act: Act,
    *,
    enterprise: UUID,
    all_occupied: int | None = None,
    of_groups: int | None = None,
    holds: bool | None = None,
    grounds: Grounds,
) -> UUID:
    """The share on a day: both counts, or only whether it is enough.

    With counts the answer follows from them. Without, it is no more than self-declared. Raises as ``tell_purpose``
    and ``stated_counts``; ``passport.contradiction`` for an answer that the counts gainsay, ``passport.no-share`` for
    neither, and ``passport.counts-needed`` for a better basis without counts.
    """
    found = taken(act, enterprise)
    require(can_write_passport(act.by, found))
    problems: list[SvangrumError] = []
    counts = gather(lambda: stated_counts(all_occupied, of_groups), problems)
    evidence = gather(lambda: _evidence(act, found, EligibilityTest.SHARE, grounds), problems)
    if problems or evidence is None:
        raise InvalidFactsError(tuple(problems))
    evidence.holds = _share_holds(counts, holds, evidence)
    if counts is not None:
        evidence.all_occupied, evidence.of_groups = counts
        evidence.salt = secrets.token_hex(16)
    return _put(act, evidence)


@action("evidence.withdrawn")
def withdraw_evidence(act: Act, *, enterprise: UUID, evidence: UUID, version: int) -> UUID:
    """It is told no more, from now on. Raises ``SvangrumError`` ``passport.ended`` for what ended before."""
    found = taken(act, enterprise)
    require(can_write_passport(act.by, found))
    held = act.take(Evidence, evidence)
    if held.enterprise_id != found.pk:
        raise MissingError("record.missing")
    if held.ended_at is not None:
        raise SvangrumError("passport.ended")
    act.expect(held, version)
    held.ended_at = act.recorded_at
    return act.put(held, {"test": held.test})


def _answered(holds: bool | None) -> bool:  # noqa: FBT001 - what a form gives
    if holds is None:
        raise SvangrumError("passport.no-answer", field="holds")
    return holds


def _share_holds(counts: Counts | None, holds: bool | None, evidence: Evidence) -> bool:  # noqa: FBT001 - as above
    if counts is None:
        if holds is None:
            raise SvangrumError("passport.no-share", field="all_occupied")
        if evidence.basis != "self-declared":
            raise SvangrumError("passport.counts-needed", field="all_occupied")
        return holds
    reached = counts.reach(least_share(evidence.counted_on))
    if holds is not None and holds != reached:
        raise SvangrumError("passport.contradiction", field="holds")
    return reached


def _evidence(act: Act, enterprise: Enterprise, test: EligibilityTest, grounds: Grounds) -> Evidence:
    """What both tests have in common, still without an answer. Raises ``InvalidFactsError``."""
    today = told_on(act)
    problems: list[SvangrumError] = []
    basis = gather(lambda: stated_basis(grounds.basis, statement=grounds.statement, file=grounds.file), problems)
    day = gather(lambda: stated_day(grounds.counted_on, today=today), problems)
    last = day and gather(lambda: stated_expiry(test, grounds.expires, counted_on=day, today=today), problems)
    firm = gather(lambda: stated_reviewer(grounds.basis, grounds.reviewer, file=grounds.file), problems)
    text = gather(lambda: stated_text(grounds.statement, field="statement"), problems)
    proof = gather(lambda: own_file(act, grounds.file), problems)
    if problems or basis is None or day is None or last is None:
        raise InvalidFactsError(tuple(problems))
    return Evidence(
        enterprise=enterprise,
        test=test,
        basis=basis,
        counted_on=day,
        expires=last,
        statement=text or "",
        reviewer=firm or "",
        file=proof,
        told_at=act.recorded_at,
    )


def _put(act: Act, evidence: Evidence) -> UUID:
    """The one that is told no more is ended in the same act."""
    live = Evidence.objects.filter(enterprise=evidence.enterprise, test=evidence.test, ended_at=None)
    for name in list(live.values_list("pk", flat=True)):
        before = act.take(Evidence, name)
        before.ended_at = act.recorded_at
        act.put(before, {"superseded_by": evidence.pk})
    return act.put(evidence, told_of(evidence))


def told_of(evidence: Evidence) -> dict[str, object]:
    """What the event says of a piece of evidence: everything but its words, its counts and its end.

    Events stay for good, and more people read them: of counts they hold a digest with the row's own salt.
    """
    names = ("basis", "holds", "sheltered", "counted_on", "expires", "file_id")
    return {**{name: getattr(evidence, name) for name in names}, "counts": _digest_of_counts(evidence)}


def _digest_of_counts(evidence: Evidence) -> str | None:
    """SHA-256 of the counts and the salt; none where there are no counts."""
    if evidence.all_occupied is None and evidence.of_groups is None:
        return None
    counted = f"{evidence.salt} {evidence.of_groups} {evidence.all_occupied}"
    return hashlib.sha256(counted.encode()).hexdigest()
