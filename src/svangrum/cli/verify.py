"""``svangrum verify``: whether anything that users did was changed or removed behind the program's back.

Exit codes: 0 all is whole, 1 something is wrong, 2 it could not be found out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from svangrum.cli import verified
from svangrum.cli.clock import now
from svangrum.cli.database import open_database
from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.cli.context import Context
    from svangrum.cli.verified import Found

WRONG = 1


@click.command("verify")
@click.option("--anchor", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--write-anchor", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--reseal", is_flag=True)
@click.option("--all", "all_", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def verify(
    context: Context, *, anchor: Path | None, write_anchor: Path | None, reseal: bool, all_: bool, as_json: bool
) -> int:
    open_database()
    found = _walk(anchor, context.language)
    lines = verified.as_json(found, context.language) if as_json else verified.as_text(found, context.language, all_)
    click.echo("\n".join(lines))
    if found.faults:
        return WRONG
    for line in _kept(write_anchor, context.language, reseal=reseal):
        click.echo(line, err=as_json)
    return 0


def _walk(anchor: Path | None, language: str) -> Found:
    from svangrum.records.events.verify import how_many  # noqa: PLC0415 - needs the open database

    with _progress() as bar:
        task = bar.add_task(words("verify.walking", language), total=how_many())
        return verified.find(anchor, language, lambda done: bar.update(task, completed=done))


def _kept(write_anchor: Path | None, language: str, *, reseal: bool) -> list[str]:
    """What is written when all is whole: new seals, then an anchor."""
    from svangrum.records.events.anchors import write_anchor as write  # noqa: PLC0415 - needs the open database
    from svangrum.records.events.resealing import reseal as seal_anew  # noqa: PLC0415 - said above

    told = []
    if reseal:
        told.append(words("verify.resealed", language, count=seal_anew()))
    if write_anchor is not None:
        count = write(write_anchor, recorded_at=now())
        told.append(words("verify.anchored", language, count=count, path=str(write_anchor)))
    return told


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
