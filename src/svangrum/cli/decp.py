"""French contract data: ``svangrum fetch decp`` and ``svangrum ingest decp``."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from svangrum.cli.cells_told import cells_told
from svangrum.cli.clock import now
from svangrum.cli.fetching import as_text as fetched_as_text
from svangrum.cli.fetching import end, polite_client
from svangrum.cli.fetching import progress as fetching
from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from svangrum.cli.context import Context
    from svangrum.facts.manifest import Manifest
    from svangrum.facts.refusals import Refusal
    from svangrum.ingest.decp.ingest import Ingested

SOME_SET_ASIDE = 1
_LISTED = 50


@click.command("decp")
@click.option("--into", type=click.Path(path_type=Path), required=True)
@click.option("--form", type=click.Choice(("parquet", "csv"), case_sensitive=False), default="parquet")
@click.option("--server")
@click.pass_obj
def fetch_decp(context: Context, *, into: Path, form: str, server: str | None) -> None:
    # HTTP takes its time to load, and the other verbs do without it
    from svangrum.ingest.sources.datagouv import PAUSE, SITE, fetch_contracts  # noqa: PLC0415 - said above
    from svangrum.ingest.sources.guest import server_address  # noqa: PLC0415

    address, language = server_address(server or SITE), context.language
    with polite_client(PAUSE) as polite, fetching(language) as told:
        fetched = fetch_contracts(form.lower(), server=address, into=into, polite=polite, told=told)
    attribution = words("decp.attribution", language)
    end(fetched, fetched_as_text(fetched, into, language, verb="decp", attribution=attribution))


@click.command("decp")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")
@click.option("--workers", type=click.IntRange(1, 64), default=lambda: os.cpu_count() or 1)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def ingest_decp(context: Context, paths: tuple[Path, ...], store: Path, workers: int, *, as_json: bool) -> None:
    # Arrow takes its time to load, and the other verbs do without it
    from svangrum.ingest.decp.ingest import ingest_decp as read  # noqa: PLC0415 - said above

    with _progress(context.language) as told:
        retrieved_at = now().isoformat(timespec="seconds")
        ingested = read(paths, store=store, retrieved_at=retrieved_at, workers=workers, told=told)
    click.echo(as_json_text(ingested) if as_json else as_text(ingested, context.language))
    click.get_current_context().exit(0 if ingested.all_facts else SOME_SET_ASIDE)


@contextmanager
def _progress(language: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error while files are read; nothing where no one watches."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words("ingest.reading", language), total=None)

        def told(name: str, done: int, count: int) -> None:
            bar.update(task, completed=done, total=count, description=words("ingest.read", language, file=name))

        yield told


def as_json_text(ingested: Ingested) -> str:
    """The manifest and everything that was set aside, for programs."""
    names = ingested.snapshot.manifest.source_names()
    return json.dumps(
        {
            "stored": ingested.stored,
            "snapshot": str(ingested.snapshot.path),
            "set_aside": [{"file": names[one.source], **asdict(one)} for one in ingested.refusals()],
            "same_files": [{"file": file, "same_as": kept} for file, kept in ingested.same_files],
            "manifest": asdict(ingested.snapshot.manifest),
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(ingested: Ingested, language: str) -> str:
    """What was read, what it came to, what was set aside and what to know, for people."""
    manifest = ingested.snapshot.manifest
    parts = [
        _opening(ingested, language),
        _set_aside(ingested, language),
        cells_told(manifest, language, _cell),
        _known(manifest, language),
        [words("ingest.saved", language, path=str(ingested.snapshot.path)), manifest.attribution],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _opening(ingested: Ingested, language: str) -> list[str]:
    manifest = ingested.snapshot.manifest
    rows = sum(sheet.rows for source in manifest.sources for sheet in source.sheets)
    first, last = str(manifest.first_year or ""), str(manifest.last_year or "")
    code = "ingest.stored" if ingested.stored else "ingest.already"
    return [
        words(code, language, files=len(manifest.sources), rows=rows, date=manifest.retrieved_at[:10]),
        "  " + words("decp.contracts", language, contracts=manifest.facts["contracts"], first=first, last=last),
    ]


def _set_aside(ingested: Ingested, language: str) -> list[str]:
    refusals, names = ingested.refusals(), ingested.snapshot.manifest.source_names()
    lines = ["  " + _refused(one, names[one.source], language) for one in refusals[:_LISTED]]
    lines += [
        "  " + words("ingest.refusal.file.same", language, file=file, kept=kept) for file, kept in ingested.same_files
    ]
    if not lines:
        return [words("ingest.none-set-aside", language)]
    files = sum(one.reason.startswith("file.") for one in refusals) + len(ingested.same_files)
    rows = sum(one.rows for one in refusals)
    lines.insert(0, words("ingest.set-aside", language, rows=rows, files=files))
    if len(refusals) > _LISTED:
        path = str(ingested.snapshot.path / "_refusals.arrow")
        lines.append("  " + words("ingest.more", language, count=len(refusals) - _LISTED, path=path))
    return lines


def _refused(refusal: Refusal, file: str, language: str) -> str:
    place = [file] if refusal.row is None else [file, words("ingest.place.row", language, row=refusal.row)]
    why = words(
        f"decp.refusal.{refusal.reason}",
        language,
        column=refusal.column or "",
        detail=refusal.detail or "",
        rows=refusal.rows,
    )
    return f"{', '.join(place)}: {why}"


def _cell(reason: str, language: str) -> str:
    return words(f"decp.cell.{reason}", language)


def _known(manifest: Manifest, language: str) -> list[str]:
    """What a reader of the facts must know, as counts."""
    lines = [
        "  " + words(f"decp.known.{code}", language, count=count) for code, count in manifest.quality.items() if count
    ]
    return [words("ingest.quality-heading", language), *lines] if lines else []
