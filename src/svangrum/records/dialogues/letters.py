"""Letters to the people of enterprises who have an account here: they read and answer signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.days import done_on
from svangrum.records.accounts.queries import people_of
from svangrum.records.letters.topics import Topic
from svangrum.records.letters.writing import write_letter

if TYPE_CHECKING:
    from svangrum.records.actions import Act
    from svangrum.records.dialogues.models import Dialogue
    from svangrum.records.enterprises.models import Enterprise


def tell_people(act: Act, dialogue: Dialogue, enterprise: Enterprise | None, code: str) -> None:
    """``letter.<code>`` to each, which leads to the dialogue's page; to nobody for who has no people here."""
    if enterprise is None or enterprise.organisation_id is None:
        return
    for held in people_of(enterprise.organisation_id, on=done_on(act)):
        write_letter(
            act,
            to=held.person,
            topic=Topic.DIALOGUES,
            code=code,
            values={
                "organisation": dialogue.organisation.name,
                "title": dialogue.title,
                "day": dialogue.answers_until.isoformat(),
            },
            page="open-dialogue",
            parts={"dialogue": str(dialogue.pk)},
        )
