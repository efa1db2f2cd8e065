"""An enterprise answers a proposal, and may change its answer while it can be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import done_on
from svangrum.records.actions import Act, action, require
from svangrum.records.consortia.models import Invited, Proposal
from svangrum.records.consortia.permissions import can_reply
from svangrum.records.consortia.queries import invitation_of, is_helped, takes_replies

if TYPE_CHECKING:
    from uuid import UUID


@action("consortium-member.replied")
def reply_to_proposal(act: Act, *, proposal: UUID, version: int, reply: str, words: str) -> UUID:
    """What ``stated.read_reply`` gives. It promises nothing, neither to a buyer nor to the others.

    Raises ``MissingError`` for who is of no enterprise that it is for, ``StaleError``, and ``SvangrumError``
    ``consortium.ended``, ``consortium.over`` after the last day and ``consortium.no-help`` once the help has ended.
    """
    known = invitation_of(act.by, proposal)
    holder = act.take(Proposal, proposal)
    found = act.take(Invited, known.pk)
    require(can_reply(act.by, found))
    act.expect(found, version)
    _refuse_ended(act, holder, found)
    found.reply, found.words, found.said_at = reply, words, act.recorded_at
    return act.put(found, {"title": holder.title, "reply": reply})


def _refuse_ended(act: Act, proposal: Proposal, invited: Invited) -> None:
    day = done_on(act)
    if proposal.ended_at is not None:
        raise SvangrumError("consortium.ended")
    if not takes_replies(proposal, on=day):
        raise SvangrumError("consortium.over", day=proposal.answers_until)
    if not is_helped(invited.enterprise, proposal, on=day):
        raise SvangrumError("consortium.no-help", name=proposal.organisation.name)
