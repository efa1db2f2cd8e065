"""``svangrum law``: what has been checked, what a code means, and what changed between two days."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from svangrum.advice.lawbook.changes import as_json_object, told_changes
from svangrum.advice.lawbook.wording import Teller
from svangrum.cli.clock import stated_day
from svangrum.cli.explained import explanation
from svangrum.core.dates import parse_day
from svangrum.core.language import words, write_day
from svangrum.core.sources import acts
from svangrum.law.dated import overdue, unverified

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.advice.lawbook.changes import ToldEvent
    from svangrum.cli.context import Context
    from svangrum.core.parameters import Parameter


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


@law.command("diff")
@click.argument("first")
@click.argument("last")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def diff(context: Context, first: str, last: str, *, as_json: bool) -> None:
    days = parse_day(first, field="first"), parse_day(last, field="last")
    teller = Teller(context.language, days[1])
    if as_json:
        click.echo(json.dumps(as_json_object(*days, teller), ensure_ascii=False, indent=2))
        return
    for line in _diff_lines(*days, teller):
        click.echo(line)


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


def _diff_lines(first: date, last: date, teller: Teller) -> Iterator[str]:
    told = told_changes(first, last, teller)
    if not told:
        yield teller.words("cli.law.diff.none", first=first, last=last)
    for day in told:
        yield write_day(day.day, teller.language)
        for event in day.events:
            yield from _event_lines(event, teller)


def _event_lines(told: ToldEvent, teller: Teller) -> Iterator[str]:
    yield "  " + teller.words("cli.law.diff.event", title=told.title, code=told.event.code, says=told.says)
    if told.cited:
        yield f"    {told.cited.label(teller.language)}"
    yield from (f"    + {text}" for text in told.gained)
    yield from (f"    - {text}" for text in told.lost)
