"""``svangrum suppliers``: a need beside everyone in the register, as the page *Vilka kan leverera?* has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import stated_day
from svangrum.cli.database import open_database
from svangrum.cli.organisation import meant
from svangrum.core.codes import cpv_table
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError
from svangrum.matching.fit import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from svangrum.cli.context import Context
    from svangrum.matching.fit import Fit
    from svangrum.matching.suppliers import Need
    from svangrum.records.suppliers.found import Found

_SHOWN = 20


@click.group
def suppliers() -> None:
    pass


@suppliers.command
@click.argument("what", nargs=-1, metavar="WORDS")
@click.option("--cpv", default="")
@click.option("--municipality", default="")
@click.option("--from", "since", default="")
@click.option("--until", default="")
@click.option("--hours", default="")
@click.option("--kronor", default="")
@click.option("--organisation", default="")
@click.option("--as-of", default="")
@click.option("--limit", type=click.IntRange(1, 1000), default=_SHOWN, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def find(
    context: Context,
    what: Sequence[str],
    *,
    cpv: str,
    municipality: str,
    since: str,
    until: str,
    hours: str,
    kronor: str,
    organisation: str,
    as_of: str,
    limit: int,
    as_json: bool,
) -> None:
    """Asked by whoever has the server; with an ``organisation`` its own notes fill in where enterprises are silent."""
    day = stated_day(as_of)
    open_database()
    from svangrum.records.suppliers.found import find as hold  # noqa: PLC0415 - needs Django
    from svangrum.records.suppliers.known import known_to  # noqa: PLC0415 - needs Django

    if hours and kronor:
        raise SvangrumError("need.hours-or-kronor")
    stated = {
        "what": " ".join(what),
        "cpv": cpv,
        "municipality": municipality,
        "since": since,
        "until": until,
        "measure": "kronor" if kronor else "hours",
        "per_month": kronor or hours,
    }
    need = _need(stated, context.language)
    known = known_to(meant(organisation).pk if organisation else None, on=day)
    found = hold(known, need, on=day)
    click.echo(_as_json(found) if as_json else as_text(found, context.language, limit=limit))


def _need(stated: Mapping[str, str], language: str) -> Need:
    """Raises ``InvalidFactsError``; for words ``need.name-cpv``, with the codes they may mean."""
    from svangrum.records.suppliers.need import guesses, read_need  # noqa: PLC0415 - needs Django

    try:
        return read_need(stated)
    except InvalidFactsError as error:
        if [one.code for one in error.errors] == ["need.which-cpv"]:
            named = [f"{one.code} {cpv_table()[one.code].label(language)}" for one in guesses(stated["what"])]
            raise SvangrumError("need.name-cpv", guesses="; ".join(named)) from error
        raise


def _as_json(found: Found) -> str:
    from svangrum.records.suppliers.export import as_json  # noqa: PLC0415 - needs Django

    return json.dumps(as_json(found), ensure_ascii=False, indent=2)


def as_text(found: Found, language: str, *, limit: int) -> str:
    """The count first, then everyone with the reasons, the best first, and last those who are not counted."""
    return "\n".join(_lines(found, language, limit))


def _lines(found: Found, language: str, limit: int) -> Iterator[str]:
    from svangrum.records.suppliers.told import headline, label_of, narrower, resting_on  # noqa: PLC0415 - needs Django

    yield headline(found, language)
    if found.with_samhall.at_least != found.without_samhall.at_least:
        yield words("suppliers.with-samhall", language, count=found.with_samhall.at_least)
    sure = found.without_samhall.at_least or found.with_samhall.at_least
    yield words("suppliers.at-least" if sure else "suppliers.not-nobody", language)
    yield from resting_on(found, language)
    yield words("suppliers.absent", language)
    for code, count in narrower(found):
        yield words("suppliers.cli-narrower", language, offer=label_of(code, language), code=code, count=count)
    for one in found.fits[:limit]:
        yield ""
        yield from _of_one(found, one, language)
    if len(found.fits) > limit:
        yield ""
        yield words("suppliers.cli-more", language, count=len(found.fits) - limit)
    yield from _not_counted(found, language)
    if found.known.silent:
        yield ""
        yield words("suppliers.missing.silent", language, count=len(found.known.silent))


def _of_one(found: Found, fit: Fit, language: str) -> Iterator[str]:
    from svangrum.records.suppliers.told import reason_told  # noqa: PLC0415 - needs Django

    group = words(f"suppliers.group.{fit.grade.name.lower()}.name", language)
    kind = words(f"enterprises.kind.{fit.kind}", language)
    yield f"{found.entry(fit.key).name} ({fit.key}), {kind}: {group}"
    if found.entry(fit.key).not_social:
        yield f"  {words('suppliers.not-social', language)}"
    for part, reason in zip(PARTS, fit.reasons, strict=True):
        yield f"  {words(f'suppliers.part.{part}', language)}: {reason_told(found, fit, reason, language)}"


def _not_counted(found: Found, language: str) -> Iterator[str]:
    if found.known.out:
        yield ""
        yield words("suppliers.out.count", language, count=len(found.known.out))
    for one in found.known.out:
        yield f"  {one.entry.name} ({one.entry.orgnr}): {_why(one.why, one.on, language)}"


def _why(why: str, day: date | None, language: str) -> str:
    said = words(f"suppliers.out.{why}", language)
    return f"{said} {words('suppliers.out.since', language, day=day)}" if day else said
