"""Questions about what organisations set for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.profiles.models import Profile

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID


@dataclass(frozen=True)
class Look:
    """How an organisation is shown: its name, its own colour (or none), its arms (or none).

    ``version`` is that of its settings, 0 before the first.
    """

    organisation: UUID
    name: str
    colour: str = ""
    logo: UUID | None = None
    version: int = 0


def look_of(organisation: UUID) -> Look:
    """Raises ``Organisation.DoesNotExist`` for none."""
    found = Organisation.objects.select_related("profile").get(pk=organisation)
    profile = getattr(found, "profile", None)
    if profile is None:
        return Look(found.pk, found.name)
    return Look(found.pk, found.name, profile.colour, profile.logo_id, profile.version)


def name_of(person: UUID) -> str:
    """What a person is called; empty for one who has left."""
    return Person.objects.values_list("name", flat=True).get(pk=person)


def names_of(people: Collection[UUID]) -> dict[UUID, str]:
    """What people are called, by who they are; empty for those who have left."""
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))


def organisations_named(organisations: Collection[UUID]) -> dict[UUID, str]:
    """What organisations are called, by which they are."""
    return dict(Organisation.objects.filter(pk__in=organisations).values_list("pk", "name"))


def profile_of(organisation: UUID) -> Profile:
    """What the organisation has set for itself; unsaved and in version 0 before the first setting."""
    found = Profile.objects.select_related("logo").filter(organisation=organisation).first()
    return found or Profile(organisation_id=organisation)
