"""Files that people hand in."""

from __future__ import annotations

from django.db import models

from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.recorded import Recorded


class ThinningTimes(Recorded):
    """An organisation's own times (code of a rule to months) and the decision they rest on; from the first setting."""

    chain = "thinning-times"

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="thinning_times")
    months = models.JSONField(default=dict)
    decision = models.CharField(max_length=200)


class StoredFile(Recorded):
    """A file of an organisation, encrypted in the store under its own random name. Thinned when its rule says so.

    ``sha256`` is of the file as it was handed in. ``searched`` is False where a picture or scanned page could not be
    searched; then whoever handed it in has said that it tells of no individual. Each reading of a ``secret`` file
    leaves an event. A thinned file's row stays, without its name.
    """

    chain = "file"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="files")
    handed_in_by = models.ForeignKey(Person, models.PROTECT)
    handed_in_at = models.DateTimeField()
    name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    searched = models.BooleanField()
    secret = models.BooleanField(default=False)
    rule = models.CharField(max_length=40)
    thin_after = models.DateField(null=True)
    thinned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "handed_in_at"], name="files_of_an_organisation"),
            models.Index(fields=["thin_after"], name="files_by_last_day"),
        ]
