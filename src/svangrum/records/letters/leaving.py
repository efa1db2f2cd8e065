"""When a person leaves for good, so do the letters to them and what they chose about letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.letters.models import Letter, PasswordAsked, Subscription

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.actions import Act


def forget(person: UUID, act: Act, **_signal: object) -> None:
    """Heard within the action that erases the person."""
    for model in (Letter, PasswordAsked):
        model.objects.filter(person=person).delete()
    for chosen in Subscription.objects.filter(person=person):
        act.remove(chosen, {})
