"""People: they begin, change their own name and language, are moved to another address, and become operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Person
from svangrum.records.accounts.permissions import can_change_address, can_change_person, can_make_operator
from svangrum.records.accounts.queries import memberships
from svangrum.records.accounts.stated import stated_address, stated_language, stated_name
from svangrum.records.actions import Act, action, require

if TYPE_CHECKING:
    from uuid import UUID


@action("person.changed")
def change_person(act: Act, *, person: UUID, version: int, name: str, language: str) -> UUID:
    """The person's own name and language.

    Raises ``SvangrumError`` ``person.no-name``, ``name.too-long`` and ``person.language``.
    """
    found = act.take(Person, person)
    require(can_change_person(act.by, found))
    act.expect(found, version)
    found.name, found.language = _name(name), stated_language(language)
    return act.put(found, {"language": found.language})


@action("person.moved")
def change_address(act: Act, *, person: UUID, version: int, email: str) -> UUID:
    """Another address to sign in with, by the operator, who has seen that it is the person's.

    It stands in the history of every organisation to which the person belongs: who has the address has the access.
    Raises ``SvangrumError`` ``person.email`` and ``person.taken``.
    """
    found = act.take(Person, person)
    require(can_change_address(act.by))
    act.expect(found, version)
    found.email = _free_address(email)
    for held in memberships(found.pk, on=day_of(act)):
        act.tell(held.chain, held.pk, {"person": found.pk}, organisation=held.organisation_id)
    return act.put(found, {})


@action("operator.made")
def make_operator(act: Act, *, email: str, name: str, language: str = "sv") -> UUID:
    """Someone who runs the installation and belongs to no organisation yet. Raises what ``begin_person`` does."""
    require(can_make_operator(act.by))
    return begin_person(act, email=email, name=name, language=language, is_operator=True).pk


@action("operator.ended")
def end_operator(act: Act, *, person: UUID, version: int) -> UUID:
    """The person runs the installation no more; memberships stay."""
    found = act.take(Person, person)
    require(can_make_operator(act.by))
    act.expect(found, version)
    found.is_operator = False
    return act.put(found, {"is_operator": False})


def begin_person(act: Act, *, email: str, name: str, language: str, is_operator: bool = False) -> Person:
    """Part of an action: someone who can sign in, once a password has been set or another service answers for them.

    Raises ``SvangrumError`` ``person.email`` for what is no address, ``person.taken`` for one in use,
    ``person.no-name``, ``name.too-long`` and ``person.language``.
    """
    person = Person(
        email=_free_address(email),
        name=_name(name),
        language=stated_language(language),
        is_operator=is_operator,
        joined_at=act.recorded_at,
    )
    person.set_unusable_password()
    act.put(person, {"language": language, "is_operator": is_operator})
    return person


def _free_address(email: str) -> str:
    address = stated_address(email)
    if Person.objects.filter(email=address).exists():
        raise SvangrumError("person.taken", field="email")
    return address


def _name(name: str) -> str:
    return stated_name(name, most=120, missing="person.no-name")
