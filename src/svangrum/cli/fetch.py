"""``svangrum fetch``: published data to files in a folder, for ``svangrum ingest`` to read. Here: TED's notices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import now
from svangrum.cli.decp import fetch_decp
from svangrum.cli.fetch_statistics import statistics
from svangrum.cli.fetching import as_text, end, polite_client, progress
from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.cli.context import Context
    from svangrum.ingest.sources.landing import Fetched
    from svangrum.ingest.sources.ted import FetchedNotices
    from svangrum.ingest.sources.ted_packages import Days

_TED_PAUSE = 0.7
"""Seconds: TED allows 600 notices in six minutes from one address, and this stays below that."""


@click.group("fetch")
def fetch() -> None:
    pass


fetch.add_command(statistics)
fetch.add_command(fetch_decp)


@fetch.command("search")
@click.argument("query")
@click.option("--into", type=click.Path(path_type=Path), required=True)
@click.option("--limit", type=click.IntRange(min=1))
@click.option("--scope", type=click.Choice(("ACTIVE", "ALL", "LATEST"), case_sensitive=False), default="ALL")
@click.option("--server")
@click.pass_obj
def search(context: Context, query: str, *, into: Path, limit: int | None, scope: str, server: str | None) -> None:
    # HTTP takes its time to load, and the other verbs do without it
    from svangrum.ingest.sources.guest import server_address  # noqa: PLC0415 - said above
    from svangrum.ingest.sources.ted import API  # noqa: PLC0415
    from svangrum.ingest.sources.ted_search import Query, fetch_search  # noqa: PLC0415

    address, language = server_address(server or API), context.language
    with polite_client(_TED_PAUSE) as polite, progress(language) as told:
        asked = Query(query, scope=scope, limit=limit)
        fetched = fetch_search(asked, server=address, into=into, polite=polite, told=told)
    end(fetched, _notices_as_text(fetched, into, language, _doubts(fetched, language)))


@fetch.command("packages")
@click.option("--from", "first", required=True)
@click.option("--to", "last", required=True)
@click.option("--monthly", is_flag=True)
@click.option("--into", type=click.Path(path_type=Path), required=True)
@click.option("--server")
@click.pass_obj
def packages(context: Context, *, first: str, last: str, monthly: bool, into: Path, server: str | None) -> None:
    # As above
    from svangrum.ingest.sources.guest import server_address  # noqa: PLC0415
    from svangrum.ingest.sources.ted import SITE  # noqa: PLC0415
    from svangrum.ingest.sources.ted_packages import fetch_packages  # noqa: PLC0415

    days, address = _days(first, last), server_address(server or SITE)
    with polite_client(_TED_PAUSE) as polite, progress(context.language) as told:
        fetched = fetch_packages(days, monthly=monthly, server=address, into=into, polite=polite, told=told)
    end(fetched, _notices_as_text(fetched, into, context.language, []))


def _days(first: str, last: str) -> Days:
    """The days that were stated, none of them still to come. Raises ``SvangrumError``."""
    from svangrum.ingest.sources.ted_packages import Days  # noqa: PLC0415 - as above

    days = Days(parse_day(first, field="first"), parse_day(last, field="last"))
    if days.last < days.first:
        raise SvangrumError("fetch.days-turned", field="last", first=days.first, last=days.last)
    if days.last > now().date():
        raise SvangrumError("fetch.future", field="last", last=days.last)
    return days


def _notices_as_text(fetched: Fetched, into: Path, language: str, noted: list[str]) -> str:
    attribution = words("fetch.attribution", language)
    return as_text(fetched, into, language, verb="notices", attribution=attribution, noted=noted)


def _doubts(fetched: FetchedNotices, language: str) -> list[str]:
    """What a reader must know before trusting that everything is there."""
    lines = [] if fetched.matches is None else [words("fetch.matches", language, matches=fetched.matches)]
    if fetched.timed_out:
        lines.append(words("fetch.timed-out", language))
    if fetched.short:
        lines.append(words("fetch.short", language))
    return lines
