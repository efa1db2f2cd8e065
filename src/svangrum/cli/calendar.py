"""``svangrum calendar``: the same days as the page *Tidplan*."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from svangrum.advice.timetable import explain_timetable
from svangrum.advice.timetable_export import as_json_object
from svangrum.cli.clock import stated_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.law.timetable.plan import plan
from svangrum.law.timetable.read import FIELDS, read_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.advice.timetable import MilestoneShown, TimetableShown
    from svangrum.cli.context import Context
    from svangrum.law.timetable.plan import Plan


def _field_options(command: click.Command) -> click.Command:
    """Add one plain-text option for each field of the form: the reading and its errors are the form's own."""
    options = [click.Option([f"--{field.replace('_', '-')}"], default="", show_default=False) for field in FIELDS]
    command.params = [*options, *command.params]
    return command


@click.command("calendar")
@click.option("--as-of", default="")
@click.option("--json", "as_json", is_flag=True)
@click.option("--ics", type=click.Path(path_type=Path))
@click.pass_obj
def calendar(context: Context, /, as_of: str, *, as_json: bool, ics: Path | None, **raw: str) -> None:
    day = stated_day(as_of)
    found = plan(read_facts(raw), as_of=day)
    shown = explain_timetable(found, language=context.language)
    if as_json:
        click.echo(json.dumps(as_json_object(found, shown), ensure_ascii=False, indent=2))
    else:
        for line in as_lines(shown):
            click.echo(line)
    if ics is not None:
        _save(found, shown, ics)
        click.echo(words("cli.calendar.saved", context.language, path=str(ics)), err=True)


_field_options(calendar)


def as_lines(shown: TimetableShown) -> Iterator[str]:
    """The headline, each day with what it is for and how it was counted, then what to mind."""
    yield from (shown.headline, *shown.lead, "")
    for one in shown.milestones:
        yield words("cli.calendar.line", shown.language, day=one.day.isoformat(), title=one.title)
        yield f"           {_basis(one)}"
    yield ""
    for note in shown.notes:
        places = "; ".join(one.label for one in note.citations)
        unread = f" {words('timetable.unread', shown.language)}" if note.unread else ""
        yield f"{note.says}{f' ({places})' if places else ''}{unread}"
    yield from shown.warnings


def _basis(one: MilestoneShown) -> str:
    places = ", ".join(place.label for place in one.citations)
    said = (one.only_if, f"{one.counted} ({places})" if places else one.counted, one.moved)
    return " ".join(text for text in said if text)


def _save(found: Plan, shown: TimetableShown, path: Path) -> None:
    # The calendar library takes its time to load, and an answer on the screen does without it
    from svangrum.documents.calendar_file import calendar_file  # noqa: PLC0415 - said above

    partial = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(calendar_file(found, shown))
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise SvangrumError("guide.unwritable", path=str(path)) from error
