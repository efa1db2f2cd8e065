"""The daily letter: all that waits for one person, in one mail."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from svangrum.core.dates import day_at_home
from svangrum.core.language import words
from svangrum.jobs.letters.delivery import can_be_written, is_sent, told_by
from svangrum.jobs.letters.rendering import Mail
from svangrum.records.letters.models import Pace
from svangrum.records.letters.queries import waiting
from svangrum.records.letters.sent import drop, mark_failed, mark_sent
from svangrum.records.letters.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from svangrum.records.letters.models import Letter


def gathered(moment: datetime) -> list[list[Letter]]:
    """What waits for the daily letter at ``moment``: for each person, the oldest first."""
    left = waiting(Pace.DAILY, moment).order_by("person", "written_at", "pk")
    return [list(letters) for _, letters in groupby(left, key=lambda letter: letter.person_id)]


def send_digest(letters: Sequence[Letter], moment: datetime) -> bool:
    """One mail with all of one person's ``letters``. False when any was not sent: it waits for another attempt.

    One that cannot be written (``can_be_written``) keeps back neither the others nor anybody else's.
    """
    if not letters[0].person.is_active:
        drop(letters, moment)
        return True
    written = [letter for letter in letters if can_be_written(letter)]
    sent = written if written and is_sent(_mail(written, moment), moment) else []
    mark_sent(sent, moment)
    left = [letter for letter in letters if letter not in sent]
    for letter in left:
        mark_failed(letter, letter.attempts + 1, moment)
    return not left


def _mail(letters: Sequence[Letter], moment: datetime) -> Mail:
    """Named by the first of its letters: a second attempt has the same name."""
    person, day = letters[0].person, day_at_home(moment)
    return Mail(
        email=person.email,
        language=person.language,
        name=str(uuid5(NAMESPACE_URL, f"digest:{letters[0].pk}")),
        subject=words("letter.digest.subject", person.language, day=day),
        told=tuple(told_by(letter, person.language) for letter in letters),
        silenced_by=(person.pk, tuple(dict.fromkeys(Topic(letter.topic) for letter in letters))),
    )
