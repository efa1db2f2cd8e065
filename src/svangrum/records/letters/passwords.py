"""A forgotten password: asked for on a page that tells nobody which addresses have an account, answered by a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from svangrum.records.accounts.models import Person
from svangrum.records.letters.models import Letter, Pace, PasswordAsked
from svangrum.records.letters.topics import Topic

if TYPE_CHECKING:
    from datetime import datetime

NEW_PASSWORD = "new-password"  # noqa: S105 - the code of a letter
"""The letter whose link is made when it is sent (``jobs.letters.renewal``): it stands in no table."""
_PAGE = "account_reset_password_from_key"


def ask_for_password(email: str, moment: datetime) -> None:
    """The same work whether ``email`` has an account or not: how long it takes must tell nothing."""
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).values_list("pk", flat=True).first()
    PasswordAsked.objects.create(person_id=person, asked_at=moment)


def answer_asked(moment: datetime, *, at_most: int) -> None:
    """Write the letters that were asked for first. Of two workers, the one that takes the row away writes it.

    Anyone can make rows, so no more than ``at_most`` are answered; those without an account all go at once.
    """
    PasswordAsked.objects.filter(person=None).delete()
    asked = PasswordAsked.objects.filter(person__isnull=False).select_related("person")
    for one in asked.order_by("asked_at", "pk")[:at_most]:
        with transaction.atomic():
            taken, _ = PasswordAsked.objects.filter(pk=one.pk).delete()
            if taken and one.person is not None:
                _write(one.person, moment)


def _write(person: Person, moment: datetime) -> None:
    Letter.objects.create(
        person=person,
        topic=Topic.SECURITY,
        code=NEW_PASSWORD,
        page=_PAGE,
        pace=Pace.AT_ONCE,
        written_at=moment,
        due_at=moment,
    )
