"""Everywhere that something could be left: every row of every table, the log, mails, the store's folder."""

from __future__ import annotations

import io
import logging
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection

from svangrum.web.log_lines import Around, JsonLines, PlainLines
from tests.harness.canary.numbers import holds_one, holds_one_raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def in_tables() -> list[str]:
    """The columns in which a number stands, and sessions that hold one."""
    return [*_in_rows(), *_in_sessions()]


def _in_rows() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table's own name
            columns = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                yield from (f"{table}.{column}" for column, value in zip(columns, row, strict=True) if _holds(value))


@lru_cache(maxsize=100_000)
def _holds(value: object) -> bool:
    """Remembered: nearly every row is the same from one search to the next."""
    if isinstance(value, bytes | memoryview):
        return holds_one_raw(bytes(value))
    return value is not None and holds_one(str(value))


def _in_sessions() -> Iterator[str]:
    for session in Session.objects.all():
        if holds_one(str(SessionStore().decode(session.session_data))):
            yield "a session"


def in_mails() -> list[str]:
    return [
        f"a mail: {one.subject[:20]}"
        for one in mail.outbox
        if holds_one(one.message().as_string()) or holds_one(one.body)
    ]


def in_folder(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    return [str(path) for path in files if holds_one(str(path)) or holds_one_raw(path.read_bytes())]


class Log:
    """Everything that was written to the log, by both of its writers."""

    def __init__(self) -> None:
        self._streams = [io.StringIO(), io.StringIO()]

    @contextmanager
    def kept(self) -> Iterator[Log]:
        """Listen to every logger, those too that the settings keep quiet."""
        handlers = [logging.StreamHandler(stream) for stream in self._streams]
        for handler, writer in zip(handlers, (JsonLines(), PlainLines()), strict=True):
            handler.setFormatter(writer)
            handler.addFilter(Around())
        loggers = [logging.getLogger(), *map(logging.getLogger, ("django", "django.server", "django.request"))]
        for logger in loggers:
            for handler in handlers:
                logger.addHandler(handler)
        try:
            yield self
        finally:
            for logger in loggers:
                for handler in handlers:
                    logger.removeHandler(handler)

    def text(self) -> str:
        return "".join(stream.getvalue() for stream in self._streams)

    def holds_one(self) -> list[str]:
        return [f"the log: {line[:200]}" for line in self.text().splitlines() if holds_one(line)]
