"""Who changes what is one's own does so as oneself, whoever's stead one acts in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.models import Person
from svangrum.records.accounts.queries import actor_for
from svangrum.web.access import actor_of
from svangrum.web.clock import today

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from svangrum.records.actors import Actor


def myself(request: HttpRequest) -> Person:
    """The person who is signed in, as kept now."""
    person = actor_of(request).person
    assert person is not None  # noqa: S101 - said by the rule of every page that asks
    return Person.objects.get(pk=person)


def oneself(request: HttpRequest, organisation: UUID | None = None) -> Actor:
    """The person in their own name, in ``organisation`` when they belong to it."""
    return actor_for(myself(request), organisation=organisation, on=today())
