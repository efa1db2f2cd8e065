"""``svangrum fetch``: notices from TED to files in a folder, which ``svangrum ingest notices`` then reads."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from svangrum.cli.clock import now
from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from svangrum.cli.context import Context
    from svangrum.ingest.sources.polite import Polite
    from svangrum.ingest.sources.ted import Fetched
    from svangrum.ingest.sources.ted_packages import Days

SOME_SET_ASIDE = 1


@click.group("fetch")
def fetch() -> None:
    pass


@fetch.command("search")
@click.argument("query")
@click.option("--into", type=click.Path(path_type=Path), required=True)
@click.option("--limit", type=click.IntRange(min=1))
@click.option("--scope", type=click.Choice(("ACTIVE", "ALL", "LATEST"), case_sensitive=False), default="ALL")
@click.option("--server")
@click.pass_obj
def search(context: Context, query: str, *, into: Path, limit: int | None, scope: str, server: str | None) -> None:
    # HTTP takes its time to load, and the other verbs do without it
    from svangrum.ingest.sources.ted import API, server_address  # noqa: PLC0415 - said above
    from svangrum.ingest.sources.ted_search import Query, fetch_search  # noqa: PLC0415

    address = server_address(server or API)
    with _polite() as polite, _progress(context.language) as told:
        asked = Query(query, scope=scope, limit=limit)
        fetched = fetch_search(asked, server=address, into=into, polite=polite, told=told)
    _end(fetched, into, context.language)


@fetch.command("packages")
@click.option("--from", "first", required=True)
@click.option("--to", "last", required=True)
@click.option("--monthly", is_flag=True)
@click.option("--into", type=click.Path(path_type=Path), required=True)
@click.option("--server")
@click.pass_obj
def packages(context: Context, *, first: str, last: str, monthly: bool, into: Path, server: str | None) -> None:
    # As above
    from svangrum.ingest.sources.ted import SITE, server_address  # noqa: PLC0415
    from svangrum.ingest.sources.ted_packages import fetch_packages  # noqa: PLC0415

    days, address = _days(first, last), server_address(server or SITE)
    with _polite() as polite, _progress(context.language) as told:
        fetched = fetch_packages(days, monthly=monthly, server=address, into=into, polite=polite, told=told)
    _end(fetched, into, context.language)


def _polite() -> Polite:
    from svangrum.ingest.sources.polite import Manners, Polite  # noqa: PLC0415 - as above
    from svangrum.ingest.sources.ted import user_agent  # noqa: PLC0415

    return Polite(user_agent(), Manners())


def _days(first: str, last: str) -> Days:
    """The days that were stated, none of them still to come. Raises ``SvangrumError``."""
    from svangrum.ingest.sources.ted_packages import Days  # noqa: PLC0415 - as above

    days = Days(parse_day(first, field="first"), parse_day(last, field="last"))
    if days.last < days.first:
        raise SvangrumError("fetch.days-turned", field="last", first=days.first, last=days.last)
    if days.last > now().date():
        raise SvangrumError("fetch.future", field="last", last=days.last)
    return days


@contextmanager
def _progress(language: str) -> Iterator[Callable[[str], None]]:
    """Which file is being fetched, on standard error; nothing where no one watches."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words("fetch.asking", language), total=None)

        def told(file: str) -> None:
            bar.update(task, description=words("fetch.fetching", language, file=file))

        yield told


def _end(fetched: Fetched, into: Path, language: str) -> None:
    click.echo(as_text(fetched, into, language))
    click.get_current_context().exit(0 if fetched.all_came else SOME_SET_ASIDE)


def as_text(fetched: Fetched, into: Path, language: str) -> str:
    """What came, what did not, what to do next and whose the data are, for people."""
    parts = [
        [words("fetch.done", language, saved=fetched.saved, already=fetched.already, path=str(into))],
        _doubts(fetched, language),
        _set_aside(fetched, language),
        [words("fetch.next", language, path=str(into)), words("fetch.attribution", language)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _doubts(fetched: Fetched, language: str) -> list[str]:
    """What a reader must know before trusting that everything is there."""
    lines = [] if fetched.matches is None else [words("fetch.matches", language, matches=fetched.matches)]
    if fetched.timed_out:
        lines.append(words("fetch.timed-out", language))
    if fetched.short:
        lines.append(words("fetch.short", language))
    return lines


def _set_aside(fetched: Fetched, language: str) -> list[str]:
    if not fetched.set_aside:
        return []
    lines = ["  " + words(f"error.{one.code}", language, **one.values) for one in fetched.set_aside]
    return [words("fetch.set-aside", language, count=len(lines)), *lines]
