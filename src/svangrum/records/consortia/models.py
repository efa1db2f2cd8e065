"""A coordinator's proposal that enterprises tender together, and what each of them answers.

It is no agreement and no evidence: nobody is counted as able to deliver because of it, and no buyer sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from svangrum.records.accounts.models import Organisation
from svangrum.records.dialogues.models import Dialogue
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.recorded import Recorded

if TYPE_CHECKING:
    from uuid import UUID


class Reply(models.TextChoices):
    """What an enterprise answers; nothing until it has."""

    YES = "yes"
    NO = "no"


class Proposal(Recorded):
    """``organisation`` is the coordinator. ``dialogue`` is the published one that it is about, when it is about one.

    ``answers_until`` is the last day to answer. Once it is ended nobody answers it; what was answered stays.
    """

    chain = "consortium"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="proposals")
    dialogue = models.ForeignKey(Dialogue, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=200)
    what = models.TextField()
    answers_until = models.DateField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Invited(Recorded):
    """An enterprise that a proposal is for. ``part`` is what it would do, in the coordinator's words.

    All that it is for read each other's part. ``reply`` and ``words`` are its answer, for the coordinator and its own
    people alone.
    """

    chain = "consortium-member"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="invited")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="proposals")
    part = models.CharField(max_length=300)
    reply = models.CharField(max_length=3, choices=Reply.choices, blank=True)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "enterprise"], name="an_enterprise_is_proposed_once"),
        ]

    @property
    def organisation_id(self) -> UUID | None:
        """The enterprise's: what is proposed to it and what it answers stands in its own history."""
        return self.enterprise.organisation_id
