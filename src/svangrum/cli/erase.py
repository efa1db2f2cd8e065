"""``svangrum erase``: what one event of a thing tells is erased; that something was done, when and by whom stays.

Asks for whatever was not given. Exit codes: 0 erased, 2 nothing done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import click

from svangrum.cli.clock import now
from svangrum.cli.database import open_database
from svangrum.core.dates import day_at_home
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words, write_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.cli.context import Context
    from svangrum.records.erasing import Ground
    from svangrum.records.events.queries import Told


@click.command()
@click.argument("thing")
@click.option("--number", default="")
@click.option("--ground", default="")
@click.option("--reason", default="")
@click.option("--sure", is_flag=True)
@click.pass_obj
def erase(context: Context, thing: str, *, number: str, ground: str, reason: str, sure: bool) -> None:
    open_database()
    from svangrum.records.actors import PROGRAM  # noqa: PLC0415 - needs the open database
    from svangrum.records.erasing import erase_payload  # noqa: PLC0415 - said above

    language = context.language
    events = _events_of(thing)
    if not number:
        click.echo("\n".join(_listed(events, language)))
    event = _meant(events, number or _asked("number", language))
    meant = _ground(ground or _asked("ground", language), language)
    stated = reason or _asked("reason", language)
    if not (sure or _is_sure(event, language)):
        raise SvangrumError("erase.unsure")
    erase_payload(by=PROGRAM, recorded_at=now(), event=event.id, ground=meant, reason=stated)
    click.echo(words("erase.done", language, number=event.number))


def _events_of(thing: str) -> list[Told]:
    """The events of the thing, readings left out. Raises ``SvangrumError`` ``erase.thing`` for none."""
    from svangrum.records.events.queries import history_by_name  # noqa: PLC0415 - needs the open database

    try:
        found = history_by_name(UUID(thing.strip()))
    except ValueError as error:
        raise SvangrumError("erase.thing") from error
    if not found:
        raise SvangrumError("erase.thing")
    return found


def _meant(events: list[Told], number: str) -> Told:
    """Raises ``SvangrumError`` ``erase.number`` for no event of the thing, or one with nothing to erase."""
    for one in events:
        if str(one.number) == number.strip() and one.erasable:
            return one
    raise SvangrumError("erase.number", given=number.strip())


def _ground(given: str, language: str) -> Ground:
    """A ground by its code, or by what it is called. Raises ``SvangrumError`` ``erase.ground``."""
    from svangrum.records.erasing import Ground  # noqa: PLC0415 - needs the open database

    names = {ground: words(f"erase.ground.{ground}", language) for ground in Ground}
    for ground, name in names.items():
        if given.strip().lower() in {ground, name.lower()}:
            return ground
    raise SvangrumError("erase.ground", grounds=", ".join(names.values()))


def _is_sure(event: Told, language: str) -> bool:
    asked = words("erase.ask.sure", language, number=event.number)
    return str(click.prompt(asked)).strip().lower() == words("erase.agreed", language)


def _asked(code: str, language: str) -> str:
    return str(click.prompt(words(f"erase.ask.{code}", language)))


def _listed(events: list[Told], language: str) -> Iterator[str]:
    for one in events:
        day = write_day(day_at_home(one.recorded_at), language)
        yield words("erase.event", language, number=one.number, day=day, what=_what(one, language))


def _what(event: Told, language: str) -> str:
    """What the event tells, as it stands: who erases must see what."""
    if event.erased:
        return words("erase.gone", language)
    told = ", ".join(f"{name}: {value}" for name, value in event.values.items())
    return f"{event.code.removeprefix('event.')} {told}".strip()
