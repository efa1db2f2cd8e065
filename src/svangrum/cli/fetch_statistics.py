"""``svangrum fetch statistics``: Upphandlingsmyndigheten's open data, for ``svangrum ingest statistics`` to read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from svangrum.cli.fetching import as_text, end, polite_client, progress
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.cli.context import Context
    from svangrum.ingest.sources.uhm import FetchedTables, Years

_TABLES = ("procurements", "lots", "winners", "values")
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)
_FIRST, _LAST = 2021, 2100


@click.command("statistics")
@click.option("--into", type=click.Path(path_type=Path), required=True)
@click.option("--years")
@click.option("--only", multiple=True, type=click.Choice(_TABLES))
@click.option("--bulk", is_flag=True)
@click.option("--server")
@click.pass_obj
def statistics(
    context: Context, *, into: Path, years: str | None, only: tuple[str, ...], bulk: bool, server: str | None
) -> None:
    # HTTP takes its time to load, and the other verbs do without it
    from svangrum.ingest.sources.guest import server_address  # noqa: PLC0415 - said above
    from svangrum.ingest.sources.uhm import PAUSE, SITE, FetchedTables  # noqa: PLC0415
    from svangrum.ingest.sources.uhm_bulk import fetch_bulk  # noqa: PLC0415
    from svangrum.ingest.sources.uhm_rows import Source, fetch_rows  # noqa: PLC0415

    asked = _years(years)
    tables = [table for table in _TABLES if not only or table in only]
    if bulk and "winners" not in tables:
        raise SvangrumError("fetch.bulk-is-winners", field="bulk")
    address, language, fetched = server_address(server or SITE), context.language, FetchedTables()
    by_row = [table for table in tables if not (bulk and table == "winners")]
    with polite_client(PAUSE) as polite, progress(language) as told:
        source = Source(address, polite)
        fetch_rows(by_row, asked, source=source, into=into, told=told, fetched=fetched)
        if bulk:
            fetch_bulk(asked, source=source, into=into, told=told, fetched=fetched)
    end(fetched, _as_text(fetched, into, language))


def _years(text: str | None) -> Years | None:
    """``2021`` or ``2021-2024``. Raises ``SvangrumError`` ``fetch.years``."""
    from svangrum.ingest.sources.uhm import Years  # noqa: PLC0415 - as above

    if text is None:
        return None
    match = _YEARS.fullmatch(text.strip())
    years = Years(int(match[1]), int(match[2] or match[1])) if match else None
    if years is None or not _FIRST <= years.first <= years.last <= _LAST:
        raise SvangrumError("fetch.years", field="years", text=text, first=_FIRST)
    return years


def _as_text(fetched: FetchedTables, into: Path, language: str) -> str:
    from svangrum.ingest.statistics import ATTRIBUTION  # noqa: PLC0415 - as above

    noted = _noted(fetched, language)
    return as_text(fetched, into, language, verb="statistics", attribution=ATTRIBUTION, noted=noted)


def _noted(fetched: FetchedTables, language: str) -> list[str]:
    """What to know about the files that came."""
    lines = [words("fetch-statistics.restarted", language, file=file) for file in dict.fromkeys(fetched.restarted)]
    lines += [
        words("fetch-statistics.new-columns", language, table=table, columns=", ".join(columns))
        for table, columns in fetched.new.items()
    ]
    if fetched.persons:
        lines.append(words("fetch-statistics.persons", language, rows=fetched.persons))
    return lines
