"""What became of a letter. Not events: a letter only carries what an action has told of already."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F

from svangrum.records.letters.models import Letter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

LEASE = timedelta(minutes=10)
"""So long a letter is left to who tries it. A worker that died meanwhile has not sent it, or has not said so."""
WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""Between one failed attempt and the next; the last is repeated."""
TRIED_FOR = timedelta(days=3)
"""So long a letter is tried after it was written, and through all the waits: a mail server may be down a weekend."""


def claim(letter: Letter, moment: datetime) -> bool:
    """Take the letter to try it now: False when another did so first."""
    same = Letter.objects.filter(pk=letter.pk, due_at=letter.due_at, sent_at__isnull=True, given_up_at__isnull=True)
    return bool(same.update(due_at=moment + LEASE, attempts=F("attempts") + 1))


def mark_sent(letters: Iterable[Letter], moment: datetime) -> None:
    Letter.objects.filter(pk__in=[one.pk for one in letters]).update(sent_at=moment)


def mark_failed(letter: Letter, attempts: int, moment: datetime) -> None:
    """Try again after a wait that grows; never more when it was tried for ``TRIED_FOR``."""
    same = Letter.objects.filter(pk=letter.pk)
    if attempts > len(WAITS) and moment - letter.written_at >= TRIED_FOR:
        same.update(attempts=attempts, given_up_at=moment)
    else:
        same.update(attempts=attempts, due_at=moment + WAITS[min(attempts, len(WAITS)) - 1])


def drop(letters: Iterable[Letter], moment: datetime) -> None:
    """Give up letters to someone who has left."""
    Letter.objects.filter(pk__in=[one.pk for one in letters]).update(given_up_at=moment)


def thin_letters(before: datetime) -> int:
    """Remove what was sent or given up before a moment. Gives how many."""
    sent, _ = Letter.objects.filter(sent_at__lt=before).delete()
    dropped, _ = Letter.objects.filter(given_up_at__lt=before).delete()
    return sent + dropped
