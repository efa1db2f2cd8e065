"""``svangrum thin``: what has passed its last day, shown or removed; removed for one organisation, on its decision.

Exit codes: 0 all done, 1 some could not be thinned, 2 nothing done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import now, stated_day
from svangrum.cli.database import open_database
from svangrum.cli.organisation import meant
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words, write_day, write_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from svangrum.cli.context import Context
    from svangrum.records.files.thinning import Due

SOME_LEFT = 1
_MEGABYTE = 1_000_000


@click.command()
@click.option("--preview", is_flag=True)
@click.option("--do", is_flag=True)
@click.option("--organisation", default="")
@click.option("--decision", default="")
@click.option("--as-of", default="")
@click.pass_obj
def thin(context: Context, organisation: str, decision: str, as_of: str, *, preview: bool, do: bool) -> int:
    if preview == do:
        raise SvangrumError("thin.what")
    day, language = stated_day(as_of), context.language
    open_database()
    if do:
        _refuse_undecided(day, organisation, decision)
    from svangrum.jobs.thinning import due_things  # noqa: PLC0415 - needs the open database

    due = due_things(day, meant(organisation).pk if organisation else None)
    if not due:
        click.echo(words("thin.none", language, day=day))
        return 0
    lines = _shown(due, language) if preview else _done(due, day, decision, language)
    left = 0
    for line, is_left in lines:
        click.echo(line)
        left += is_left
    return SOME_LEFT if left else 0


def _refuse_undecided(day: date, organisation: str, decision: str) -> None:
    """Whoever runs the service decides on nothing: refused before anything goes.

    Raises ``SvangrumError`` ``thin.to-come`` and ``thin.undecided``, and as ``stated_decision``.
    """
    from svangrum.records.files.times import stated_decision  # noqa: PLC0415 - needs the open database

    if day > now().date():
        raise SvangrumError("thin.to-come")
    if not (organisation and decision):
        raise SvangrumError("thin.undecided")
    stated_decision(decision)


def _shown(due: list[Due], language: str) -> Iterator[tuple[str, bool]]:
    for one in due:
        yield _line(one, language), False
    yield words("thin.sum", language, count=len(due), size=_size(due, language)), False


def _done(due: list[Due], day: date, decision: str, language: str) -> Iterator[tuple[str, bool]]:
    """A line for each that was left, and one for all that went."""
    from svangrum.jobs.thinning import thin as remove  # noqa: PLC0415 - needs the open database
    from svangrum.records.actors import PROGRAM  # noqa: PLC0415 - said above
    from svangrum.records.files.verify import sweep  # noqa: PLC0415 - said above

    gone = []
    for one in due:
        try:
            remove(one, by=PROGRAM, recorded_at=now(), as_of=day, decision=decision)
            gone.append(one)
        except SvangrumError as error:
            why = words(f"error.{error.code}", language, **error.values)
            yield words("thin.left", language, thing=str(one.thing), why=why), True
    sweep(now())
    yield words("thin.done", language, count=len(gone), size=_size(gone, language)), False


def _line(one: Due, language: str) -> str:
    return words(
        "thin.one",
        language,
        last_day=write_day(one.last_day, language),
        kind=words(f"thinning.kind.{one.kind}", language),
        size=_size([one], language),
        rule=words(f"thinning.rule.{one.rule}.name", language),
        thing=str(one.thing),
    )


def _size(due: Iterable[Due], language: str) -> str:
    size = write_decimal(round(sum(one.size for one in due) / _MEGABYTE, 1), language)
    return words("files.size.megabytes", language, size=size)
