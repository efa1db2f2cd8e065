"""``svangrum demo``: a municipality that does not exist, with someone in each role, to try the signed-in pages with.

Their one password is made anew for each installation and kept in the store, so that it can be told again.
"""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from svangrum.cli.clock import now
from svangrum.cli.database import open_database
from svangrum.core.data import read_yaml
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words, write_list

if TYPE_CHECKING:
    from pathlib import Path

    from svangrum.cli.context import Context


@click.command()
@click.pass_obj
def demo(context: Context) -> None:
    """Raises ``SvangrumError`` ``demo.not-empty`` where someone already works."""
    open_database(make=True)
    from django.conf import settings  # noqa: PLC0415 - loads Django

    from svangrum.cli.demo_town import make_town  # noqa: PLC0415 - needs Django
    from svangrum.records.accounts.models import Organisation  # noqa: PLC0415 - needs Django

    kept = settings.STORE / "demo-password"
    if not Organisation.objects.exists():
        click.echo(words("demo.making", context.language))
        make_town(now(), _keep_password(kept))
    elif not kept.exists():
        raise SvangrumError("demo.not-empty")
    _tell(kept.read_text("utf-8"), context.language)


def _keep_password(kept: Path) -> str:
    """A new password of five parts, in a file that only its owner can read."""
    password = "-".join(secrets.token_hex(2) for _ in range(5))
    kept.unlink(missing_ok=True)
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password)
    return password


def _tell(password: str, language: str) -> None:
    from svangrum.cli.demo_town import DOMAIN, OPERATOR  # noqa: PLC0415 - needs Django

    described = read_yaml("demo/exempelstad.yaml")
    table = Table(box=None)
    for name in ("address", "role", "organisation"):
        table.add_column(words(f"demo.column.{name}", language), no_wrap=name == "address")
    for one in described["people"]:
        roles = write_list([words(f"role.{role}", language) for role in one["roles"]], language)
        table.add_row(f"{one['address']}@{DOMAIN}", roles, described["organisations"][one["organisation"]]["name"])
    table.add_row(OPERATOR, words("demo.operator", language), "")
    click.echo(words("demo.people", language))
    Console().print(table)
    click.echo(words("demo.password", language, password=password))
    click.echo(words("demo.second-step", language))
