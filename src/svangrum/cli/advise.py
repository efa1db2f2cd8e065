"""``svangrum advise``: the same question and answer as the page *Pröva ett köp*."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from svangrum.advice.advise import advise as advise_on
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.read import FIELDS, read_purchase
from svangrum.advice.supply_stated import SUPPLY_FIELDS, read_supply
from svangrum.cli.batch import answer_batch
from svangrum.cli.clock import stated_day
from svangrum.cli.database import open_database
from svangrum.cli.organisation import meant
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.documents.plain import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.advice.answer import Answer
    from svangrum.advice.supply_known import KnownSuppliers
    from svangrum.cli.context import Context


def _field_options(command: click.Command) -> click.Command:
    """Add one plain-text option for each field of the form: the reading and its errors are the form's own."""
    named = (*FIELDS, *SUPPLY_FIELDS)
    options = [click.Option([f"--{field.replace('_', '-')}"], default="", show_default=False) for field in named]
    command.params = [*options, *command.params]
    return command


@click.command("advise")
@click.option("--batch", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--as-of", default="")
@click.option("--json", "as_json", is_flag=True)
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path), default=Path(".data"), envvar="SVANGRUM_STORE")
@click.option("--comparables/--no-comparables", "comparables", default=None)
@click.option("--register", "register", is_flag=True)
@click.option("--organisation", default="")
@click.pass_obj
def advise(
    context: Context,
    /,
    batch: Path | None,
    as_of: str,
    *,
    as_json: bool,
    out: Path | None,
    store: Path,
    comparables: bool | None,
    register: bool,
    organisation: str,
    **raw: str,
) -> int | None:
    """``register``: ask the database who could deliver; with an ``organisation`` its own notes fill in the gaps."""
    day = stated_day(as_of)
    asks = register or bool(organisation)
    if batch is not None:
        _refuse_options(raw | {"register": "yes" if asks else ""})
        return answer_batch(batch, out, day=day, language=context.language, store=store if comparables else None)
    sought_in = None if comparables is False else store
    known = _register(organisation, day) if asks else None
    _answer_one(context, raw, day=day, as_json=as_json, out=out, store=sought_in, known=known)
    return None


def _register(organisation: str, day: date) -> KnownSuppliers:
    open_database()
    from svangrum.records.suppliers.handed import register_known_to  # noqa: PLC0415 - needs Django

    return register_known_to(meant(organisation).pk if organisation else None, on=day)


def _refuse_options(raw: Mapping[str, str]) -> None:
    stated = [f"--{field.replace('_', '-')}" for field, text in raw.items() if text]
    if stated:
        raise SvangrumError("batch.alone", options=", ".join(stated))


def _answer_one(
    context: Context,
    raw: Mapping[str, str],
    *,
    day: date,
    as_json: bool,
    out: Path | None,
    store: Path | None,
    known: KnownSuppliers | None,
) -> None:
    problems: list[SvangrumError] = []
    purchase = gather(lambda: read_purchase(raw), problems)
    stated = gather(lambda: read_supply(raw), problems)
    if purchase is None or stated is None:
        raise InvalidFactsError(tuple(problems))
    advice = advise_on(purchase, as_of=day, store=store, known=known, stated=stated)
    answer = explain(advice, language=context.language)
    if as_json:
        click.echo(json.dumps(as_json_object(advice, answer), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(answer))
    if out is not None:
        _save_documents(answer, out)


_field_options(advise)


def _save_documents(answer: Answer, folder: Path) -> None:
    # Word and PDF take their time to load, and an answer on the screen does without them
    from svangrum.documents.takeaway import takeaways_of  # noqa: PLC0415 - said above

    for takeaway in takeaways_of(answer):
        _write(folder / takeaway.filename(answer.language), takeaway.make(answer))


def _write(path: Path, content: bytes) -> None:
    partial = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise SvangrumError("cli.unwritable", path=str(path.parent)) from error
