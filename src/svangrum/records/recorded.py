"""What every thing that people decide has: a random name and a version."""

from __future__ import annotations

import uuid

from django.db import models


class Recorded(models.Model):
    """A thing whose every change is one action and one event.

    ``version`` counts the changes; who edits an older one is told (``actions.Act.take``). ``chain`` names the kind
    of thing in its events.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=0)

    chain: str

    class Meta:
        abstract = True
