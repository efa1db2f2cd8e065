"""Letters to the people of an enterprise about a proposal that it is asked to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.days import done_on
from svangrum.records.accounts.queries import people_of
from svangrum.records.letters.topics import Topic
from svangrum.records.letters.writing import write_letter

if TYPE_CHECKING:
    from svangrum.records.actions import Act
    from svangrum.records.consortia.models import Invited


def tell_invited(act: Act, invited: Invited, code: str) -> None:
    """``letter.<code>`` to each of its people. It says who proposes and until when, and nothing of the others.

    To nobody, for an entry that its people have left.
    """
    organisation, proposal = invited.enterprise.organisation_id, invited.proposal
    if organisation is None:
        return
    for held in people_of(organisation, on=done_on(act)):
        write_letter(
            act,
            to=held.person,
            topic=Topic.DIALOGUES,
            code=code,
            values={
                "organisation": proposal.organisation.name,
                "title": proposal.title,
                "day": proposal.answers_until.isoformat(),
            },
            page="own-consortium",
            parts={"proposal": str(proposal.pk)},
        )
