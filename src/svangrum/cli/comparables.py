"""``svangrum comparables``: the published purchases most like one, why they are like it, and what they got."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from svangrum.advice.alike import alike_in_words, comparables_object
from svangrum.advice.read import read_purchase
from svangrum.cli.clock import stated_day
from svangrum.core.errors import SvangrumError
from svangrum.core.sheets import plain
from svangrum.documents.plain import alike_as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.analysis.comparables import Comparable, Comparables, Wanted
    from svangrum.cli.context import Context

_COUNTRY = re.compile(r"[A-Z]{2}")
_COLUMNS = (
    "dataset",
    "procurement",
    "title",
    "buyer",
    "country",
    "published_on",
    "cpv",
    "points",
    "reasons",
    "tenders",
    "winners",
    "value_sek",
    "reserved",
    "address",
    "database",
)


@click.command("comparables")
@click.option("--what", default="")
@click.option("--cpv", default="")
@click.option("--buyer", default="")
@click.option("--value", default="")
@click.option("--country", default="SE")
@click.option("--reserved", is_flag=True)
@click.option("--limit", type=click.IntRange(1, 100), default=10)
@click.option("--as-of", default="")
@click.option("--json", "as_json", is_flag=True)
@click.option("--csv", "as_csv", is_flag=True)
@click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")
@click.pass_obj
def comparables(
    context: Context,
    /,
    country: str,
    limit: int,
    as_of: str,
    store: Path,
    *,
    reserved: bool,
    as_json: bool,
    as_csv: bool,
    **raw: str,
) -> None:
    # The engine takes its time to load, and the other verbs do without it
    from svangrum.analysis.comparables import comparables as most_alike  # noqa: PLC0415 - said above

    if as_json and as_csv:
        raise SvangrumError("comparables.one-form")
    day = stated_day(as_of)
    wanted = _wanted(raw, country, reserved=reserved)
    found = most_alike(store, wanted, as_of=day, limit=limit)
    told = alike_in_words(found, context.language)
    if as_csv:
        click.echo(as_csv_text(found), nl=False)
    elif as_json:
        click.echo(json.dumps(comparables_object(found, told), ensure_ascii=False, indent=2))
    else:
        click.echo(alike_as_text(told, context.language), nl=False)


def _wanted(raw: dict[str, str], country: str, *, reserved: bool) -> Wanted:
    from svangrum.analysis.comparables import Wanted  # noqa: PLC0415 - as above

    code = country.strip().upper()
    if not _COUNTRY.fullmatch(code):
        raise SvangrumError("comparables.country", text=country)
    purchase = read_purchase(raw)
    return Wanted(
        what=purchase.what,
        cpv=purchase.cpv,
        buyer=purchase.buyer,
        value=purchase.value,
        country=code,
        reserved=reserved,
    )


def as_csv_text(found: Comparables) -> str:
    """A row for each procurement, the most alike first; what is a list stands with blanks between."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(tuple(_cells(one)) for one in found.found)
    return written.getvalue()


def _cells(one: Comparable) -> Iterator[object]:
    yield from (one.dataset, one.procurement, plain(one.title), plain(one.buyer or ""), one.country)
    yield from (one.day.isoformat(), one.cpv, one.points)
    yield " ".join(reason.message.code for reason in one.reasons)
    yield " ".join(map(str, one.tenders))
    yield " ".join(one.winners)
    yield "" if one.value is None else one.value.minor // 100
    yield from (one.reserved or "", one.address or "", one.database or "")
