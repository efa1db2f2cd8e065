"""Purchases that were tried and kept."""

from __future__ import annotations

import uuid

from django.db import models

from svangrum.records.accounts.models import Department, Organisation, Person
from svangrum.records.recorded import Recorded


class PurchaseState(models.TextChoices):
    """A thinned one has no content left; it only keeps its chain from being orphaned."""

    OPEN = "open"
    CLOSED = "closed"
    THINNED = "thinned"


class Purchase(Recorded):
    """One purchase: what was stated of it, in the fields of the form.

    ``shared`` lets the whole organisation read it, not only its owner. What a key of the API keeps has no owner.
    """

    chain = "purchase"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="purchases")
    department = models.ForeignKey(Department, models.PROTECT, null=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="purchases")
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=PurchaseState.choices, default=PurchaseState.OPEN)
    shared = models.BooleanField(default=False)
    kept_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "kept_at"], name="purchases_of_an_organisation")]


class GivenAdvice(models.Model):
    """The answer as it was given on a day, in each language, with what it rested on. Never changed.

    ``number`` counts the answers of one purchase from 1. ``as_of`` is the day that the answer is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="advice")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    recorded_at = models.DateTimeField()
    package_version = models.CharField(max_length=20)
    facts = models.JSONField()
    advice = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purchase", "number"], name="one_answer_for_each_number")]


class Opening(models.Model):
    """That a person has opened a purchase which someone else shared."""

    purchase = models.ForeignKey(Purchase, models.CASCADE, related_name="openings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purchase", "person"], name="one_opening_for_a_person")]
