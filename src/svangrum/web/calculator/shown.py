"""The calculation as the page shows it: texts, tables and charts in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.language import words, write_decimal, write_money
from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.documents.bars import Bar, bar_chart
from svangrum.documents.svg import Look
from svangrum.guide.calculation.calculate import Calculation, person_years
from svangrum.guide.calculation.extended import Extended, range_parameters
from svangrum.guide.calculation.flows import LEVELS
from svangrum.guide.calculation.rates import RATES
from svangrum.guide.calculation.words import assumptions, formulas

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from svangrum.guide.calculation.sensitivity import Swing

_SIZES = (("wide", 640, 17), ("narrow", 320, 15))
_OF_TWENTY = 20


@dataclass(frozen=True)
class PostShown:
    name: str
    amount: str
    formula: str


@dataclass(frozen=True)
class PostRow:
    """One post of the table: what each level gets or pays, in the order of the levels; empty where nothing."""

    name: str
    amounts: tuple[str, ...]


@dataclass(frozen=True)
class LevelShown:
    """A level with its posts, its sum, and where nine draws of ten lie."""

    name: str
    amount: str
    spread: str
    above: str
    posts: tuple[PostShown, ...]


@dataclass(frozen=True)
class RateShown:
    name: str
    value: str
    since: str
    status: str
    source: str
    url: str
    note: str


def kronor(amount: float, language: str) -> str:
    """Rounded to hundreds: finer figures would say more than anybody knows."""
    return write_money(Money.kronor(round(amount / 100) * 100), language)


def lead(found: Calculation, extended: Extended, language: str) -> dict[str, str]:
    """The sentences that open the page: the range first, then the model as published."""
    years = person_years(found.inputs)
    society = extended.society
    return {
        "headline": _headline(society.p5 / years, society.p95 / years, language),
        "chance": words(
            "calculator.chance",
            language,
            count=round(society.above_zero * _OF_TWENTY),
            middle=kronor(society.p50 / years, language),
        ),
        "published": words(
            "calculator.published",
            language,
            each=kronor(found.per_person_year, language),
            total=kronor(found.society, language),
        ),
    }


def _headline(low: float, high: float, language: str) -> str:
    """Gains, loses, or may do either: a minus sign is not left for the reader to notice."""
    if low == high == 0:
        return words("calculator.headline-nothing", language)
    if low < 0 < high:
        return words("calculator.headline-either", language, low=kronor(-low, language), high=kronor(high, language))
    if high < 0:
        return words("calculator.headline-loss", language, low=kronor(-high, language), high=kronor(-low, language))
    return words("calculator.headline", language, low=kronor(low, language), high=kronor(high, language))


def levels(found: Calculation, extended: Extended, language: str) -> list[LevelShown]:
    return [_level(name, found, extended, language) for name in LEVELS]


def _level(name: str, found: Calculation, extended: Extended, language: str) -> LevelShown:
    spread = extended.levels[name]
    posts = (
        PostShown(
            words(f"calculator.flow.{post.code}", language),
            kronor(post.amount, language),
            formulas()[post.code].say(language, as_of=found.as_of),
        )
        for post in found.posts
        if post.level == name
    )
    return LevelShown(
        name=words(f"calculator.level.{name}", language),
        amount=kronor(found.level(name), language),
        spread=_between(spread.p5, spread.p95, language),
        above=words("calculator.of-twenty", language, count=round(spread.above_zero * _OF_TWENTY)),
        posts=tuple(posts),
    )


def post_table(found: Calculation, language: str) -> list[PostRow]:
    """Every post once with its amount at each level, and last the sums."""
    codes = dict.fromkeys(post.code for post in found.posts)
    amounts = {(post.code, post.level): kronor(post.amount, language) for post in found.posts}
    rows = [
        PostRow(words(f"calculator.flow.{code}", language), tuple(amounts.get((code, level), "") for level in LEVELS))
        for code in codes
    ]
    sums = tuple(kronor(found.level(level), language) for level in LEVELS)
    return [*rows, PostRow(words("calculator.sums", language), sums)]


def _between(low: float, high: float, language: str) -> str:
    return words("calculator.between", language, low=kronor(low, language), high=kronor(high, language))


def level_charts(found: Calculation, language: str) -> list[str]:
    """The five levels and their sum from one zero line, wide and narrow."""
    amounts = [(f"calculator.level.{name}", found.level(name)) for name in LEVELS]
    bars = [Bar(words(code, language), kronor(amount, language), 0, amount) for code, amount in amounts]
    bars.append(
        Bar(words("calculator.level.society", language), kronor(found.society, language), 0, found.society, strong=True)
    )
    return _drawn("levels", bars, language)


def swing_charts(swings: Iterable[Swing], likely: float, language: str) -> list[str]:
    """How far the sum moves when one thing goes from end to end, from the line where all is likely."""
    bars = [_swing_bar(one, language) for one in swings]
    return _drawn("swings", bars, language, mark=likely) if bars else []


def _swing_bar(one: Swing, language: str) -> Bar:
    says = words(
        "calculator.swing",
        language,
        low=write_decimal(one.low, language),
        high=write_decimal(one.high, language),
        at_low=kronor(one.at_low, language),
        at_high=kronor(one.at_high, language),
    )
    return Bar(words(f"calculator.uncertain.{one.code}.name", language), says, one.at_low, one.at_high)


def _drawn(name: str, bars: list[Bar], language: str, *, mark: float = 0.0) -> list[str]:
    title = words(f"calculator.chart.{name}", language)
    says = " ".join(f"{bar.name}: {bar.says}." for bar in bars)
    return [
        bar_chart(bars, Look(f"{name}-{size}", width, text, title, says), mark=mark) for size, width, text in _SIZES
    ]


def rates_shown(as_of: date, language: str) -> list[RateShown]:
    """Every rate and range behind the figures, with day, status and source."""
    return [_rate(code, as_of, language) for code in (*RATES, *range_parameters())]


def _rate(code: str, as_of: date, language: str) -> RateShown:
    dated = parameters()[code].at(as_of)
    number = dated.value if isinstance(dated.value, Money) else write_decimal(float(dated.value or 0), language)
    unit = parameters()[code].unit
    value = (
        write_money(number, language) if isinstance(number, Money) else words(f"unit.{unit}", language, number=number)
    )
    return RateShown(
        name=words(f"parameter.{code}", language),
        value=value,
        since=dated.since.isoformat(),
        status=words(f"status.{dated.status}", language),
        source=dated.citation.label(language),
        url=dated.citation.url,
        note=dated.remark(language),
    )


def assumed(as_of: date, language: str) -> list[str]:
    return [one.say(language, as_of=as_of) for one in assumptions()]
