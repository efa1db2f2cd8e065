"""``svangrum enterprises``: the register, and lists and the official register of companies, into it.

Exit codes: 0 all done, 1 some rows set aside and listed, 2 nothing done.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from svangrum.cli.clock import now
from svangrum.cli.database import open_database
from svangrum.cli.enterprises_told import list_all, show
from svangrum.cli.organisation import OPERATOR, meant
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.ingest.register.chosen import chosen, to_decide
from svangrum.ingest.register.lists import Meaning, guessed, letters, read_list
from svangrum.ingest.register.names import Verdict, beside
from svangrum.ingest.register.rows import read_rows
from svangrum.ingest.tabular import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from svangrum.cli.context import Context
    from svangrum.ingest.register.companies import Company
    from svangrum.ingest.register.lists import EnterpriseList
    from svangrum.ingest.register.names import Beside
    from svangrum.ingest.register.rows import ReadList

SOME_SET_ASIDE = 1


@click.group()
def enterprises() -> None:
    pass


@enterprises.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--organisation", required=True)
@click.option("--source", default="")
@click.option("--map", "columns", multiple=True)
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def import_list(
    context: Context, file: Path, organisation: str, source: str, columns: tuple[str, ...], *, dry_run: bool
) -> int:
    open_database()
    from svangrum.records.enterprises.actions.listing import read_in_list  # noqa: PLC0415 - needs Django
    from svangrum.records.enterprises.lists import register_entries  # noqa: PLC0415 - needs Django

    found, language = read_list(read_bytes(file), path=file.name), context.language
    named = _columns(found, columns)
    rows = read_rows(found, named)
    told = beside(rows.rows, register_entries())
    taken, left = chosen(told, {}, {})
    for line in _summary(found, named, rows, told, language):
        click.echo(line)
    if dry_run:
        click.echo(words("list.cli.dry", language))
    else:
        read_in_list(
            by=OPERATOR,
            recorded_at=now(),
            organisation=meant(organisation).pk,
            source=source or file.name,
            chosen=taken,
            refused=rows.refused,
            left=left,
            repeated=rows.repeated,
        )
        click.echo(words("list.cli.done", language, count=len(taken)))
    return SOME_SET_ASIDE if rows.refused or left else 0


@enterprises.command
@click.option("--bolagsverket", type=click.Path(path_type=Path))
@click.option("--scb", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def enrich(context: Context, bolagsverket: Path | None, scb: Path | None, *, dry_run: bool) -> int:
    """Raises ``SvangrumError`` ``companies.no-file``, and as the readers of ``ingest.register.companies``."""
    if bolagsverket is None and scb is None:
        raise SvangrumError("companies.no-file")
    open_database()
    from svangrum.ingest.register.companies import bolagsverket_companies, scb_companies  # noqa: PLC0415 - its own
    from svangrum.records.enterprises.actions.enriching import check_against_register  # noqa: PLC0415 - needs Django
    from svangrum.records.enterprises.lists import register_entries  # noqa: PLC0415 - needs Django

    language, wanted = context.language, {one.orgnr for one in register_entries()}
    known: dict[str, Company] = {}
    unread = 0
    # Bolagsverket registers; SCB fills in those that it does not
    for path, read in ((scb, scb_companies), (bolagsverket, bolagsverket_companies)):
        if path is not None:
            with _progress(path.name) as bar:
                said = read(path, wanted, bar)
            known |= said.found
            unread += len(said.unread)
    if not dry_run:
        check_against_register(by=OPERATOR, recorded_at=now(), companies=known)
    for line in _checked(known, len(wanted), unread, language):
        click.echo(line)
    if dry_run:
        click.echo(words("list.cli.dry", language))
    return SOME_SET_ASIDE if unread else 0


def _columns(found: EnterpriseList, stated: Sequence[str]) -> Mapping[Meaning, int]:
    """The columns as they are guessed, with those stated as ``name=Företag`` or ``name=B`` in their place.

    Raises ``SvangrumError`` ``list.map`` and ``list.no-name-column``.
    """
    columns = guessed(found)
    for one in stated:
        meaning, _, name = one.partition("=")
        places = [place for place in range(len(found.header)) if name in {found.header[place], letters(place)}]
        if meaning not in set(Meaning) or (name and not places):
            columns_there = ", ".join(map(found.column, range(len(found.header))))
            raise SvangrumError("list.map", given=one, meanings=", ".join(Meaning), columns=columns_there)
        if name:
            columns[Meaning(meaning)] = places[0]
        else:
            columns.pop(Meaning(meaning), None)
    if Meaning.NAME not in columns:
        raise SvangrumError("list.no-name-column", field=Meaning.NAME.value)
    return columns


def _summary(
    found: EnterpriseList, columns: Mapping[Meaning, int], rows: ReadList, told: Sequence[Beside], language: str
) -> Iterator[str]:
    """The same as the pages show: the columns, the counts, and each row that is not read in."""
    for meaning, place in columns.items():
        what = words(f"list.meaning.{meaning}", language)
        yield words("list.cli.column", language, what=what, name=found.column(place))
    counts = {verdict: sum(one.verdict is verdict for one in told) for verdict in Verdict}
    yield words("list.sum-new", language, count=counts[Verdict.NEW])
    yield words("list.sum-known", language, count=counts[Verdict.KNOWN])
    if rows.repeated:
        yield words("list.sum-repeated", language, count=rows.repeated)
    yield words("list.sum-refused", language, count=len(rows.refused))
    for one in rows.refused:
        says = words(f"list.refused.{one.reason}", language, other=one.other or 0)
        yield words("list.row-says", language, row=one.row, says=says)
    deciding = to_decide(told)
    if deciding:
        yield words("list.cli.decide", language, count=len(deciding))
    for undecided in deciding:
        like = ", ".join(f"{entry.name} ({entry.orgnr})" for entry in undecided.entries) or "–"
        yield words("list.cli.undecided", language, row=undecided.row.row, name=undecided.row.name, like=like)


def _checked(known: Mapping[str, Company], asked: int, unread: int, language: str) -> Iterator[str]:
    yield words("companies.found", language, found=len(known), asked=asked)
    for standing in ("liquidation", "bankrupt", "deregistered"):
        numbers = sorted(orgnr for orgnr, company in known.items() if company.standing == standing)
        if numbers:
            yield words(f"companies.{standing}", language, count=len(numbers), numbers=", ".join(numbers))
    if unread:
        yield words("companies.unread", language, count=unread)


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while a file is read; nothing where no one watches."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=None)

        def told(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield told


enterprises.add_command(list_all)
enterprises.add_command(show)
