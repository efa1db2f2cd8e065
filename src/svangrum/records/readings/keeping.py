"""Keep that an entry was read. Not an event: it is no decision, and is forgotten when its time is past."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from svangrum.records.actions import MissingError
from svangrum.records.dialogues.models import DialogueState
from svangrum.records.dialogues.queries import own_dialogue
from svangrum.records.purchases.queries import purchase_for
from svangrum.records.readings.models import Reading
from svangrum.records.readings.permissions import leaves_a_reading

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.dialogues.models import Dialogue
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.purchases.models import Purchase


def keep_reading(
    *, by: Actor, on: date, enterprise: Enterprise, purchase: UUID | None = None, dialogue: UUID | None = None
) -> None:
    """That the actor's organisation has read the entry, and for which dialogue or else purchase of its own.

    One a day for each. Nothing for who is of no buyer. What the actor may not see, or another organisation's, is
    passed over.
    """
    if by.organisation is None or not leaves_a_reading(by, enterprise):
        return
    talk = _own_dialogue(by, dialogue)
    kept = None if talk else _own_purchase(by, purchase, on)
    fresh = Reading(enterprise=enterprise, organisation_id=by.organisation, read_on=on, purchase=kept, dialogue=talk)
    # What it concerned may be removed meanwhile: the reader's page does not fail for it
    with suppress(IntegrityError), transaction.atomic():
        Reading.objects.bulk_create([fresh], ignore_conflicts=True)


def _own_dialogue(by: Actor, dialogue: UUID | None) -> Dialogue | None:
    """One that is published: who reads for a draft reads for nothing that may be told."""
    try:
        found = own_dialogue(by, dialogue) if dialogue else None
    except MissingError:
        return None
    return found if found and found.state != DialogueState.DRAFT else None


def _own_purchase(by: Actor, purchase: UUID | None, on: date) -> Purchase | None:
    try:
        found = purchase_for(by, purchase, on=on) if purchase else None
    except MissingError:
        return None
    return found if found and by.belongs_to(found.organisation_id) else None
