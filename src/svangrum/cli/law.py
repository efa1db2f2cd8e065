"""``svangrum law``: what has been checked, and what a code means."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import stated_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import catalogue, words, write_value
from svangrum.core.money import Money
from svangrum.core.parameters import Parameter, parameters
from svangrum.core.sources import Citation, acts
from svangrum.law.dated import overdue, unverified
from svangrum.law.purchase import Act
from svangrum.law.registry import Entry, Rule, entries, rules
from svangrum.law.wording import named_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from svangrum.cli.context import Context
    from svangrum.core.findings import Value
    from svangrum.core.parameters import DatedValue

_PARTS = ("condition", "step", "proof", "warning")
_QUESTION = ("question", "reading_for", "reading_against", "advice")


@click.group("law")
def law() -> None:
    pass


@law.command("check")
@click.option("--as-of", default="")
@click.pass_obj
def check(context: Context, as_of: str) -> int:
    day = stated_day(as_of)
    late = overdue(day)
    for line in _check_lines(day, late, context.language):
        click.echo(line)
    return 1 if late else 0


@law.command("explain")
@click.argument("code")
@click.option("--as-of", default="")
@click.pass_obj
def explain(context: Context, code: str, as_of: str) -> None:
    for line in explanation(code, day=stated_day(as_of), language=context.language):
        click.echo(line)


def explanation(code: str, *, day: date, language: str) -> list[str]:
    """The lines that explain a rule (``reserve``), an answer (``reserve.national``) or a parameter.

    Raises ``SvangrumError`` ``law.unknown-code`` with the codes of the rules for anything else.
    """
    names = dict.fromkeys(rule.name for rule in rules())
    name, _, answer = code.partition(".")
    if code in parameters():
        return list(_parameter_lines(parameters()[code], language))
    if name in names and answer in entries(name):
        return list(_answer_lines(name, answer, day, language))
    if code in names:
        return list(_rule_lines(code, day, language))
    raise SvangrumError("law.unknown-code", field="code", code=code, known=", ".join(names))


def _check_lines(day: date, late: list[Parameter], language: str) -> Iterator[str]:
    if not late:
        yield words("cli.law.check.all-well", language, day=day)
    for one in late:
        title = _title(one, language)
        yield words("cli.law.check.overdue", language, title=title, code=one.code, next=one.review.next_review)
    for one in unverified(day):
        yield words("cli.law.check.to-verify", language, title=_title(one, language), code=one.code)
    for code, act in acts().items():
        if act.consolidated_through is None:
            yield words("cli.law.check.not-read", language, act=code)
        elif act.consolidated_through < day:
            yield words("cli.law.check.read-through", language, act=code, date=act.consolidated_through)


def _title(parameter: Parameter, language: str) -> str:
    return words(f"parameter.{parameter.code}", language)


def _parameter_lines(parameter: Parameter, language: str) -> Iterator[str]:
    yield _title(parameter, language)
    for dated in parameter.values:
        yield words(
            "cli.law.explain.value",
            language,
            since=dated.since,
            value=_written(parameter, dated, language),
            status=words(f"status.{dated.status}", language),
            source=dated.citation.label(language),
        )


def _written(parameter: Parameter, dated: DatedValue, language: str) -> str:
    if isinstance(dated.value, Money):
        return write_value(dated.value, language)
    if isinstance(dated.value, int | float):
        return words(f"unit.{parameter.unit}", language, number=dated.value)
    if dated.low is not None:
        return words("cli.law.explain.range", language, low=dated.low, high=dated.high)
    return words("cli.law.explain.unknown", language)


def _rule_lines(name: str, day: date, language: str) -> Iterator[str]:
    yield words(f"law.{name}.title", language)
    for rule in rules():
        if rule.name == name:
            yield from _period_lines(rule, day, language)


def _period_lines(rule: Rule, day: date, language: str) -> Iterator[str]:
    until = rule.period.until
    form = "period-until" if until else "period"
    yield words(f"cli.law.explain.{form}", language, since=rule.period.since, until=until)
    for code, entry in entries(rule.name).items():
        if code in rule.codes:
            yield f"  {rule.name}.{code}: {_headline(rule.name, code, entry, day, language)}"


def _headline(name: str, code: str, entry: Entry, day: date, language: str) -> str:
    says = _fill(f"law.{name}.{code}.says", day, language)
    outcome = words(f"outcome.{entry.outcome}", language)
    return words("cli.law.explain.outcome", language, outcome=outcome, says=says)


def _answer_lines(name: str, code: str, day: date, language: str) -> Iterator[str]:
    entry = entries(name)[code]
    yield _headline(name, code, entry, day, language)
    yield _fill(f"law.{name}.{code}.why", day, language)
    for part, codes in zip(_PARTS, (entry.conditions, entry.steps, entry.proofs, entry.warnings), strict=True):
        yield from (f"  {_fill(f'{part}.{one}', day, language)}" for one in codes)
    if entry.question:
        yield from (_fill(f"question.{entry.question}.{part}", day, language) for part in _QUESTION)
    yield words("cli.law.explain.cites", language, citations=_labels(entry.citations, language))


def _labels(citations: Iterable[Citation], language: str) -> str:
    return "; ".join(citation.label(language) for citation in citations)


def _fill(key: str, day: date, language: str) -> str:
    """The words of ``key`` as LOU has it, with the day's parameters; what depends on the purchase is an ellipsis."""
    template = catalogue(language)[key]
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    return words(key, language, **({name: _known(name, day) for name in names} | dict(named_in(template, Act.LOU))))


def _known(name: str, day: date) -> Value:
    parameter = parameters().get(name)
    if parameter is None or parameter.values[0].since > day:
        return "…"
    value = parameter.at(day).value
    return "…" if value is None else value
