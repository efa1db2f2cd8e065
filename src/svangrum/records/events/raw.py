"""Events as the database keeps them, byte for byte: what Django makes of a column could hide that it was changed."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction

from svangrum.records.events.canonical import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from django.db.backends.utils import CursorWrapper

_EVENT = (*HEADER, "payload", "salt", "digest")
_CHAIN = ("length", "head", "seal")
_UUIDS = frozenset({"id", "thing", "organisation", "person", "instead_of", "token"})
_NUMBERS = frozenset({"number", "version", "length"})
_PLACES = {name: place for place, name in enumerate(HEADER)}
_AT_ONCE = 2_000


class RawEvent(NamedTuple):
    """One row: the texts of ``HEADER``, the rest of the event, and the end of its chain (none without a chain)."""

    header: tuple[str | None, ...]
    payload: str | None
    salt: str | None
    digest: str | None
    length: str | None
    head: str | None
    seal: str | None
    typed: bool

    def column(self, name: str) -> str:
        """The text of a column of the header; empty for none."""
        return self.header[_PLACES[name]] or ""


class RawChain(NamedTuple):
    """A chain as it is kept."""

    kind: str
    thing: str
    length: str
    head: str
    seal: str


def raw_events() -> Iterator[RawEvent]:
    """Every event, chain by chain in order, as the tables were at one moment; in constant memory."""
    for row in _rows(
        f"SELECT {', '.join(_read(name, 'e') for name in _EVENT)}, {', '.join(_read(name, 'c') for name in _CHAIN)},"  # noqa: S608 - names of columns of our own
        f" {_types()} FROM events_event e LEFT JOIN events_chain c ON c.kind = e.kind AND c.thing = e.thing"
        " ORDER BY e.kind, e.thing, e.number"
    ):
        texts = [_text(name, value) for name, value in zip((*_EVENT, *_CHAIN), row, strict=False)]
        payload, salt, digest, length, head, seal = texts[len(HEADER) :]
        typed = row[-1] == _right_types(row)
        yield RawEvent(tuple(texts[: len(HEADER)]), payload, salt, digest, length, head, seal, typed)


def raw_chains(*, empty: bool = False) -> Iterator[RawChain]:
    """Every chain in order, or with ``empty`` those that have no event at all."""
    joined = " LEFT JOIN events_event e ON e.kind = c.kind AND e.thing = c.thing WHERE e.id IS NULL" if empty else ""
    columns = ("kind", "thing", *_CHAIN)
    for row in _rows(
        f"SELECT {', '.join(_read(name, 'c') for name in columns)} FROM events_chain c{joined} ORDER BY c.kind, c.thing"  # noqa: S608 - names of columns of our own
    ):
        yield RawChain(*(_text(name, value) or "" for name, value in zip(columns, row, strict=True)))


def _rows(query: str) -> Iterator[tuple[Any, ...]]:
    with _one_moment(), _streaming() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows


def _one_moment() -> AbstractContextManager[None]:
    """PostgreSQL streams inside a transaction only. On SQLite one would keep all who write waiting."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


def _streaming() -> CursorWrapper:
    return connection.chunked_cursor()


def _read(name: str, table: str) -> str:
    """A column as text, whatever the session's settings; on SQLite as bytes, which need be no text at all."""
    column = f"{table}.{name}"
    if connection.vendor != "postgresql":
        return f"CAST({column} AS BLOB)"
    if name in _UUIDS:
        return f"replace({column}::text, '-', '')"
    if name == "recorded_at":
        return f"to_char({column} AT TIME ZONE 'UTC', 'BC YYYY-MM-DD HH24:MI:SS.US')"
    if name == "as_of":
        return f"to_char({column}, 'BC YYYY-MM-DD')"
    return f"{column}::text"


def _types() -> str:
    """What SQLite takes each value for: it keeps any type in any column."""
    if connection.vendor == "postgresql":
        return "''"
    kept = [f"e.{name}" for name in _EVENT] + [f"c.{name}" for name in _CHAIN]
    return " || ' ' || ".join(f"typeof({name})" for name in kept)


def _right_types(row: tuple[Any, ...]) -> str:
    if connection.vendor == "postgresql":
        return ""
    return " ".join(_right_type(name, value) for name, value in zip((*_EVENT, *_CHAIN), row, strict=False))


def _right_type(name: str, value: bytes | None) -> str:
    if value is None:
        return "null"
    return "integer" if name in _NUMBERS else "text"


def _text(name: str, value: bytes | str | None) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if value is not None and name in {"recorded_at", "as_of"}:
        return value.removeprefix("AD ").removesuffix(".000000")
    return value
