"""Signed two-supplier tests: each rests on one kept answer, and is never changed."""

from __future__ import annotations

from django.db import models

from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.purchases.models import Purchase
from svangrum.records.recorded import Recorded


class Stage(models.TextChoices):
    """When a test is signed: before the way is chosen, when the notice is published, when the contract is awarded."""

    CHOICE = "choice"
    NOTICE = "notice"
    AWARD = "award"


class Decision(models.TextChoices):
    """What is decided on it."""

    RESERVE = "reserve"
    RESERVE_LOTS = "reserve-lots"
    NOT_RESERVED = "not-reserved"


class SupplierTest(Recorded):
    """One signature. ``answer`` is the number of the kept answer and ``digest`` the seal over all of that answer.

    ``finding`` is what the test found in it. ``reason`` says why, or why not, in the signer's own words; it is empty
    once the purchase is thinned. ``role`` is the one in which it was signed.
    """

    chain = "supplier-test"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supplier_tests")
    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="supplier_tests")
    answer = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    finding = models.CharField(max_length=16)
    stage = models.CharField(max_length=8, choices=Stage.choices)
    decision = models.CharField(max_length=16, choices=Decision.choices)
    reason = models.TextField()
    role = models.CharField(max_length=24)
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="supplier_tests")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purchase", "answer", "stage"], name="one_signature_of_an_answer_and_stage")
        ]
