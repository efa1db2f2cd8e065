"""``svangrum model``: fit the tender model to the facts, measure it, and explain what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from svangrum.cli.forecast_explained import explain_forecast
from svangrum.cli.scores import as_json_object, as_text, scores_table
from svangrum.competition.tenders import ARTIFACT, load_market
from svangrum.core.data import data_path
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.analysis.evaluation import Evaluation
    from svangrum.cli.context import Context

SOME_SET_ASIDE = 1
_STORE = click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")
_WORKERS = click.option("--workers", type=click.IntRange(min=1), default=2)


@click.group("model")
def model() -> None:
    pass


model.add_command(explain_forecast)


@model.command("fit")
@_STORE
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None)
@_WORKERS
@click.pass_obj
def fit(context: Context, store: Path, out: Path | None, workers: int) -> None:
    # Arrow and DuckDB take their time to load, and the other verbs do without them
    from svangrum.analysis.artifact import write_artifact  # noqa: PLC0415 - said above
    from svangrum.analysis.reserved_trust import all_that_is_known  # noqa: PLC0415 - said above
    from svangrum.analysis.tender_model import fit_market  # noqa: PLC0415 - said above
    from svangrum.analysis.zero_tenders import zero_tenders  # noqa: PLC0415 - said above
    from svangrum.facts.engine import open_facts  # noqa: PLC0415 - said above

    path = out or Path(str(data_path(ARTIFACT)))
    if not path.absolute().parent.is_dir():
        raise SvangrumError("model.unwritable", field="out", path=str(path))
    with Console(stderr=True).status(words("model.fitting", context.language)):
        facts = open_facts(store)
        reserved = all_that_is_known(facts, store)
        figures = fit_market(facts, workers=workers, zero=zero_tenders(store), reserved=reserved)
        write_artifact(figures, path)
    origin = figures["provenance"]
    told = words(
        "model.fitted",
        context.language,
        lots=origin["lots"],
        procurements=origin["procurements"],
        period=origin["period"],
        path=str(path),
    )
    table = scores_table(origin["scores"], context.language)
    credits_ = [one for one in (origin["attribution"], figures["zero"].get("attribution")) if one]
    click.echo("\n".join([told, "", words("model.out-of-fold", context.language), *table, "", *credits_]))


@model.command("evaluate")
@click.option("--tenders", multiple=True, type=click.Path(path_type=Path))
@click.argument("more", nargs=-1, metavar="", type=click.Path(path_type=Path))
@click.option("--folds", is_flag=True)
@_STORE
@_WORKERS
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def evaluate(
    context: Context,
    tenders: tuple[Path, ...],
    more: tuple[Path, ...],
    store: Path,
    workers: int,
    *,
    folds: bool,
    as_json: bool,
) -> None:
    if folds == bool(tenders):
        raise SvangrumError("model.what-to-evaluate")
    if folds:
        _show_folds(store, workers, context.language, as_json=as_json)
        return
    set_aside = _show_scores([*tenders, *more], context.language, as_json=as_json)
    click.get_current_context().exit(SOME_SET_ASIDE if set_aside else 0)


def _show_scores(files: list[Path], language: str, *, as_json: bool) -> int:
    """Score the shipped figures on tables of tenders; gives how many rows could not be read."""
    from svangrum.analysis.evaluation import evaluate as evaluate_on  # noqa: PLC0415 - loads Arrow
    from svangrum.analysis.lots import lots_from  # noqa: PLC0415 - loads Arrow
    from svangrum.ingest.statistics import read_statistics  # noqa: PLC0415 - loads Arrow

    read = read_statistics(files)
    evaluation = evaluate_on(lots_from(read.tables["lots"]), load_market().models)
    set_aside = sum(refusal.rows for refusal in read.refusals)
    notes = [words("model.set-aside", language, rows=set_aside)] if set_aside else []
    _show(evaluation, {"rows_set_aside": set_aside}, notes, language, as_json=as_json)
    return set_aside


def _show_folds(store: Path, workers: int, language: str, *, as_json: bool) -> None:
    """Score all models out of fold on the facts, the boosted trees too where they are installed."""
    from svangrum.analysis.boosted_fit import is_installed  # noqa: PLC0415 - loads Arrow
    from svangrum.analysis.evaluation import evaluate_out_of_fold  # noqa: PLC0415 - loads Arrow
    from svangrum.analysis.lots import lots_from  # noqa: PLC0415 - loads Arrow
    from svangrum.facts.engine import open_facts  # noqa: PLC0415 - loads Arrow

    facts, boosted = open_facts(store), is_installed()
    with Console(stderr=True).status(words("model.fitting", language)):
        lots = lots_from(facts.table("lots").to_pyarrow())
        evaluation = evaluate_out_of_fold(lots, workers=workers, boosted=boosted)
    notes = [words("model.out-of-fold", language)] + [words("model.no-trees", language)] * (not boosted)
    attribution = facts.manifest.attribution
    _show(evaluation, {"attribution": attribution}, notes, language, as_json=as_json)
    if not as_json:
        click.echo(f"\n{attribution}")


def _show(evaluation: Evaluation, more: dict[str, object], notes: list[str], language: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**as_json_object(evaluation), **more}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*notes, *as_text(evaluation, language)]))
