"""Advice in codes → the answer in one language's words. The words are looked up; nothing is decided here."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from svangrum.advice.alike import alike_in_words
from svangrum.advice.answer import (
    Answer,
    Cited,
    CpvChoice,
    Fact,
    Forecast,
    Line,
    LineGroup,
    Question,
    Share,
    SourceLine,
    Unsettled,
)
from svangrum.advice.moments import moment_of
from svangrum.advice.moved import moved_in_words
from svangrum.advice.order import group_of
from svangrum.advice.read import field_of
from svangrum.advice.supply_told import supplier_test
from svangrum.core.codes import cpv_table, find_municipality
from svangrum.core.findings import Message
from svangrum.core.language import has_words, say, words, write_day, write_money, write_number
from svangrum.law.questions import PARTS, risks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.advice.advise import Advice
    from svangrum.competition.tenders import TenderOutlook
    from svangrum.core.findings import Finding, Missing
    from svangrum.core.money import Money
    from svangrum.core.sources import Citation
    from svangrum.law.purchase import Act, Purchase

_LAST_ROW = 10
"""Numbers of tenders from here on share one row of the table."""

DECIMALS = 6
"""With so many a share is exported."""


def explain(advice: Advice, *, language: str) -> Answer:
    """Write ``advice`` in ``language`` (``"sv"`` or ``"en"``).

    Raises ``KeyError`` when a code lacks words: an answer with a hole in it must not reach a reader.
    """
    return Answer(
        language=language,
        as_of=advice.as_of,
        as_of_text=write_day(advice.as_of, language),
        version=advice.version,
        headline=say(advice.headline, language),
        what=advice.purchase.what,
        summary=tuple(summary(advice.purchase, language)),
        warnings=_said(advice.warnings, language),
        groups=tuple(_groups(advice.findings, language)),
        questions=tuple(_questions(advice.missing, advice.purchase.under, language)),
        open=_forecast("open", advice.competition.open, advice.competition.period, language),
        reserved=_forecast(
            "reserved",
            advice.competition.reserved.outlook,
            advice.competition.period,
            language,
            trusted=advice.competition.trusted,
        ),
        competition_notes=_said(advice.competition.notes, language),
        suppliers=say(advice.suppliers, language),
        steps=_said(advice.steps, language),
        unknowns=_said(advice.unknowns, language),
        sources=tuple(SourceLine(say(source.message, language), source.url) for source in advice.sources),
        cpv_choices=tuple(CpvChoice(one.code, cpv_table()[one.code].label(language)) for one in advice.cpv_suggestions),
        reservable=advice.reservable,
        regime=advice.regime,
        act=advice.purchase.under,
        moved=moved_in_words(advice.competition.factors or (), language),
        evidence=_said(advice.competition.evidence, language),
        alike=None if advice.comparables is None else alike_in_words(advice.comparables, language),
        test=supplier_test(advice, language),
    )


def _said(messages: Iterable[Message], language: str) -> tuple[str, ...]:
    return tuple(say(message, language) for message in messages)


def summary(purchase: Purchase, language: str) -> Iterator[Fact]:
    """What is known of a purchase, fact by fact."""
    for fact, value in _stated(purchase, language):
        if value is not None:
            yield Fact(field_of(fact), words(f"fact.{fact}.label", language), value)


def _stated(purchase: Purchase, language: str) -> Iterator[tuple[str, str | None]]:
    cpv = cpv_table()[purchase.cpv] if purchase.cpv and purchase.cpv_confirmed else None
    yield "act", purchase.act and words(f"fact.act.{purchase.act}", language)
    yield "kind", purchase.kind and words(f"kind.{purchase.kind}", language)
    yield "value", _money(purchase.value, language)
    months = purchase.months
    yield "months", None if months is None else words("fact.months.stated", language, months=months)
    yield "municipality", _place(purchase.municipality, language)
    yield "buyer", purchase.buyer and words(f"buyer.{purchase.buyer}", language)
    yield "cpv", cpv and f"{cpv.code} {cpv.label(language)}"
    yield "main_object_confirmed", _yes_no(purchase.main_object_confirmed, language)
    yield "covered_by_contract", _yes_no(purchase.covered_by_contract, language)
    yield "same_kind_12_months", _money(purchase.same_kind_12_months, language)
    yield "direct_awards_this_year", _money(purchase.direct_awards_this_year, language)


def _place(municipality: str | None, language: str) -> str | None:
    if municipality is None or not find_municipality(municipality).fictional:
        return municipality
    return words("fact.municipality.fictional", language, municipality=municipality)


def _money(amount: Money | None, language: str) -> str | None:
    return None if amount is None else write_money(amount, language)


def _yes_no(answer: bool | None, language: str) -> str | None:  # noqa: FBT001 - three-valued, read by position
    return None if answer is None else words("yes" if answer else "no", language)


def _groups(findings: Iterable[Finding], language: str) -> Iterator[LineGroup]:
    for group, members in groupby(findings, key=group_of):
        lines = tuple(line_of(finding, language) for finding in members)
        yield LineGroup(group, words(f"group.{group}", language), lines)


def line_of(finding: Finding, language: str) -> Line:
    """One finding in words."""

    def text(code: str) -> str:
        return say(Message(code, finding.values), language)

    def texts(kind: str, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(text(f"{kind}.{code}") for code in codes)

    moment = moment_of(finding)
    return Line(
        key=finding.key,
        outcome=finding.outcome,
        status=words(f"outcome.{finding.outcome}", language),
        says=text(f"law.{finding.key}.says"),
        why=text(f"law.{finding.key}.why"),
        citations=tuple(_cited(citation, language) for citation in finding.citations),
        conditions=texts("condition", finding.conditions),
        choices=texts("choice", finding.choices),
        proofs=texts("proof", finding.proofs),
        warnings=texts("warning", finding.warnings),
        unsettled=_unsettled(finding, language),
        when=None if moment is None else words(f"moment.{moment}", language),
    )


@lru_cache(maxsize=4096)
def _cited(citation: Citation, language: str) -> Cited:
    return Cited(citation.label(language), citation.url)


def _unsettled(finding: Finding, language: str) -> Unsettled | None:
    if finding.question is None:
        return None
    part = {name: say(Message(f"question.{finding.question}.{name}", finding.values), language) for name in PARTS}
    return Unsettled(**part, risk=words(f"risk.{risks()[finding.question]}", language))


def _questions(missing: Iterable[Missing], act: Act, language: str) -> Iterator[Question]:
    """One question a fact, however many rules wait for it."""
    asked = dict.fromkeys(fact for one in missing for fact in one.facts)
    for fact in asked:
        asks, why = (say_of_fact(fact, part, act, language) for part in ("question", "why"))
        yield Question(field_of(fact), asks, why)


def say_of_fact(fact: str, part: str, act: Act, language: str) -> str:
    """The ``question`` or ``why`` of a fact. An act may have its own: the value of a concession is another thing."""
    own = f"fact.{fact}.{act}.{part}"
    return words(own if has_words(own) else f"fact.{fact}.{part}", language)


@lru_cache(maxsize=2048)
def _forecast(label: str, outlook: TenderOutlook, period: str, language: str, *, trusted: float = 0) -> Forecast:
    """``trusted``: how many procurements those marked as reserved weigh as. An interval has its own words for each."""
    ones = sum(dot <= 1 for dot in outlook.dots)
    interval = "one" if outlook.low80 == outlook.high80 else "range"
    return Forecast(
        label=words(f"forecast.{label}.label", language),
        dots=outlook.dots,
        low=outlook.low80,
        high=outlook.high80,
        sentence=_sentence(ones, outlook.median, language),
        interval=words(f"forecast.interval.{label}.{interval}", language, low=outlook.low80, high=outlook.high80),
        basis=words(
            f"forecast.{label}.basis",
            language,
            lots=outlook.n_lots,
            procurements=outlook.n_procurements,
            period=period,
            group=_group_words(outlook, language),
            trusted=trusted,
        ),
        table=tuple(shares(outlook.pmf, language)),
    )


def _sentence(ones: int, median: int, language: str) -> str:
    """How many get one tender, and what half get at least: at least one is no news."""
    single = words(f"forecast.sentence.{_number(ones)}", language, ones=ones)
    return single if median <= 1 else f"{single} {words('forecast.half', language, median=median)}"


def _number(count: int) -> str:
    return {0: "none", 1: "one"}.get(count, "several")


def _group_words(outlook: TenderOutlook, language: str) -> str:
    if outlook.cpv_prefix is None:
        return words("forecast.group.all", language)
    return words("forecast.group.cpv", language, cpv=cpv_table()[outlook.cpv_prefix.ljust(8, "0")])


def shares(pmf: tuple[float, ...], language: str) -> Iterator[Share]:
    """The rows of the table beneath a chart, from the chance of one tender on.

    They are written from the shares as they are exported, so that a kept answer says the same again.
    """
    exported = [round(share, DECIMALS) for share in pmf]
    for tenders, share in enumerate(exported[: _LAST_ROW - 1], start=1):
        yield Share(str(tenders), _percent(share, language))
    rest = sum(exported[_LAST_ROW - 1 :])
    yield Share(words("forecast.or-more", language, tenders=_LAST_ROW), _percent(rest, language))


def _percent(share: float, language: str) -> str:
    return words("forecast.percent", language, percent=write_number(100 * share, language))
