"""Keys of the API."""

from __future__ import annotations

from django.db import models

from svangrum.records.accounts.models import Organisation
from svangrum.records.recorded import Recorded


class Token(Recorded):
    """A key by which an organisation's own program uses the API. Only a digest of its secret is kept."""

    chain = "token"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=120)
    scopes = models.JSONField(default=list)
    prefix = models.CharField(max_length=12)
    secret_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used = models.DateField(null=True)
