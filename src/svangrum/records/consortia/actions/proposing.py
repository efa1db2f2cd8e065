"""A coordinator proposes that enterprises tender together, and ends what it has proposed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import done_on
from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import Act, MissingError, action, require
from svangrum.records.consortia.letters import tell_invited
from svangrum.records.consortia.models import Invited, Proposal
from svangrum.records.consortia.permissions import can_end_proposal, can_propose, can_see_answers
from svangrum.records.consortia.queries import invited_in
from svangrum.records.consortia.stated import FEWEST
from svangrum.records.dialogues.queries import open_dialogues
from svangrum.records.enterprises.queries import helped_by

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from svangrum.records.dialogues.models import Dialogue

_LONGEST = timedelta(days=366)
"""A last day later than this is a slip of the pen."""


@action("consortium.proposed")
def propose(
    act: Act, *, title: str, what: str, answers_until: date, parts: Mapping[str, str], dialogue: UUID | None = None
) -> UUID:
    """What ``stated.read_proposal`` gives; ``dialogue`` is one that is open.

    Raises ``NotAllowedError``, and ``SvangrumError`` ``consortium.few``, ``consortium.not-helped`` for an enterprise
    that has not asked for help, ``consortium.day-past``, ``consortium.far-off``, ``consortium.dialogue-over`` and
    ``consortium.after-dialogue``.
    """
    require(can_propose(act.by))
    assert act.by.organisation is not None  # noqa: S101 - said by the permission
    day = done_on(act)
    helped = {str(one.enterprise_id): one.enterprise for one in helped_by(act.by, on=day)}
    if len(parts) < FEWEST:
        raise SvangrumError("consortium.few")
    if not parts.keys() <= helped.keys():
        raise SvangrumError("consortium.not-helped")
    if answers_until < day:
        raise SvangrumError("consortium.day-past", field="answers_until", today=day)
    if answers_until > day + _LONGEST:
        raise SvangrumError("consortium.far-off", field="answers_until", days=_LONGEST.days)
    about = _dialogue(dialogue, answers_until, day)
    proposal = Proposal(
        organisation=Organisation.objects.get(pk=act.by.organisation),
        dialogue=about,
        title=title,
        what=what,
        answers_until=answers_until,
        made_at=act.recorded_at,
    )
    act.put(proposal, {"title": title, "count": len(parts)})
    for entry, part in parts.items():
        invited = Invited(proposal=proposal, enterprise=helped[entry], part=part)
        act.put(invited, {"title": title, "name": proposal.organisation.name})
        tell_invited(act, invited, "consortium-proposed")
    return proposal.pk


@action("consortium.ended")
def end_proposal(act: Act, *, proposal: UUID, version: int) -> UUID:
    """Nobody answers it from now on.

    Raises ``MissingError``, ``NotAllowedError``, ``StaleError``, and ``SvangrumError`` ``consortium.ended``.
    """
    found = act.take(Proposal, proposal)
    if not can_see_answers(act.by, found):
        raise MissingError("record.missing")
    require(can_end_proposal(act.by, found))
    act.expect(found, version)
    if found.ended_at is not None:
        raise SvangrumError("consortium.ended")
    found.ended_at = act.recorded_at
    act.put(found, {"title": found.title, "count": len(invited_in(found))})
    for one in invited_in(found):
        tell_invited(act, one, "consortium-ended")
    return found.pk


def _dialogue(dialogue: UUID | None, answers_until: date, day: date) -> Dialogue | None:
    """The open dialogue, which must be possible to answer after the enterprises have answered here."""
    if dialogue is None:
        return None
    found = open_dialogues(on=day).filter(pk=dialogue).first()
    if found is None:
        raise SvangrumError("consortium.dialogue-over", field="dialogue")
    if answers_until > found.answers_until:
        raise SvangrumError("consortium.after-dialogue", field="answers_until", day=found.answers_until)
    return found
