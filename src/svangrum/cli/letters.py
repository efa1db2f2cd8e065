"""``svangrum letters``: put back in the queue the emails that were given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import now
from svangrum.cli.database import open_database
from svangrum.cli.organisation import OPERATOR
from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.cli.context import Context


@click.group
def letters() -> None:
    pass


@letters.command
@click.pass_obj
def resend(context: Context) -> None:
    """Each by an action of its own: one that another process takes meanwhile stops no other."""
    open_database()
    from svangrum.records.actions import MissingError  # noqa: PLC0415 - needs Django
    from svangrum.records.letters.actions import requeue_letter  # noqa: PLC0415 - needs Django
    from svangrum.records.letters.queries import may_go_again  # noqa: PLC0415 - needs Django

    count = 0
    for letter in list(may_go_again().values_list("pk", flat=True)):
        try:
            requeue_letter(by=OPERATOR, recorded_at=now(), letter=letter)
        except MissingError:
            continue
        count += 1
    click.echo(words("letters.told.requeued", context.language, count=count))
