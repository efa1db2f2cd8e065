"""``svangrum files``: the keys that files are encrypted with, and what interrupted uploads left behind.

Exit codes: 0 all done, 1 some files could not be locked anew, 2 nothing done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import now
from svangrum.cli.database import open_database
from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.cli.context import Context

SOME_LEFT = 1


@click.group("files")
def files() -> None:
    pass


@files.command("keys")
@click.pass_obj
def keys(context: Context) -> None:
    open_database()
    from svangrum.records.files import store  # noqa: PLC0415 - needs the open database
    from svangrum.records.files.keys import read_ring  # noqa: PLC0415 - said above
    from svangrum.records.files.rotation import uses  # noqa: PLC0415 - said above

    if not store.keys_path().exists() and not any(store.kept()):
        click.echo(words("file-keys.none", context.language))
        return
    used = uses()
    for key in read_ring(store.keys_path()).keys:
        code = "file-keys.retired" if key.retired else "file-keys.one"
        count = used.get(key.name, 0)
        click.echo(words(code, context.language, name=key.name, made=key.made, retired=key.retired, files=count))


@files.command("rotate")
@click.option("--forget", is_flag=True)
@click.pass_obj
def rotate(context: Context, *, forget: bool) -> int:
    open_database()
    from svangrum.records.files import rotation  # noqa: PLC0415 - needs the open database

    today, language = now().date(), context.language
    done = rotation.rotate(today)
    click.echo(words("file-keys.rotated", language, name=done.key, files=done.relocked))
    for fault in done.faults:
        why = words(f"error.{fault.error.code}", language, **fault.error.values)
        click.echo(words("file-keys.failed", language, thing=str(fault.thing), why=why))
    if forget:
        click.echo(words("file-keys.forgotten", language, count=rotation.forget(today)))
    return SOME_LEFT if done.faults else 0


@files.command("sweep")
@click.pass_obj
def sweep(context: Context) -> None:
    open_database()
    from svangrum.records.files.verify import sweep as clean  # noqa: PLC0415 - needs the open database

    click.echo(words("file-keys.swept", context.language, count=clean(now())))
