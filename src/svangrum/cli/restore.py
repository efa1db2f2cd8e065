"""``svangrum restore``: a backup put back in an empty place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from svangrum.cli.backup import ended_as_interrupted
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.cli.context import Context


@click.command()
@click.argument("backup", type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")
@click.pass_obj
def restore(context: Context, backup: Path, store: Path) -> None:
    _load_django()
    from svangrum.jobs.backups.restoring import DATABASE  # noqa: PLC0415 - needs Django
    from svangrum.jobs.backups.restoring import restore as put_back  # noqa: PLC0415 - needs Django

    _refuse_elsewhere(store / DATABASE)
    with ended_as_interrupted(), Console(stderr=True).status(words("restore.reading", context.language)):
        held = put_back(backup, store)
    click.echo(words("restore.done", context.language, path=str(store), files=held.files))
    if held.files and not held.has_keys:
        click.echo(words("restore.no-keys", context.language, keys=str(store / "keys" / "files.json")))
    click.echo(words("restore.set-store", context.language, path=str(store)))


def _refuse_elsewhere(database: Path) -> None:
    """Raises ``SvangrumError`` ``restore.elsewhere`` when ``DATABASE_URL`` names another SQLite file.

    The service would begin on that one, which knows none of the files that were put back.
    """
    from django.db import connection  # noqa: PLC0415 - needs Django

    from svangrum.web.environment import text  # noqa: PLC0415 - said above

    named = Path(str(connection.settings_dict["NAME"]))
    if text("DATABASE_URL") and connection.vendor == "sqlite" and named.resolve() != database.resolve():
        raise SvangrumError("restore.elsewhere", named=str(named), path=str(database))


def _load_django() -> None:
    """There is no database yet, and no key is needed to put one back."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svangrum.web.settings")
    import django  # noqa: PLC0415 - reads the settings; commands without a database start without it

    django.setup()
