"""What an organisation notes of an enterprise for its own use. It changes nothing in what the enterprise tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import gather, yes_no
from svangrum.records.actions import Act, MissingError, action
from svangrum.records.enterprises.models import Assessment
from svangrum.records.enterprises.permissions import can_assess
from svangrum.records.enterprises.stated import finish, stated_text
from svangrum.records.enterprises.taking import taken
from svangrum.records.erasing import Ground, erase_chain, stated_why
from svangrum.records.files.times import stated_decision

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise


@action("assessment.noted")
def note_assessment(act: Act, *, enterprise: UUID, version: int, social: str, reason: str) -> UUID:
    """Whether the organisation counts it among the social enterprises (``yes``, ``no``, empty), and why.

    ``version`` is that of the note, 0 for the first. Raises ``SvangrumError`` ``assessment.no-reason``,
    ``choice.unknown``, ``enterprise.too-long``, and ``StaleError`` when a colleague has noted something meanwhile.
    """
    noted = _assessment(act, taken(act, enterprise, _may_assess))
    act.expect(noted, version)
    problems: list[SvangrumError] = []
    counted = gather(lambda: yes_no(social, "social") if social else None, problems)
    why = gather(lambda: stated_text(reason, "reason"), problems)
    if counted is not None and why == "":
        problems.append(SvangrumError("assessment.no-reason", field="reason"))
    finish(problems)
    noted.social, noted.reason, noted.noted_at = counted, why or "", act.recorded_at
    return act.put(noted, {"name": noted.enterprise.name, "social": {True: "yes", False: "no", None: ""}[counted]})


@action("assessment.removed")
def remove_assessment(act: Act, *, enterprise: UUID, version: int, reason: str, decision: str) -> UUID:
    """The organisation's note and what its events told of it go; that it was removed stays, why, and who decided.

    Raises ``MissingError`` for none, ``assessment.no-ground`` and ``assessment.reason-too-long``, and as
    ``stated_decision``.
    """
    found = taken(act, enterprise, _may_assess)
    known = Assessment.objects.filter(organisation=act.by.organisation, enterprise=found).first()
    if known is None:
        raise MissingError("record.missing")
    noted = act.take(Assessment, known.pk, version)
    problems: list[SvangrumError] = []
    told = {
        "reason": gather(lambda: _ground(reason), problems),
        "decision": gather(lambda: stated_decision(decision), problems),
    }
    finish(problems)
    erase_chain(act, noted.chain, noted.pk, ground=Ground.THINNING, organisation=noted.organisation_id)
    return act.remove(noted, told)


def _ground(reason: str) -> str:
    return stated_why(reason, missing="assessment.no-ground", too_long="assessment.reason-too-long", field="reason")


def _assessment(act: Act, enterprise: Enterprise) -> Assessment:
    assert act.by.organisation is not None  # noqa: S101 - said by the permission
    known = Assessment.objects.filter(organisation=act.by.organisation, enterprise=enterprise).first()
    found = act.take(Assessment, known.pk) if known else Assessment(organisation_id=act.by.organisation)
    found.enterprise = enterprise
    return found


def _may_assess(actor: Actor, _enterprise: Enterprise) -> bool:
    return can_assess(actor)
