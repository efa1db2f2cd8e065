"""``svangrum guide``: search the guide, show its texts and checks, write it as JSON, and tell its digest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from svangrum.cli.bank import checks, texts
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.guide.export import as_json, digest
from svangrum.guide.search import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from svangrum.cli.context import Context


@click.group("guide")
def guide() -> None:
    pass


guide.add_command(texts)
guide.add_command(checks)


@guide.command("search")
@click.argument("query", nargs=-1, required=True)
@click.pass_obj
def search_(context: Context, query: Sequence[str]) -> int:
    hits = search(" ".join(query), language=context.language)
    for one in hits:
        title = one.entry.title.template(context.language)
        click.echo(f"{one.score:6.1f}  {one.entry.kind}/{one.entry.code}  {title}")
    if not hits:
        click.echo(words("cli.guide.search.nothing", context.language), err=True)
    return 0 if hits else 1


@guide.command("export")
@click.option("--out", default="", metavar="FILE")
@click.pass_obj
def export(_context: Context, out: str) -> None:
    if not out:
        click.echo(as_json(), nl=False)
        return
    try:
        Path(out).write_text(as_json(), "utf-8")
    except OSError as error:
        raise SvangrumError("guide.unwritable", path=out) from error


@guide.command("digest")
@click.pass_obj
def digest_(_context: Context) -> None:
    click.echo(digest())
