"""Readings for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.readings.keeping import keep_reading
from tests.records.build import TODAY

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actors import Actor
    from svangrum.records.dialogues.models import Dialogue
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.purchases.models import Purchase


def a_reading(
    by: Actor,
    enterprise: Enterprise,
    on: date = TODAY,
    *,
    purchase: Purchase | None = None,
    dialogue: Dialogue | None = None,
) -> None:
    keep_reading(
        by=by,
        on=on,
        enterprise=enterprise,
        purchase=purchase and purchase.pk,
        dialogue=dialogue and dialogue.pk,
    )
