"""``svangrum ingest``: sources to facts, with every row that was set aside listed."""

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
from svangrum.cli.decp import ingest_decp
from svangrum.core.language import words
from svangrum.core.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from svangrum.cli.context import Context
    from svangrum.core.findings import Value
    from svangrum.facts.manifest import Manifest
    from svangrum.facts.refusals import Refusal
    from svangrum.ingest.statistics import Ingested

SOME_SET_ASIDE = 1
_LISTED = 50


@click.group("ingest")
def ingest() -> None:
    pass


ingest.add_command(ingest_decp)


@ingest.command("statistics")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")
@click.option("--workers", type=click.IntRange(1, 64), default=lambda: os.cpu_count() or 1)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def statistics(context: Context, paths: tuple[Path, ...], store: Path, workers: int, *, as_json: bool) -> None:
    # Arrow takes its time to load, and the other verbs do without it
    from svangrum.ingest.statistics import ingest_statistics  # noqa: PLC0415 - said above

    language = context.language
    with _progress(language) as told:
        ingested = ingest_statistics(
            paths,
            store=store,
            retrieved_at=now().isoformat(timespec="seconds"),
            workers=workers,
            told=told,
        )
    click.echo(as_json_text(ingested) if as_json else as_text(ingested, language))
    click.get_current_context().exit(0 if ingested.all_facts else SOME_SET_ASIDE)


@ingest.command("notices")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")
@click.option("--workers", type=click.IntRange(1, 64), default=lambda: os.cpu_count() or 1)
@click.option("--engine", type=click.Choice(("duckdb", "spark")), default="duckdb", envvar="SVANGRUM_ENGINE")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def notices(
    context: Context, paths: tuple[Path, ...], store: Path, workers: int, engine: str, *, as_json: bool
) -> None:
    # As above
    from svangrum.cli.notices import as_json_text as json_of  # noqa: PLC0415
    from svangrum.cli.notices import as_text as text_of  # noqa: PLC0415
    from svangrum.cli.notices import progress  # noqa: PLC0415
    from svangrum.ingest.notices.ingest import ingest_notices  # noqa: PLC0415

    with progress(context.language) as told:
        ingested = ingest_notices(
            paths,
            store=store,
            retrieved_at=now().isoformat(timespec="seconds"),
            workers=workers,
            engine=engine,
            told=told,
        )
    click.echo(json_of(ingested) if as_json else text_of(ingested, context.language))
    click.get_current_context().exit(SOME_SET_ASIDE if ingested.snapshot.manifest.refused else 0)


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
            "set_aside": [{"file": names[one.source], **asdict(one)} for one in ingested.refusals],
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
        [_opening(ingested, language), *_facts(manifest, language)],
        _set_aside(ingested, language),
        cells_told(manifest, language, _cell),
        _quality(manifest, language),
        [words("ingest.saved", language, path=str(ingested.snapshot.path)), manifest.attribution],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _opening(ingested: Ingested, language: str) -> str:
    manifest = ingested.snapshot.manifest
    rows = sum(sheet.rows for source in manifest.sources for sheet in source.sheets)
    code = "ingest.stored" if ingested.stored else "ingest.already"
    return words(code, language, files=len(manifest.sources), rows=rows, date=manifest.retrieved_at[:10])


def _facts(manifest: Manifest, language: str) -> list[str]:
    totals = manifest.totals
    values: dict[str, dict[str, Value]] = {
        "lots": {"tenders": totals["lots"]},
        "winners": {"tenders": totals["winners"]},
        "values": {"sum": Money(totals["values"])},
    }
    given = {sheet.table for source in manifest.sources for sheet in source.sheets}
    told = [
        words(f"ingest.facts.{table}", language, rows=rows, **values.get(table, {}))
        if table in given
        else words(f"ingest.absent.{table}", language)
        for table, rows in manifest.facts.items()
    ]
    return [f"  {line}" for line in told]


def _set_aside(ingested: Ingested, language: str) -> list[str]:
    manifest, refusals = ingested.snapshot.manifest, ingested.refusals
    names = manifest.source_names()
    lines = ["  " + _refused(one, names[one.source], language) for one in refusals[:_LISTED]]
    lines += [
        "  " + words("ingest.refusal.file.same", language, file=file, kept=kept) for file, kept in ingested.same_files
    ]
    if not lines:
        return [words("ingest.none-set-aside", language)]
    rows = sum(one.rows for one in refusals)
    files = sum(one.reason.startswith("file.") for one in refusals) + len(ingested.same_files)
    lines.insert(0, words("ingest.set-aside", language, rows=rows, files=files))
    if len(refusals) > _LISTED:
        file = str(ingested.snapshot.file("refusals"))
        lines.append("  " + words("ingest.more", language, count=len(refusals) - _LISTED, path=file))
    return lines


def _refused(refusal: Refusal, file: str, language: str) -> str:
    place = [file]
    if refusal.sheet is not None:
        place.append(words("ingest.place.sheet", language, sheet=refusal.sheet))
    if refusal.row is not None:
        place.append(words("ingest.place.row", language, row=refusal.row))
    why = words(
        f"ingest.refusal.{refusal.reason}",
        language,
        column=refusal.column,
        detail=refusal.detail,
        rows=refusal.rows,
    )
    return f"{', '.join(place)}: {why}"


def _cell(reason: str, language: str) -> str:
    return words(f"ingest.cell-short.{reason}", language)


def _quality(manifest: Manifest, language: str) -> list[str]:
    counts = [
        "  " + words(f"ingest.quality.{code}", language, count=count)
        for code, count in manifest.quality.items()
        if count
    ]
    return [words("ingest.quality-heading", language), *counts] if counts else []
