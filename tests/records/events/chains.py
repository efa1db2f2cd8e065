# ruff: noqa: S608 - the statements are put together from names of columns
"""Chains to read, break and mend: written as the program writes them, changed as someone who owns the database can."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import DataError, IntegrityError, connection, transaction

from svangrum.records.actors import Actor
from svangrum.records.events.chain import append
from svangrum.records.events.guard import unguard
from svangrum.records.events.verify import chain_faults
from tests.records.build import NOW, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.records.events.faults import Fault
    from svangrum.records.events.models import Event

KIND = "thing-of-a-test"
BY = Actor(person=UUID(int=7), organisation=UUID(int=8), instead_of=UUID(int=9), token=UUID(int=10))


def an_event(thing: UUID, *, kind: str = KIND, version: int | None = None, **payload: Any) -> Event:
    """One more event of a thing, with every column filled."""
    with transaction.atomic():
        return append(
            kind=kind,
            thing=thing,
            action="thing.changed",
            payload=payload or {"title": "Lokalvård på Östra skolan"},
            by=BY,
            organisation=BY.organisation,
            as_of=TODAY,
            recorded_at=NOW,
            version=version,
        )


def a_chain(length: int = 3) -> list[Event]:
    thing = uuid4()
    return [an_event(thing, version=number) for number in range(1, length + 1)]


def execute(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def name_of(thing: UUID) -> str:
    """A name as the database takes it."""
    return thing.hex if connection.vendor == "sqlite" else str(thing)


@contextmanager
def undone() -> Iterator[None]:
    """What is done to the tables inside, the guard taken away, is undone after."""
    block = transaction.atomic()
    block._from_testcase = True  # an action, which stands alone, may stand in this one
    with block:
        unguard(connection)
        yield
        transaction.set_rollback(True)


def flip(table: str, column: str, where: str, place: int, bit: int) -> bool:
    """Change one bit of a value (on PostgreSQL of its text); says no when there is none, or the database refuses."""
    before = _kept(table, column, where)
    if not before:
        return False
    changed = bytearray(before)
    changed[place % len(changed)] ^= 1 << bit
    try:
        with transaction.atomic():
            execute(f"UPDATE {table} SET {column} = {_as_kept(table, column)} WHERE {where}", _given(bytes(changed)))
    except (DataError, IntegrityError, ValueError):
        return False
    return _kept(table, column, where) != before


def _kept(table: str, column: str, where: str) -> bytes | None:
    as_text = "CAST({} AS BLOB)" if connection.vendor == "sqlite" else "convert_to({}::text, 'UTF8')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {as_text.format(column)} FROM {table} WHERE {where}")
        found = cursor.fetchone()
    return None if found is None or found[0] is None else bytes(found[0])


def _as_kept(table: str, column: str) -> str:
    number = column in {"number", "version", "length"}
    if connection.vendor == "sqlite":
        return f"CAST(CAST(%s AS BLOB) AS {'INTEGER' if number else 'TEXT'})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_typeof({column})::text FROM {table} LIMIT 1")
        return f"%s::{cursor.fetchone()[0]}"


def _given(changed: bytes) -> bytes | str:
    return changed if connection.vendor == "sqlite" else changed.decode()


def faults() -> list[Fault]:
    return list(chain_faults())


def wrongs() -> set[str]:
    return {str(one.wrong) for one in faults()}
