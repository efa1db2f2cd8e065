"""What the tests of decisions begin with: organisations, people and actors, made by actions so that chains exist."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.hashers import make_password

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.actions.memberships import begin_membership
from svangrum.records.accounts.actions.organisations import found_organisation
from svangrum.records.accounts.actions.people import begin_person
from svangrum.records.accounts.models import Department, Organisation, Person
from svangrum.records.accounts.queries import actor_for
from svangrum.records.actions import Act, action
from svangrum.records.actors import Actor
from tests.records.numbers import a_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.test import Client

    from svangrum.records.actors import Role

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 27)
PASSWORD = "långt och hemligt lösenord".replace(" ", "-")
OPERATOR = Actor(operator=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def an_organisation(kind: str = "municipality", name: str = "", **given: str) -> Organisation:
    """An organisation with a name of its own, without people."""
    named = name or f"Exempelstad {a_place()}"
    return Organisation.objects.get(pk=found_organisation(by=OPERATOR, recorded_at=NOW, kind=kind, name=named, **given))


def a_person(email: str = "", language: str = "sv", name: str = "Kim Exempel") -> Person:
    """Someone who can sign in with ``PASSWORD`` and belongs nowhere."""
    address = email or f"kim{a_place()}@exempelstad.example"
    return Person.objects.get(pk=_joined(by=OPERATOR, recorded_at=NOW, email=address, name=name, language=language))


def a_member(
    organisation: Organisation,
    *roles: Role,
    person: Person | None = None,
    department: Department | None = None,
    since: date = date(2026, 1, 1),
    until: date | None = None,
) -> Person:
    """A person (a new one unless given) who holds ``roles`` in the organisation from a day until another."""
    member = person or a_person()
    _begun(
        by=OPERATOR,
        recorded_at=NOW,
        organisation=organisation,
        person=member,
        department=department,
        roles=roles,
        since=since,
        until=until,
    )
    return member


def an_operator(email: str = "") -> Person:
    """Someone who runs the installation."""
    person = a_person(email)
    Person.objects.filter(pk=person.pk).update(is_operator=True)
    person.is_operator = True
    return person


def actor(person: Person, organisation: Organisation | None = None, on: date = TODAY, **more: Any) -> Actor:
    """The person as the pages see one who chose ``organisation``; ``more`` are fields of ``Actor``."""
    return replace(actor_for(person, organisation=organisation and organisation.pk, on=on), **more)


def signed_in(client: Client, person: Person, organisation: Organisation | None = None) -> Client:
    """The client with the person signed in, ``organisation`` chosen."""
    client.force_login(person, backend=BACKEND)
    if organisation is not None:
        session = client.session
        session["organisation"] = str(organisation.pk)
        session.save()
    return client


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What stands within is refused with ``code``."""
    with pytest.raises(SvangrumError) as caught:
        yield
    assert caught.value.code == code


@action("person.joined")
def _joined(act: Act, *, email: str, name: str, language: str) -> UUID:
    person = begin_person(act, email=email, name=name, language=language)
    Person.objects.filter(pk=person.pk).update(password=_hashed())
    return person.pk


@action("membership.begun")
def _begun(act: Act, **given: Any) -> UUID:
    return begin_membership(act, **given).pk


@cache
def _hashed() -> str:
    return make_password(PASSWORD)
