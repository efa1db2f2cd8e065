"""Scores of models as JSON and as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words, write_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from svangrum.analysis.evaluation import Evaluation, Group

METRICS = ("log_score", "crps", "brier_le_1", "pit_80")
SHIPPED, COMPARED = "shipped", "hierarchy"
MODELS = (SHIPPED, "global", "division", COMPARED, "boosted")
"""The order in which models are shown."""

_WIDTH, _PER_PROCUREMENT = "width_80", "log_score_per_procurement"
_LARGEST = 10


def as_json_object(evaluation: Evaluation) -> dict[str, object]:
    """The scores for programs. A log score is the mean natural log of the probability given: higher is better.

    ``margin_to_hierarchy`` is how much higher that of the shipped model is.
    """
    return {
        "lots": evaluation.lots,
        "zero_lots": evaluation.zero_lots,
        "procurements": evaluation.procurements,
        "models": _models_object(evaluation.models),
        _WIDTH: {name: round(scores[_WIDTH], 6) for name, scores in evaluation.models.items()},
        _PER_PROCUREMENT: {name: round(score, 6) for name, score in evaluation.per_procurement.items()},
        "margin_to_hierarchy": round(_margin(evaluation.models), 6),
        "sectors": [_group_object(group) for group in evaluation.sectors],
        "divisions": [_group_object(group) for group in evaluation.divisions],
    }


def _group_object(group: Group) -> dict[str, object]:
    return {
        "name": group.name,
        "lots": group.lots,
        "models": _models_object(group.scores),
        "margin_to_hierarchy": round(_margin(group.scores), 6),
    }


def _models_object(models: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    shown = sorted(models, key=MODELS.index)
    return {name: {metric: round(models[name][metric], 6) for metric in METRICS} for name in shown}


def _margin(models: Mapping[str, Mapping[str, float]]) -> float:
    return models[SHIPPED]["log_score"] - models[COMPARED]["log_score"]


def as_text(evaluation: Evaluation, language: str) -> Iterator[str]:
    """The scores for people: all lots, every procurement once, by sector, by the largest CPV divisions."""
    counted = {"lots": evaluation.lots, "procurements": evaluation.procurements, "zero_lots": evaluation.zero_lots}
    yield words("model.scored", language, **counted)
    scores = {
        name: {**means, _PER_PROCUREMENT: evaluation.per_procurement[name]} for name, means in evaluation.models.items()
    }
    yield from ("", *scores_table(scores, language), "")
    yield words("model.margin", language, margin=write_number(_margin(evaluation.models), language, decimals=4))
    yield words("model.reading", language)
    for heading, groups in (("sectors", evaluation.sectors), ("divisions", evaluation.divisions[:_LARGEST])):
        yield from ("", words(f"model.by-{heading}", language), *_groups_table(groups, language))


def scores_table(scores: Mapping[str, Mapping[str, float]], language: str) -> list[str]:
    """Model by metric."""
    columns = (*METRICS, _WIDTH, _PER_PROCUREMENT)
    rows = [["", *(words(f"model.metric.{column}", language) for column in columns)]]
    for name in sorted(scores, key=MODELS.index):
        told = (write_number(scores[name][column], language, decimals=4) for column in columns)
        rows.append([words(f"model.name.{name}", language), *told])
    return _aligned(rows)


def _groups_table(groups: Sequence[Group], language: str) -> list[str]:
    """Group by the log scores and Brier scores of two models, the margin between them, and the share within 80 %."""
    heads = [
        f"{words(f'model.metric.{metric}', language)}, {words(f'model.name.{name}', language)}"
        for metric in ("log_score", "brier_le_1")
        for name in (SHIPPED, COMPARED)
    ]
    ends = [words("model.ahead", language), words("model.metric.pit_80", language)]
    rows = [["", words("model.lots", language), *heads, *ends]]
    for group in groups:
        told = [group.scores[name][metric] for metric in ("log_score", "brier_le_1") for name in (SHIPPED, COMPARED)]
        told += [_margin(group.scores), group.scores[SHIPPED]["pit_80"]]
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
