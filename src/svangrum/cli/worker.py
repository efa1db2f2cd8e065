"""``svangrum worker``: does what waits in the background."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from svangrum.cli.database import open_database
from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.cli.context import Context


@click.command()
@click.option("--until-empty", is_flag=True)
@click.option("--with-parent", is_flag=True, hidden=True)
@click.pass_obj
def worker(context: Context, *, until_empty: bool, with_parent: bool) -> None:
    """Work until told to end. ``with_parent``: until standard input closes, as it does when ``serve`` ends."""
    open_database()
    # Reads the settings, so they come first
    from svangrum.jobs.chores import Rhythm  # noqa: PLC0415 - said above
    from svangrum.jobs.worker import end_with, work  # noqa: PLC0415 - said above

    if with_parent:
        end_with(sys.stdin.fileno())
    else:
        click.echo(words("worker.started", context.language))
    work(Rhythm(), until_empty=until_empty)
