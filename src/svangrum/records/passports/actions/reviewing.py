"""A buyer challenges what a passport says, the enterprise answers, and who challenged settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.core.errors import SvangrumError
from svangrum.matching.cpv_tree import SHORTEST
from svangrum.records.accounts.permissions import refuse_deputy, refuse_unconfirmed
from svangrum.records.actions import Act, MissingError, action, require
from svangrum.records.enterprises.selling import selling_of
from svangrum.records.events.reading import tell_reading
from svangrum.records.files.actions import content_of
from svangrum.records.passports.letters import tell_deciders, tell_enterprise
from svangrum.records.passports.models import Challenge, Evidence
from svangrum.records.passports.passport import LAPSES_AFTER
from svangrum.records.passports.permissions import (
    can_answer_challenge,
    can_challenge,
    can_see_challenge,
    can_see_reply,
    can_settle,
)
from svangrum.records.passports.queries import (
    challenge_for,
    may_be_settled_on,
    open_challenges,
    state_of_challenge,
)
from svangrum.records.passports.stated import stated_text
from svangrum.records.passports.taking import live_evidence_taken, organisation_of, own_file, told_on

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.files.models import StoredFile


@action("challenge.raised")
def challenge_evidence(act: Act, *, enterprise: UUID, evidence: UUID, reason: str) -> UUID:
    """The test is under review for buyers until the challenge is settled or lapses. Both sides are written to.

    Raises as ``note_sighting``; ``SvangrumError`` ``passport.no-reason``, ``passport.competes`` for who sells alike,
    ``passport.challenged`` while the same organisation has one of the same test open, and
    ``passport.challenged-before`` for evidence that it has challenged once.
    """
    held = live_evidence_taken(act, enterprise, evidence)
    require(can_challenge(act.by))
    _refuse_again(act, held)
    if _sells_alike(organisation_of(act), held.enterprise):
        raise SvangrumError("passport.competes", field="reason")
    raised = Challenge(
        evidence=held,
        organisation_id=organisation_of(act),
        reason=stated_text(reason, field="reason", missing="passport.no-reason"),
        raised_at=act.recorded_at,
    )
    tell_enterprise(act, raised, "passport-challenged")
    tell_deciders(act, raised, "passport-to-settle")
    return act.put(raised, {"evidence": held.pk})


@action("challenge.answered")
def answer_challenge(act: Act, *, challenge: UUID, version: int, answer: str, file: UUID | None = None) -> UUID:
    """What the enterprise says to it, and a document that shows it; said again it replaces what was said.

    Raises ``SvangrumError`` ``passport.no-reply``, ``passport.settled``, ``passport.lapsed`` and as ``own_file``.
    """
    found = _open_challenge(act, challenge)
    require(can_answer_challenge(act.by, found))
    _expect_open(act, found, version)
    found.answer = stated_text(answer, field="answer", missing="passport.no-reply")
    found.answer_file = own_file(act, file)
    found.answered_at = act.recorded_at
    return act.put(found, {})


def read_reply(*, by: Actor, recorded_at: datetime, challenge: UUID) -> tuple[StoredFile, bytes]:
    """The document with the enterprise's answer; that it was read is told in the challenge's own chain.

    Raises ``MissingError`` for none and for who may not see it, and as ``content_of``.
    """
    found = challenge_for(by, challenge)
    file = found.answer_file
    if file is None or file.thinned_at is not None or not can_see_reply(by, found):
        raise MissingError("record.missing")
    content = content_of(file)
    tell_reading(found, by=by, recorded_at=recorded_at, what="document", organisation=by.organisation)
    return file, content


@action("challenge.settled")
def settle_challenge(act: Act, *, challenge: UUID, version: int, upheld: bool | None, settlement: str) -> UUID:
    """It was right (``upheld``: the organisation sets the evidence aside) or not, and why; it binds nobody else.

    Raises ``NotAllowedError`` without the second factor, and ``SvangrumError`` ``deputy.lasting`` in another's stead,
    ``passport.too-soon`` while the enterprise may still answer, ``passport.no-outcome``, ``passport.no-reason``,
    ``passport.settled`` and ``passport.lapsed``.
    """
    found = _open_challenge(act, challenge)
    require(can_settle(act.by, found))
    refuse_deputy(act.by)
    refuse_unconfirmed(act.by)
    _expect_open(act, found, version)
    if told_on(act) < may_be_settled_on(found):
        raise SvangrumError("passport.too-soon", day=may_be_settled_on(found))
    if upheld is None:
        raise SvangrumError("passport.no-outcome", field="upheld")
    found.upheld = upheld
    found.settlement = stated_text(settlement, field="settlement", missing="passport.no-reason")
    found.settled_at = act.recorded_at
    tell_enterprise(act, found, "passport-settled")
    return act.put(found, {"upheld": upheld})


def _refuse_again(act: Act, held: Evidence) -> None:
    own = {"organisation": act.by.organisation}
    running = open_challenges(told_on(act)).filter(**own)
    if running.filter(evidence__enterprise=held.enterprise_id, evidence__test=held.test).exists():
        raise SvangrumError("passport.challenged")
    if Challenge.objects.filter(**own, evidence=held).exists():
        raise SvangrumError("passport.challenged-before")


def _sells_alike(organisation: UUID, enterprise: Enterprise) -> bool:
    """Whether an organisation sells in a branch of the enterprise's, or may where one has told none."""
    selling = selling_of(organisation)
    theirs = {offer["cpv"][:SHORTEST] for offer in enterprise.offers}
    if not selling.divisions or not theirs:
        return selling.everything
    return not selling.divisions.isdisjoint(theirs)


def _open_challenge(act: Act, challenge: UUID) -> Challenge:
    found = act.take(Challenge, challenge)
    if not can_see_challenge(act.by, found):
        raise MissingError("record.missing")
    return found


def _expect_open(act: Act, challenge: Challenge, version: int) -> None:
    state = state_of_challenge(challenge, on=told_on(act))
    if state == "settled":
        raise SvangrumError("passport.settled")
    if state == "lapsed":
        raise SvangrumError("passport.lapsed", day=day_at_home(challenge.raised_at) + LAPSES_AFTER)
    act.expect(challenge, version)
