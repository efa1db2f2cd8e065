"""``svangrum model``: fit the tender model to the facts, and score the shipped one on other tenders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from svangrum.competition.tenders import ARTIFACT, load_market
from svangrum.core.data import data_path
from svangrum.core.language import words, write_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from svangrum.analysis.evaluation import Evaluation, Group
    from svangrum.cli.context import Context

SOME_SET_ASIDE = 1
MODELS = ("shipped", "global", "division", "hierarchy")
METRICS = ("log_score", "crps", "brier_le_1", "pit_80")
_ALSO = "width_80"
_LARGEST = 10


@click.group("model")
def model() -> None:
    pass


@model.command("fit")
@click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None)
@click.option("--workers", type=click.IntRange(min=1), default=2)
@click.pass_obj
def fit(context: Context, store: Path, out: Path | None, workers: int) -> None:
    # Arrow and DuckDB take their time to load, and the other verbs do without them
    from svangrum.analysis.artifact import write_artifact  # noqa: PLC0415 - said above
    from svangrum.analysis.tender_model import fit_market  # noqa: PLC0415 - said above
    from svangrum.analysis.zero_tenders import zero_tenders  # noqa: PLC0415 - said above
    from svangrum.facts.engine import open_facts  # noqa: PLC0415 - said above

    path = out or Path(str(data_path(ARTIFACT)))
    with Console(stderr=True).status(words("model.fitting", context.language)):
        figures = fit_market(open_facts(store), workers=workers, zero=zero_tenders(store))
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
    click.echo("\n".join([told, "", words("model.out-of-fold", context.language), *table, "", origin["attribution"]]))


@model.command("evaluate")
@click.option("--tenders", multiple=True, required=True, type=click.Path(path_type=Path))
@click.argument("more", nargs=-1, metavar="", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def evaluate(context: Context, tenders: tuple[Path, ...], more: tuple[Path, ...], *, as_json: bool) -> None:
    from svangrum.analysis.evaluation import evaluate as evaluate_on  # noqa: PLC0415 - loads Arrow
    from svangrum.analysis.lots import lots_from  # noqa: PLC0415 - loads Arrow
    from svangrum.ingest.statistics import read_statistics  # noqa: PLC0415 - loads Arrow

    read = read_statistics([*tenders, *more])
    evaluation = evaluate_on(lots_from(read.tables["lots"]), load_market().models)
    set_aside = sum(refusal.rows for refusal in read.refusals)
    if as_json:
        click.echo(json.dumps(as_json_object(evaluation, set_aside), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(as_text(evaluation, set_aside, context.language)))
    click.get_current_context().exit(SOME_SET_ASIDE if read.refusals else 0)


def as_json_object(evaluation: Evaluation, set_aside: int) -> dict[str, object]:
    """The scores for programs. A log score is the mean natural log of the probability given: higher is better."""
    models = {name: {metric: round(evaluation.models[name][metric], 6) for metric in METRICS} for name in MODELS}
    return {
        "lots": evaluation.lots,
        "models": models,
        "zero_lots": evaluation.zero_lots,
        "procurements": evaluation.procurements,
        "rows_set_aside": set_aside,
        _ALSO: {name: round(evaluation.models[name][_ALSO], 6) for name in MODELS},
        "log_score_per_procurement": {name: round(evaluation.per_procurement[name], 6) for name in MODELS},
    }


def as_text(evaluation: Evaluation, set_aside: int, language: str) -> Iterator[str]:
    """The scores for people: all lots, every procurement once, by sector, by the largest CPV divisions."""
    yield words(
        "model.scored",
        language,
        lots=evaluation.lots,
        procurements=evaluation.procurements,
        zero_lots=evaluation.zero_lots,
    )
    if set_aside:
        yield words("model.set-aside", language, rows=set_aside)
    scores = {
        name: {**evaluation.models[name], "log_score_per_procurement": evaluation.per_procurement[name]}
        for name in MODELS
    }
    yield from ("", *scores_table(scores, language), "", words("model.reading", language))
    for heading, groups in (("sectors", evaluation.sectors), ("divisions", evaluation.divisions[:_LARGEST])):
        yield from ("", words(f"model.by-{heading}", language), *_groups_table(groups, language))


def scores_table(scores: Mapping[str, Mapping[str, float]], language: str) -> list[str]:
    """Model by metric."""
    columns = (*METRICS, _ALSO, "log_score_per_procurement")
    rows = [["", *(words(f"model.metric.{column}", language) for column in columns)]]
    for name in MODELS:
        told = (write_number(scores[name][column], language, decimals=4) for column in columns)
        rows.append([words(f"model.name.{name}", language), *told])
    return _aligned(rows)


def _groups_table(groups: Sequence[Group], language: str) -> list[str]:
    compared = ("shipped", "hierarchy")
    heads = [
        f"{words(f'model.metric.{metric}', language)}, {words(f'model.name.{name}', language)}"
        for metric in ("log_score", "brier_le_1")
        for name in compared
    ]
    rows = [["", words("model.lots", language), *heads, words("model.metric.pit_80", language)]]
    for group in groups:
        told = [group.scores[name][metric] for metric in ("log_score", "brier_le_1") for name in compared]
        told.append(group.scores["shipped"]["pit_80"])
        numbers = [write_number(number, language, decimals=3) for number in told]
        rows.append([group.name, write_number(group.lots, language), *numbers])
    return _aligned(rows)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
