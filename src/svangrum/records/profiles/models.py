"""What an organisation sets for itself."""

from __future__ import annotations

from django.db import models

from svangrum.records.accounts.models import Organisation
from svangrum.records.files.models import StoredFile
from svangrum.records.recorded import Recorded


class Profile(Recorded):
    """An organisation's look and its own limits (code to whole kronor); it exists from the first setting."""

    chain = "profile"

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="profile")
    colour = models.CharField(max_length=7, blank=True)
    logo = models.ForeignKey(StoredFile, models.PROTECT, null=True)
    limits = models.JSONField(default=dict)
