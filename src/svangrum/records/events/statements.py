"""Statements that every action needs, written out: Django's way to each costs more than the database's own work."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from svangrum.records.events.canonical import text_of

_AS_TEXT = (UUID, date)


def execute(statement: str, values: list[Any]) -> int:
    """Run one statement; gives how many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, kept(values))
        return int(cursor.rowcount)


def fetch(statement: str, values: list[Any]) -> tuple[Any, ...] | None:
    """The first row."""
    with connection.cursor() as cursor:
        cursor.execute(statement, kept(values))
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found


def kept(values: list[Any]) -> list[Any]:
    """Values as this database takes them: SQLite has no names, days and moments of its own."""
    if connection.vendor == "postgresql":
        return values
    return [text_of(value) if isinstance(value, _AS_TEXT) else value for value in values]
