"""What an enterprise can do each month, what is promised to others, its pauses, and what it would tender for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from svangrum.records.enterprises.models import Enterprise
from svangrum.records.recorded import Recorded

if TYPE_CHECKING:
    from uuid import UUID


class Measure(models.TextChoices):
    HOURS = "hours"
    KRONOR = "kronor"


class Will(models.TextChoices):
    WHOLE = "whole"
    PART = "part"
    CONSORTIUM = "consortium"
    NO = "no"


class OfEnterprise(Recorded):
    """Something that an enterprise tells of itself: what is done with it is told to the enterprise's own people."""

    enterprise: models.ForeignKey[Enterprise, Enterprise]

    class Meta:
        abstract = True

    @property
    def organisation_id(self) -> UUID | None:
        return self.enterprise.organisation_id


class Capacity(OfEnterprise):
    """So much each month in one branch of the CPV tree, from ``since`` to the end of ``until`` (none for no end).

    ``team`` is how many would do it: a number of places, never who they are. ``told_at`` is when it was last told.
    """

    chain = "capacity"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="capacities")
    cpv = models.CharField(max_length=8)
    measure = models.CharField(max_length=8, choices=Measure.choices)
    per_month = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    team = models.PositiveIntegerField(null=True)
    equipment = models.TextField(blank=True)
    told_at = models.DateTimeField()


class Commitment(OfEnterprise):
    """What is promised to others each month: taken from every capacity whose branch overlaps.

    ``to_whom`` is for the enterprise's own eyes.
    """

    chain = "commitment"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="commitments")
    cpv = models.CharField(max_length=8)
    measure = models.CharField(max_length=8, choices=Measure.choices)
    per_month = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    to_whom = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField()


class Pause(OfEnterprise):
    """Days when nothing is done, the first and the last. Why is nobody's matter."""

    chain = "pause"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="pauses")
    since = models.DateField()
    until = models.DateField()


class Willingness(OfEnterprise):
    """What an enterprise has said that it would tender for, and the day it said so."""

    chain = "willingness"

    enterprise = models.OneToOneField(Enterprise, models.PROTECT, related_name="willingness")
    will = models.CharField(max_length=12, choices=Will.choices)
    said_on = models.DateField()
