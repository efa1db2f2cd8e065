"""The eligibility passport: evidence of the two tests of 4:18 LOU (2016:1145), who has seen it, whom it is shown to.

Counts of people are numbers on a day. Nothing here says who they are, or why they are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.files.models import StoredFile
from svangrum.records.recorded import Recorded

if TYPE_CHECKING:
    from uuid import UUID


class EligibilityTest(models.TextChoices):
    """``purpose``: its main aim is to integrate people; ``share``: at least 30 per cent are of the groups named.

    The first is asked of a supplier; a sheltered workshop meets it by being one.
    """

    PURPOSE = "purpose"
    SHARE = "share"


class Basis(models.TextChoices):
    """What a piece of evidence rests on when it is told. That someone has seen it is kept apart (``Sighting``)."""

    SELF_DECLARED = "self-declared"
    DOCUMENTED = "documented"
    AUDITED = "audited"


class Evidence(Recorded):
    """One test, on one day. Never rewritten: what is told anew is another, and the one before is superseded.

    ``holds`` is what it says. ``counted_on`` is the day it is about and ``expires`` the last day it counts.
    ``sheltered`` is that it takes part as a sheltered workshop, of which 4:18 asks for no aim. ``all_occupied`` and
    ``of_groups`` are the counts behind a share, and ``salt`` a random text, so that their digest in the event tells
    nobody the counts. ``statement`` is what it is based on in the enterprise's own words, and
    ``reviewer`` the firm that has audited it: for the enterprise's own people and a qualifying officer alone.
    """

    chain = "evidence"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="evidence")
    test = models.CharField(max_length=8, choices=EligibilityTest.choices)
    basis = models.CharField(max_length=16, choices=Basis.choices)
    holds = models.BooleanField()
    sheltered = models.BooleanField(default=False)
    counted_on = models.DateField()
    expires = models.DateField()
    all_occupied = models.PositiveIntegerField(null=True)
    of_groups = models.PositiveIntegerField(null=True)
    salt = models.CharField(max_length=32, blank=True)
    statement = models.TextField(blank=True)
    reviewer = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["enterprise", "test"], name="evidence_of_a_test")]

    @property
    def organisation_id(self) -> UUID | None:
        """In whose history it stands: that of the enterprise's own organisation."""
        return self.enterprise.organisation_id

    @property
    def is_bare_word(self) -> bool:
        """Whether there is nothing to see behind it: its own word, without file and counts."""
        return self.basis == Basis.SELF_DECLARED and self.file_id is None and self.all_occupied is None


class Way(models.TextChoices):
    """How an officer got to see documents: the file by a link made for its organisation, or ``Sighting.shown``."""

    LINK = "link"
    SHOWN = "shown"


class Sighting(Recorded):
    """That an organisation's officer states to have seen the documents behind a piece of evidence, and how.

    It changes nothing in the evidence. What is taken back counts no more, on any day.
    """

    chain = "sighting"

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="sightings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sightings")
    seen_on = models.DateField()
    way = models.CharField(max_length=8, choices=Way.choices)
    shown = models.TextField(blank=True)
    note = models.TextField(blank=True)
    taken_back_at = models.DateTimeField(null=True)


class Challenge(Recorded):
    """A buyer doubts a piece of evidence, and says why: until it is settled or has lapsed, buyers see that.

    ``answer`` and ``answer_file`` are what the enterprise says to it. ``upheld`` sets the evidence aside for the
    organisation that raised it. ``lapse_told_at`` is when both sides were told that nobody had settled it.
    """

    chain = "challenge"

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="challenges")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="challenges")
    reason = models.TextField()
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answer_file = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    lapse_told_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    settlement = models.TextField(blank=True)


class PassportLink(Recorded):
    """A link by which whoever holds it reads the passport, for one procurement. Only a digest of its secret is kept.

    ``buyer`` is the one organisation whose procurement officers see the numbers by it; none where nobody does.
    """

    chain = "passport-link"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="passport_links")
    procurement = models.CharField(max_length=200)
    secret_digest = models.CharField(max_length=64, unique=True)
    buyer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="passport_links_held")
    made_at = models.DateTimeField()
    expires = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    @property
    def organisation_id(self) -> UUID | None:
        """In whose history it stands: that of the enterprise's own organisation."""
        return self.enterprise.organisation_id


class Relied(Recorded):
    """What an organisation relied on: the passport as it was shown on a day, for one procurement. Never changed.

    ``kept`` is in the form of ``data/schemas/passport.schema.json``, and ``digest`` its SHA-256, which stands in the
    event as well. ``link`` is the one by which it was read; none for what everyone in the register sees.
    """

    chain = "relied"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="relied_on")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="relied_on")
    link = models.ForeignKey(PassportLink, models.PROTECT, null=True, related_name="relied_on")
    procurement = models.CharField(max_length=200)
    kept = models.JSONField()
    digest = models.CharField(max_length=64)
    relied_on = models.DateField()
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="relied_on")
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "kept_at"], name="relied_on_by_organisation")]
