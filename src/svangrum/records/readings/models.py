"""Readings of enterprises' entries in the register. No events: they are forgotten, and events are kept for good."""

from __future__ import annotations

from django.db import models

from svangrum.records.accounts.models import Organisation
from svangrum.records.dialogues.models import Dialogue
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.purchases.models import Purchase


class Reading(models.Model):
    """That somebody of an organisation has read an enterprise's entry on a day: which person is kept nowhere.

    ``purchase`` or ``dialogue`` is what it concerned; both are none when the reader came from neither. However often
    the entry is read for the same on one day, it is one reading.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="readings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="readings")
    read_on = models.DateField()
    purchase = models.ForeignKey(Purchase, models.CASCADE, null=True, related_name="readings")
    dialogue = models.ForeignKey(Dialogue, models.CASCADE, null=True, related_name="readings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "organisation", "read_on", "purchase"],
                condition=models.Q(purchase__isnull=False),
                name="one_reading_of_a_day_for_a_purchase",
            ),
            models.UniqueConstraint(
                fields=["enterprise", "organisation", "read_on", "dialogue"],
                condition=models.Q(dialogue__isnull=False),
                name="one_reading_of_a_day_for_a_dialogue",
            ),
            models.UniqueConstraint(
                fields=["enterprise", "organisation", "read_on"],
                condition=models.Q(purchase=None, dialogue=None),
                name="one_reading_of_a_day_for_nothing_named",
            ),
            models.CheckConstraint(
                condition=models.Q(purchase=None) | models.Q(dialogue=None), name="a_reading_concerns_one_thing"
            ),
        ]
