"""``svangrum guide texts`` and ``guide checks``: the text bank, and how each condition is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import stated_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.documents.checks import checked
from svangrum.documents.notes import note
from svangrum.guide.checks import TOPICS, About, carried_by
from svangrum.guide.checks import checks as all_checks
from svangrum.guide.compose import alone, write_alone
from svangrum.guide.texts import Part, Regime, clauses, groups
from svangrum.law.registry import entries, rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.cli.context import Context
    from svangrum.documents.checks import Checked
    from svangrum.guide.checks import Check
    from svangrum.guide.texts import Clause


@click.command("texts")
@click.argument("code", default="")
@click.option("--as-of", default="")
@click.pass_obj
def texts(context: Context, code: str, as_of: str) -> None:
    if code and code not in clauses():
        raise SvangrumError("clause.unknown", field="code", code=code)
    day = stated_day(as_of)
    for line in _text_lines(clauses()[code], day, context.language) if code else _shelf_lines(context.language):
        click.echo(line)


@click.command("checks")
@click.argument("code", default="")
@click.pass_obj
def checks(context: Context, code: str) -> None:
    for line in _found_lines(code, context.language) if code else _topic_lines(context.language):
        click.echo(line)


def _shelf_lines(language: str) -> Iterator[str]:
    for part in Part:
        yield words(f"clauses.shelf.{part}", language)
        yield from (
            f"  {code:26} {one.title.template(language)}" for code, one in clauses().items() if one.part is part
        )


def _text_lines(clause: Clause, day: date, language: str) -> Iterator[str]:
    """The text with its variants and blanks, then what whoever writes needs beside it."""
    written = write_alone(alone(clause), {}, language=language, as_of=day)
    yield clause.title.template(language)
    yield from ("  " + "".join(piece.text for piece in pieces) for _, pieces in written.paragraphs)
    beside = note(clause, Regime, groups(), language=language, as_of=day)
    yield f"{words('clauses.note.motive', language)}: {beside.motive}"
    for law in beside.law:
        yield f"{law.rules}: {'; '.join(one.label for one in law.cited)}"
    if beside.unsettled:
        yield f"{words('clauses.note.unsettled', language)}: {beside.unsettled}"
    yield f"{words('clauses.note.proof', language)}: {beside.proof}"
    yield words("clauses.note.evidence", language)
    yield from (f"  {one}" for one in beside.evidence or [words("clauses.nothing-recorded", language)])
    for check in carried_by(clause.code):
        yield from _check_lines(check, language)


def _topic_lines(language: str) -> Iterator[str]:
    for topic in TOPICS:
        yield words(f"checks.topic.{topic}", language)
        yield from (
            f"  {one.key:46} {one.title.template(language)}" for one in all_checks().values() if one.topic == topic
        )


def _found_lines(code: str, language: str) -> Iterator[str]:
    """The checks of a condition or a proof, or of every one that an answer of the law names (``reserve.directive``).

    Raises ``SvangrumError`` ``check.unknown`` for anything else.
    """
    found = [one for one in all_checks().values() if code in {one.code, one.key}] or _named_by(code)
    if not found:
        raise SvangrumError("check.unknown", field="code", code=code)
    return (line for one in found for line in _check_lines(one, language))


def _named_by(answer: str) -> list[Check]:
    rule, _, code = answer.partition(".")
    if rule not in {one.name for one in rules()} or code not in entries(rule):
        return []
    entry = entries(rule)[code]
    keys = [f"{About.CONDITION}.{one}" for one in entry.conditions] + [f"{About.PROOF}.{one}" for one in entry.proofs]
    return [all_checks()[key] for key in keys]


def _check_lines(check: Check, language: str) -> Iterator[str]:
    told: Checked = checked(check, language)
    label, asked = ("checks.proof", told.who) if told.own else ("checks.ask", f"{told.ask} {told.who}.")
    yield f"{told.title} ({check.key})"
    yield f"  {words(label, language)}: {asked}"
    yield f"  {words('checks.when', language)}: {told.when}"
    yield f"  {words('checks.note' if told.own else 'checks.check', language)}: {told.check}"
    yield from (f"  {words('checks.evidence', language)}: {one}" for one in told.evidence)
