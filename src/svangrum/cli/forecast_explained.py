"""``svangrum model explain``: a forecast in words, what moved it, what it rests on, and what it does not say."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from svangrum.advice.advise import LEAST_CHANCE
from svangrum.advice.moved import LEAST, factor_object, moved_in_words
from svangrum.competition.factors import factors, unknown_facts
from svangrum.competition.features import PurchaseFeatures
from svangrum.competition.tenders import load_market
from svangrum.core.codes import cpv_table, parse_cpv
from svangrum.core.language import words, write_list, write_number
from svangrum.core.reading import yes_no
from svangrum.matching.cpv_words import suggest_cpv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.cli.context import Context
    from svangrum.competition.tenders import Market, TenderOutlook

BUYERS = ("kommun", "kommunalt-bolag", "region", "regionalt-bolag", "stat", "statligt-bolag", "annat")
KINDS = ("varor", "tjanster", "byggentreprenad")
PROCEDURES = (
    "open",
    "selektivt-forfarande",
    "forhandlat-forfarande-med-foregaende-annonsering",
    "urvalsforfarande",
)
LEGAL_BASES = {"lou": "2014/24/EU", "luf": "2014/25/EU", "luk": "2014/23/EU"}
_YES_NO = ("directive_governed", "dynamic_purchasing", "has_lots")
_SHARES = (1, 2, 3, 5, 9)
"""The last count of each share that is told by itself."""


@click.command("explain")
@click.option("--what", default=None)
@click.option("--cpv", default=None)
@click.option("--act", type=click.Choice(tuple(LEGAL_BASES)), default=None)
@click.option("--kind", type=click.Choice(KINDS), default=None)
@click.option("--buyer", type=click.Choice(BUYERS), default=None)
@click.option("--contract-form", type=click.Choice(("contract", "framework")), default=None)
@click.option("--procedure", type=click.Choice(PROCEDURES), default=None)
@click.option("--directive-governed", default=None)
@click.option("--dynamic-purchasing", default=None)
@click.option("--has-lots", default=None)
@click.option("--country", default="SE")
@click.option("--model", type=click.Path(path_type=Path), default=None)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def explain_forecast(context: Context, /, *, country: str, model: Path | None, as_json: bool, **given: Any) -> None:  # noqa: ANN401 - click's values
    market = load_market(model)
    stated = _stated(given)
    features, guessed = _with_cpv(stated)
    if as_json:
        click.echo(json.dumps(as_json_object(market, features, country), ensure_ascii=False, indent=2))
        return
    lines = as_text(market, features, country, context.language)
    click.echo("\n".join([*_guess(features, context.language, guessed=guessed), *lines]))


def _stated(given: dict[str, Any]) -> PurchaseFeatures:
    cpv = given["cpv"] and parse_cpv(given["cpv"], field="cpv").code
    answers = {name: None if given[name] is None else yes_no(given[name], name) for name in _YES_NO}
    law = LEGAL_BASES.get(given["act"])
    rest = {name: value for name, value in given.items() if name != "act"}
    return PurchaseFeatures(**{**rest, **answers, "cpv": cpv, "legal_basis": law})


def _with_cpv(stated: PurchaseFeatures) -> tuple[PurchaseFeatures, bool]:
    """The purchase, with a code guessed from its words where none is stated and one is likely enough."""
    suggested = suggest_cpv(stated.what, reasons=False) if stated.what and not stated.cpv else ()
    if suggested and suggested[0].score >= LEAST_CHANCE:
        return replace(stated, cpv=suggested[0].code), True
    return stated, False


def _guess(features: PurchaseFeatures, language: str, *, guessed: bool) -> Iterator[str]:
    if guessed and features.cpv:
        yield words("note.suggested-cpv", language, cpv=cpv_table()[features.cpv])
        yield ""


def as_json_object(market: Market, features: PurchaseFeatures, country: str) -> dict[str, object]:
    """The forecast for programs: probabilities are shares, ``p_zero`` is null unless a source records it."""
    outlook = market.open(features)
    zero = market.zero.get(country)
    return {
        "purchase": asdict(features),
        "forecast": {
            "pmf": [round(chance, 6) for chance in outlook.pmf],
            "p_one": round(outlook.p_one, 6),
            "median": outlook.median,
            "interval_80": [outlook.low80, outlook.high80],
        },
        "p_zero": None if zero is None else {"country": country, **asdict(zero)},
        "factors": [factor_object(factor) for factor in factors(features, market)],
        "unknown": list(unknown_facts(features, market)),
        "comparables": {
            "lots": outlook.n_lots,
            "procurements": outlook.n_procurements,
            "level": outlook.level,
            "cpv": outlook.cpv_prefix,
        },
        "period": market.period,
        "attributions": [
            one for one in (market.provenance.values["attribution"], zero and market.zero_attribution) if one
        ],
    }


def as_text(market: Market, features: PurchaseFeatures, country: str, language: str) -> Iterator[str]:
    """The forecast for people, paragraph by paragraph."""
    outlook = market.open(features)
    yield from _forecast(outlook, language)
    yield from _paragraph("moved", list(_moved(market, features, language)), language)
    names = [words(f"model.fact.{code}", language) for code in unknown_facts(features, market)]
    if names:
        yield from ("", words("model.explained.unknown", language, facts=write_list(names, language)))
    yield from ("", _basis(market, outlook, language))
    yield from _paragraph("not", list(_says_not(market, country, language)), language)
    yield from ("", str(market.provenance.values["attribution"]))


def _forecast(outlook: TenderOutlook, language: str) -> Iterator[str]:
    yield words("model.explained.one", language, percent=_percent(outlook.p_one, language))
    interval = "one" if outlook.low80 == outlook.high80 else "range"
    yield words("model.explained.half", language, median=outlook.median)
    yield words(f"forecast.interval.open.{interval}", language, low=outlook.low80, high=outlook.high80)
    yield words("model.explained.shares", language, shares="; ".join(_shares(outlook.pmf, language)))


def _shares(pmf: Sequence[float], language: str) -> Iterator[str]:
    """Each count, or stretch of counts, with its share."""
    first = 1
    for last in _SHARES:
        counts = str(last) if first == last else f"{first}–{last}"
        yield words(
            "model.explained.share", language, counts=counts, percent=_percent(sum(pmf[first - 1 : last]), language)
        )
        first = last + 1
    rest = words("forecast.or-more", language, tenders=first)
    yield words("model.explained.share", language, counts=rest, percent=_percent(sum(pmf[first - 1 :]), language))


def _moved(market: Market, features: PurchaseFeatures, language: str) -> Iterator[str]:
    told = [factor for factor in factors(features, market) if factor.effect.moved >= LEAST]
    for factor in told:
        yield from moved_in_words([factor], language)
    if not told:
        yield words("model.explained.nothing-moved", language)


def _basis(market: Market, outlook: TenderOutlook, language: str) -> str:
    prefix = outlook.cpv_prefix
    cpv = None if prefix is None else cpv_table()[prefix.ljust(8, "0")]
    group = words("forecast.group.all", language) if cpv is None else words("forecast.group.cpv", language, cpv=cpv)
    return words(
        "model.explained.basis",
        language,
        lots=outlook.n_lots,
        procurements=outlook.n_procurements,
        period=market.period,
        group=group,
    )


def _says_not(market: Market, country: str, language: str) -> Iterator[str]:
    yield words("model.explained.no-effect", language)
    yield words("model.explained.no-direct-awards", language)
    yield words("model.explained.old", language, period=market.period)
    zero = market.zero.get(country)
    if zero is None:
        yield words("model.explained.zero-unknown", language)
    else:
        yield words(
            "model.explained.zero",
            language,
            lots=zero.lots,
            none=zero.none,
            country=country,
            attribution=market.zero_attribution,
        )


def _paragraph(heading: str, lines: Sequence[str], language: str) -> Iterator[str]:
    yield from ("", words(f"model.explained.{heading}", language))
    yield from (f"  {line}" for line in lines)


def _percent(share: float, language: str) -> str:
    return words("forecast.percent", language, percent=write_number(100 * share, language))
