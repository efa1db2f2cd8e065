"""``svangrum reserved``: what is truly reserved among what was published, why, and what people have decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from svangrum.analysis.reserved_errors import read_labels
from svangrum.analysis.reserved_overrides import SOURCES, Override, add_override
from svangrum.cli import reserved_told as told
from svangrum.cli.clock import now
from svangrum.competition.reservation import VERDICTS
from svangrum.competition.tenders import load_market
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.analysis.reserved_review import Reviewed
    from svangrum.cli.context import Context

_in_store = click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")


@click.group("reserved")
def reserved() -> None:
    pass


@reserved.command("list")
@_in_store
@click.option("--country")
@click.option("--year", type=int)
@click.option("--source", type=click.Choice(tuple(SOURCES.values())))
@click.option("--verdict", type=click.Choice(VERDICTS))
@click.option("--json", "as_json", is_flag=True)
@click.option("--csv", "as_csv", is_flag=True)
@click.pass_obj
def list_(
    context: Context,
    store: Path,
    *,
    country: str | None,
    year: int | None,
    source: str | None,
    verdict: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    reviewed, absent = _all(store, source)
    chosen = [
        one
        for one in reviewed
        if country in (None, one.country) and year in (None, one.year) and verdict in (None, one.holds)
    ]
    if as_json:
        click.echo(told.as_json(chosen, context.language))
    elif as_csv:
        click.echo(told.as_csv(chosen), nl=False)
    else:
        click.echo("\n".join(told.as_list(chosen, absent, context.language)))


@reserved.command("show")
@click.argument("procurement")
@_in_store
@click.option("--source", type=click.Choice(tuple(SOURCES.values())))
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def show(context: Context, procurement: str, store: Path, source: str | None, *, as_json: bool) -> None:
    found = _one(store, source, procurement)
    if as_json:
        click.echo(told.as_json(found, context.language))
    else:
        click.echo("\n\n".join("\n".join(told.as_page(one, context.language)) for one in found))


@reserved.command("override")
@click.argument("procurement")
@click.option("--verdict", type=click.Choice(VERDICTS), required=True)
@click.option("--reason", required=True)
@click.option("--by", required=True)
@_in_store
@click.option("--source", type=click.Choice(tuple(SOURCES.values())))
@click.pass_obj
def override(
    context: Context, procurement: str, store: Path, *, verdict: str, reason: str, by: str, source: str | None
) -> None:
    found = _one(store, source, procurement)[0]
    add_override(store, Override(now().date(), found.source, procurement, verdict, reason.strip(), by.strip()))
    name = words(f"reservation.verdict.{verdict}", context.language)
    click.echo(words("reservation.override.done", context.language, id=procurement, verdict=name))


@reserved.command("errors")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def errors(context: Context, *, as_json: bool) -> None:
    labels = read_labels()
    if as_json:
        click.echo(told.errors_as_json(labels))
    else:
        click.echo("\n".join(told.errors_as_text(labels, context.language)))


@reserved.command("evidence")
@click.option("--store", type=click.Path(path_type=Path), default=None)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def evidence(context: Context, store: Path | None, *, as_json: bool) -> None:
    """What the reserved answer rests on: as shipped, or with the facts of a ``store`` and what people decided there."""
    figures = load_market().reserved_evidence if store is None else _with_facts_of(store)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        click.echo("\n".join(told.evidence_as_text(figures, context.language)))


def _with_facts_of(store: Path) -> Mapping[str, Any]:
    # Arrow and DuckDB take their time to load, and the shipped figures do without them
    from svangrum.analysis.lots import lots_from  # noqa: PLC0415 - said above
    from svangrum.analysis.reserved import reserved_figures  # noqa: PLC0415 - said above
    from svangrum.analysis.reserved_trust import all_that_is_known  # noqa: PLC0415 - said above
    from svangrum.facts.engine import open_facts  # noqa: PLC0415 - said above

    facts = open_facts(store)
    lots = lots_from(facts.table("lots").to_pyarrow())
    return reserved_figures(load_market().hazard, lots, (), all_that_is_known(facts, store))


def _all(store: Path, source: str | None) -> tuple[list[Reviewed], list[str]]:
    """What was judged in each source that is there, and the sources that are not."""
    # Arrow and DuckDB take their time to load, and help and errors do without them
    from svangrum.analysis.reserved_review import review  # noqa: PLC0415 - said above

    here = _datasets(store, source)
    reviewed = [one for dataset in here for one in review(store, dataset)]
    asked = [name for name in SOURCES.values() if source in (None, name)]
    return reviewed, [name for name in asked if name not in {SOURCES[dataset] for dataset in here}]


def _one(store: Path, source: str | None, procurement: str) -> tuple[Reviewed, ...]:
    """What is known by the number. Raises ``SvangrumError`` ``reserved.unknown`` and ``reserved.several``."""
    from svangrum.analysis.reserved_review import review  # noqa: PLC0415 - loads Arrow and DuckDB

    found = [one for dataset in _datasets(store, source) for one in review(store, dataset, only=procurement)]
    sources = sorted({one.source for one in found})
    if not found:
        raise SvangrumError("reserved.unknown", id=procurement)
    if len(sources) > 1:
        raise SvangrumError("reserved.several", id=procurement, sources=", ".join(sources))
    return tuple(found)


def _datasets(store: Path, source: str | None) -> list[str]:
    """The datasets that are there. Raises ``SvangrumError`` ``reserved.no-facts``."""
    from svangrum.facts.store import current  # noqa: PLC0415 - loads Arrow

    asked = [dataset for dataset, name in SOURCES.items() if source in (None, name)]
    here = [dataset for dataset in asked if current(store, dataset) is not None]
    if not here:
        raise SvangrumError("reserved.no-facts", store=str(store))
    return here
