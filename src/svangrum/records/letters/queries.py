"""Questions about letters: how a person wants them, which wait, which were given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.letters.models import Letter, Pace, Subscription
from svangrum.records.letters.passwords import NEW_PASSWORD
from svangrum.records.letters.topics import TOPICS, Topic, may_be_silenced

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet


def paces_of(person: UUID) -> dict[Topic, Pace]:
    """How the person wants each topic: at once, where nothing else was chosen or may be."""
    chosen = dict(Subscription.objects.filter(person=person).values_list("topic", "pace"))
    return {
        topic: Pace(chosen.get(topic, Pace.AT_ONCE)) if may_be_silenced(topic) else Pace.AT_ONCE for topic in TOPICS
    }


def pace_of(person: UUID, topic: Topic) -> Pace:
    return paces_of(person)[topic]


def waiting(pace: Pace, moment: datetime) -> QuerySet[Letter]:
    """Letters at ``pace`` that may be tried at ``moment``, the oldest first."""
    left = Letter.objects.filter(sent_at__isnull=True, given_up_at__isnull=True)
    return left.filter(pace=pace, due_at__lte=moment).select_related("person").order_by("written_at", "pk")


def unsent(person: UUID, topic: Topic) -> QuerySet[Letter]:
    return Letter.objects.filter(person=person, topic=topic, sent_at__isnull=True, given_up_at__isnull=True)


def given_up() -> QuerySet[Letter]:
    """Letters that never went out, the newest first: for who runs the installation."""
    return Letter.objects.filter(given_up_at__isnull=False).order_by("-given_up_at", "pk")


def may_go_again() -> QuerySet[Letter]:
    """Those of them whose reader is still here, the oldest first. Nobody awaits a forgotten password any more."""
    awaited = given_up().exclude(code=NEW_PASSWORD)
    return awaited.filter(person__is_active=True).order_by("written_at", "pk")
