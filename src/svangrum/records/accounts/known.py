"""What is kept about a person: every row of every table that names them, for the right of access (GDPR, article 15).

The tables are found by their keys to ``Person``, so that a new one cannot be forgotten. What an organisation owns and
a person only made (a purchase, a file) is told by its name in the store and its dates: its content is the
organisation's. Secrets, such as passwords, are never told.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import DateField, Field, ForeignObjectRel, Q

from svangrum.records.accounts.models import Department, Invitation, Organisation, Person
from svangrum.records.events.models import Event, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

_SECRET = frozenset({"password", "secret_digest", "data", "session_key", "token", "token_secret", "salt"})
_OWN = frozenset({"accounts", "letters", "account", "usersessions", "mfa", "socialaccount"})
"""Labels of apps whose rows are about the person, and are therefore told whole."""

_IDENTITY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
Row = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """The rows of one table: ``kind`` is its own name (``accounts.membership``), ``role`` what the person is there."""

    kind: str
    role: str
    rows: tuple[Row, ...]


def kept_about(person: Person) -> list[Kept]:
    """Everything, the person first, then table by table; tables without a row are left out."""
    found = [Kept("accounts.person", "", (_row(person, whole=True),)), *_related(person), *_named(person)]
    return [one for one in found if one.rows]


def names_in(kept: list[Kept]) -> dict[str, str]:
    """What the organisations, departments and colleagues are called whose identities stand in the rows, as text."""
    asked = {value for one in kept for row in one.rows for value in row.values() if isinstance(value, str)}
    identities = {text for text in asked if _IDENTITY.fullmatch(text)}
    return {
        str(pk): name
        for model in (Organisation, Department, Person)
        for pk, name in model._default_manager.filter(pk__in=identities).values_list("pk", "name")  # noqa: SLF001
    }


def tables() -> set[tuple[str, str]]:
    """Every table, and what one is there, that could hold something about a person."""
    keys = {(_kind(model), name) for model, name in _keys()}
    named = {("accounts.invitation", "email"), ("events.event", "person"), ("events.outcome", "actor")}
    return keys | named | {("accounts.person", "")}


def _related(person: Person) -> Iterator[Kept]:
    for model, name in _keys():
        rows = model._default_manager.filter(**{name: person}).order_by("pk")  # noqa: SLF001 - Django's own name
        whole = model._meta.app_label in _OWN  # noqa: SLF001
        yield Kept(_kind(model), name, tuple(_row(row, whole=whole) for row in rows))


def _keys() -> Iterator[tuple[type[Model], str]]:
    """Every model with a key to a person, and the name of the key."""
    for one in Person._meta.get_fields(include_hidden=True):  # noqa: SLF001
        if isinstance(one, ForeignObjectRel):
            yield one.related_model, one.field.name


def _named(person: Person) -> Iterator[Kept]:
    """What names the person without a key: invitations to the address, events, forms that were sent."""
    invited = Invitation.objects.filter(email__iexact=person.email).order_by("expires_at", "pk")
    yield Kept("accounts.invitation", "email", tuple(_row(one, whole=True) for one in invited))
    done = Event.objects.filter(Q(person=person.pk) | Q(instead_of=person.pk)).order_by("recorded_at", "pk")
    yield Kept("events.event", "person", tuple(_told(one) for one in done))
    sent = Outcome.objects.filter(actor=str(person.pk)).order_by("recorded_at", "pk")
    told = tuple({"action": one.action, "recorded_at": _plain(one.recorded_at)} for one in sent)
    yield Kept("events.outcome", "actor", told)


def _row(thing: Model, *, whole: bool) -> Row:
    told = [one for one in thing._meta.concrete_fields if one.name not in _SECRET and (whole or _links(one))]  # noqa: SLF001
    return {one.attname: _plain(getattr(thing, one.attname)) for one in told}


def _links(one: Field[Any, Any]) -> bool:
    """Whether a field tells of the bond and not of the content: the thing's name, its organisation, days."""
    return one.primary_key or one.name == "organisation" or isinstance(one, DateField)


def _told(event: Event) -> Row:
    """What was done, without the content, which is the thing's."""
    names = ("action", "kind", "thing", "organisation", "person", "instead_of", "as_of", "recorded_at")
    return {name: _plain(getattr(event, name)) for name in names}


def _plain(value: object) -> object:
    """As JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def _kind(model: Any) -> str:  # noqa: ANN401 - a model's class, as Django types it
    return str(model._meta.label_lower)  # noqa: SLF001


def as_json(kept: list[Kept]) -> str:
    """The same, to take away."""
    told = {"svangrum-personal-data": 1, "kept": [{"kind": one.kind, "as": one.role, "rows": one.rows} for one in kept]}
    return json.dumps(told, ensure_ascii=False, indent=2)
