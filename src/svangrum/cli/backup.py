"""``svangrum backup``: all that people decided, and their files, in one file.

Exit codes: 0 all is in it, 1 it is written but something was missing on the disk, 2 nothing was written.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from svangrum.cli.clock import now
from svangrum.cli.database import open_database
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.cli.context import Context
    from svangrum.jobs.backups.taking import Taken

SOME_MISSING = 1
_SLASHES = tuple(slash for slash in (os.sep, os.altsep) if slash)


@click.command()
@click.argument("target")
@click.option("--with-keys", is_flag=True)
@click.pass_obj
def backup(context: Context, target: str, *, with_keys: bool) -> int:
    _refuse_no_folder(target)
    open_database()
    from svangrum.jobs.backups.taking import back_up  # noqa: PLC0415 - needs the open database

    with ended_as_interrupted(), Console(stderr=True).status(words("backup.copying", context.language)):
        taken = back_up(Path(target), now=now(), with_keys=with_keys)
    for line in _lines(taken, context.language, with_keys=with_keys):
        click.echo(line)
    return SOME_MISSING if taken.manifest.missing else 0


def _refuse_no_folder(target: str) -> None:
    """Raises ``SvangrumError`` ``backup.folder`` when what is written as a folder is none: a path loses the slash."""
    if target.endswith(_SLASHES) and not Path(target).is_dir():
        raise SvangrumError("backup.folder", path=target)


@contextmanager
def ended_as_interrupted() -> Iterator[None]:
    """Who ends the process politely gets what Ctrl+C gives: nothing half-written is left."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _lines(taken: Taken, language: str, *, with_keys: bool) -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415 - loads Django

    from svangrum.records.files.store import keys_path  # noqa: PLC0415 - needs the open database

    files = taken.manifest.files
    yield words("backup.done", language, path=str(taken.path), files=files, sha256=taken.sha256)
    for thing in taken.manifest.missing:
        yield words("backup.missing", language, thing=thing)
    if with_keys:
        yield words("backup.with-keys", language)
    else:
        if keys_path().exists():
            yield words("backup.without-file-keys", language, keys=str(keys_path()))
        yield words("backup.without-secret", language, secret=str(Path(settings.STORE) / "secret-key"))
