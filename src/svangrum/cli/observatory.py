"""``svangrum observatory``: reserved contracts beside all others, by country, year and what tells them apart."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from svangrum.analysis.observatory.cells import DIMENSIONS, open_observatory
from svangrum.analysis.observatory.export import FORMATS, as_bytes
from svangrum.cli.observed import as_text
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from svangrum.analysis.observatory.cells import Cell, Observatory
    from svangrum.cli.context import Context

_STORE = click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")
_OUT = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None)
_TEXT = "text"
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)


@click.group("observatory", invoke_without_command=True)
@click.option("--country", default="")
@click.option("--years", default="")
@click.option("--by", default="all")
@click.option("--source", default="")
@click.option("--format", "form", default=_TEXT)
@_OUT
@click.option("--query", "show_query", is_flag=True)
@_STORE
@click.pass_context
def observatory(context: click.Context, /, **asked: object) -> None:
    if context.invoked_subcommand is None:
        _show(context.obj, **asked)  # type: ignore[arg-type]


def _show(
    context: Context,
    *,
    country: str,
    years: str,
    by: str,
    source: str,
    form: str,
    out: Path | None,
    show_query: bool,
    store: Path,
) -> None:
    dimension = _among(by, DIMENSIONS, "by")
    written = _among(form, (_TEXT, *FORMATS), "format")
    opened = open_observatory(store)
    sources = (_among(source, opened.sources, "source"),) if source else opened.sources
    cells = chosen(opened, sources, country.upper(), years_in(years), dimension)
    if written == _TEXT:
        _write(as_text(opened, cells, dimension, context.language, query=show_query).encode(), out)
    else:
        _write(as_bytes(opened, cells, written), out)
        if show_query:
            click.echo("\n\n".join(opened.query(dimension, one) for one in sources), err=True)


def chosen(
    opened: Observatory, sources: Sequence[str], country: str, years: frozenset[int], dimension: str
) -> tuple[Cell, ...]:
    """The cells of a country, or of all; of the years, or of all.

    Raises ``SvangrumError``: ``observatory.no-country`` and ``observatory.no-years`` with those that there are.
    """
    countries = sorted({one for source in sources for one in opened.countries(source)})
    if country and country not in countries:
        raise SvangrumError("observatory.no-country", field="country", given=country, known=", ".join(countries))
    wanted = [(source, one) for source in sources for one in opened.countries(source) if country in ("", one)]
    known = {year for source, one in wanted for year in opened.years(source, one)}
    if years and not years & known:
        given = "-".join(dict.fromkeys(str(year) for year in (min(years), max(years))))
        raise SvangrumError(
            "observatory.no-years", field="years", given=given, known=", ".join(str(year) for year in sorted(known))
        )
    return tuple(
        cell for source, one in wanted for cell in opened.cells(source, one, sorted(years & known or known), dimension)
    )


def years_in(text: str) -> frozenset[int]:
    """``2021``, ``2019-2021`` or ``2019,2021``; none when nothing is said. Raises ``SvangrumError``."""
    parts = [_YEARS.fullmatch(part.strip()) for part in text.split(",")] if text.strip() else []
    years = {year for part in parts if part for year in range(int(part[1]), int(part[2] or part[1]) + 1)}
    if None in parts or (parts and not years):
        raise SvangrumError("observatory.years", field="years", given=text)
    return frozenset(years)


def _among(text: str, known: Sequence[str], option: str) -> str:
    if text.strip().lower() not in known:
        raise SvangrumError("observatory.no-choice", field=option, option=option, given=text, known=", ".join(known))
    return text.strip().lower()


def _write(content: bytes, out: Path | None) -> None:
    if out is None:
        click.echo(content, nl=False)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise SvangrumError("observatory.unwritable", field="out", path=str(out)) from error


@observatory.command("build")
@_STORE
@_OUT
@click.pass_obj
def build(context: Context, store: Path, out: Path | None) -> None:
    from svangrum.analysis.observatory.build import build as build_in  # noqa: PLC0415 - loads Arrow and the engine
    from svangrum.analysis.observatory.shipped import to_text  # noqa: PLC0415 - goes with it

    with _progress(context.language) as told:
        built = build_in(store, told=told)
    if out is not None:
        _write(to_text(built.held).encode(), out)
    code = "observatory.built" if built.stored else "observatory.already"
    facts = built.snapshot.manifest.facts
    lines = [
        words(
            code,
            context.language,
            cells=facts["cells"],
            reviewed=facts["reserved"],
            path=str(out or built.snapshot.path),
        )
    ]
    click.echo("\n".join([*lines, *dict.fromkeys(origin.attribution for origin in built.held.origins)]))


@contextmanager
def _progress(language: str) -> Iterator[Callable[[str, str], None]]:
    """What is being counted, on standard error; nothing where no one watches."""
    console = Console(stderr=True)
    with console.status(words("observatory.building", language)) as status:

        def told(source: str, step: str) -> None:
            status.update(words(f"observatory.{step}", language, source=source))

        yield told
