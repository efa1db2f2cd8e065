"""``svangrum advise``: the same question and answer as the page *Pröva ett köp*."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from svangrum.advice.advise import advise as advise_on
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.read import FIELDS, InvalidFactsError, read_purchase
from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.documents.plain import as_text
from svangrum.documents.takeaway import TAKEAWAYS

if TYPE_CHECKING:
    from svangrum.cli.context import Context

_STOCKHOLM = ZoneInfo("Europe/Stockholm")


def _field_options(command: click.Command) -> click.Command:
    """Add one plain-text option for each field of the form: the reading and its errors are the form's own."""
    options = [click.Option([f"--{field.replace('_', '-')}"], default="", show_default=False) for field in FIELDS]
    command.params = [*options, *command.params]
    return command


@click.command("advise")
@click.option("--as-of", default="")
@click.option("--json", "as_json", is_flag=True)
@click.option("--out", type=click.Path(path_type=Path))
@click.pass_obj
def advise(context: Context, /, as_of: str, *, as_json: bool, out: Path | None, **raw: str) -> None:
    day = parse_day(as_of) if as_of else datetime.now(_STOCKHOLM).date()
    try:
        purchase = read_purchase(raw)
    except InvalidFactsError as error:
        raise _all_in_one(error, context.language) from error
    advice = advise_on(purchase, as_of=day)
    answer = explain(advice, language=context.language)
    if as_json:
        click.echo(json.dumps(as_json_object(advice, answer), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(answer))
    if out is not None:
        for takeaway in TAKEAWAYS.values():
            _write(out / takeaway.filename(context.language), takeaway.make(answer))


_field_options(advise)


def _all_in_one(error: InvalidFactsError, language: str) -> SvangrumError:
    told = [words(f"error.{one.code}", language, **one.values) for one in error.errors]
    return SvangrumError("facts.listed", listed=" ".join(told))


def _write(path: Path, content: bytes) -> None:
    partial = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise SvangrumError("cli.unwritable", path=str(path.parent)) from error
