"""Mails to be sent, and how each person wants them."""

from __future__ import annotations

import uuid

from django.db import models

from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.recorded import Recorded


class Pace(models.TextChoices):
    AT_ONCE = "at-once"
    DAILY = "daily"
    NEVER = "never"


class Subscription(Recorded):
    """How a person wants one topic of letters; without one, at once."""

    chain = "subscription"

    person = models.ForeignKey(Person, models.CASCADE, related_name="subscriptions")
    topic = models.CharField(max_length=40)
    pace = models.CharField(max_length=10, choices=Pace.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="one_subscription_for_a_topic")]


class Letter(models.Model):
    """One mail to a person: a code of words and its values, never prose and never a secret.

    ``due_at`` is when it may be tried; who tries first moves it, so that no other does meanwhile. ``page`` and
    ``parts`` say where its link leads.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="letters")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True)
    topic = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    page = models.CharField(max_length=40, blank=True)
    parts = models.JSONField(default=dict)
    pace = models.CharField(max_length=10, choices=Pace.choices)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["pace", "due_at"],
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="letters_that_wait",
            )
        ]


class PasswordAsked(models.Model):
    """Somebody asked for a new password and has not been answered yet. The row goes when the letter is written.

    ``person`` is None for an address without an account: a row is kept for both, so that the page answers both alike.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    asked_at = models.DateTimeField()
