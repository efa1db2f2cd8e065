"""``svangrum enterprises list`` and ``show``: what the register tells, without rates: only who procures reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import stated_day
from svangrum.cli.database import open_database
from svangrum.core.codes import find_municipality, parse_cpv
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.orgnr import normalise_orgnr
from svangrum.records.actors import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.cli.context import Context
    from svangrum.records.enterprises.models import Enterprise

_UNTOLD = "–"


@click.command("list")
@click.argument("what", nargs=-1, metavar="WORDS")
@click.option("--cpv", default="")
@click.option("--municipality", default="")
@click.pass_obj
def list_all(context: Context, what: tuple[str, ...], *, cpv: str, municipality: str) -> None:
    """Raises ``SvangrumError`` ``cpv.…`` and ``municipality.…`` for what cannot be looked for."""
    open_database()
    from svangrum.records.enterprises.models import Enterprise  # noqa: PLC0415 - needs Django
    from svangrum.records.enterprises.queries import Sought, matching  # noqa: PLC0415 - needs Django

    sought = Sought(
        words=" ".join(what),
        cpv=parse_cpv(cpv).code if cpv else "",
        municipality=find_municipality(municipality).code if municipality else "",
    )
    found = list(matching(Enterprise.objects.order_by("name", "pk"), sought))
    for one in found:
        click.echo(_row(one, context.language))
    click.echo(words("enterprises.found", context.language, count=len(found)))


@click.command
@click.argument("orgnr")
@click.option("--as-of", default="")
@click.pass_obj
def show(context: Context, orgnr: str, *, as_of: str) -> None:
    """Who helps it is told as on ``--as-of``. Raises ``SvangrumError`` ``enterprise.unknown``."""
    open_database()
    from svangrum.records.enterprises.models import Enterprise  # noqa: PLC0415 - needs Django

    found = Enterprise.objects.filter(orgnr=normalise_orgnr(orgnr) or "").first()
    if found is None:
        raise SvangrumError("enterprise.unknown")
    for line in _lines(found, stated_day(as_of), context.language):
        click.echo(line)


def _row(one: Enterprise, language: str) -> str:
    from svangrum.web.enterprises.shown import places_in_words, warning  # noqa: PLC0415 - needs Django

    told = (one.orgnr, one.name, places_in_words(one, language) or _UNTOLD, warning(one, language))
    return "\t".join(part for part in told if part)


def _lines(one: Enterprise, on: date, language: str) -> Iterator[str]:
    from svangrum.records.enterprises.queries import helpers_of  # noqa: PLC0415 - needs Django
    from svangrum.web.enterprises.shown import standing, subjects, warning  # noqa: PLC0415 - needs Django

    yield f"{one.name} ({one.orgnr})"
    yield warning(one, language) or standing(one, language)
    if one.organisation_id is None:
        yield words("enterprises.untaken", language)
        return
    for subject in subjects(PROGRAM, one, language):
        told = "; ".join(f"{line.text} ({line.note})" if line.note else line.text for line in subject.lines)
        said = " ".join(told.split()) or words("enterprises.untold", language)
        yield f"{subject.title}: {said}" + (f" [{subject.told}]" if subject.told else "")
    for helper in helpers_of(one, on=on):
        yield words("enterprises.helpers.since", language, name=helper.coordinator.name, day=helper.since)
