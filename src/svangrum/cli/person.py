"""``svangrum person``: who runs the installation, and who has a new address."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import now
from svangrum.cli.database import open_database
from svangrum.cli.organisation import OPERATOR
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from svangrum.cli.context import Context
    from svangrum.records.accounts.models import Person


@click.group
def person() -> None:
    pass


@person.command
@click.argument("email")
@click.argument("new")
@click.pass_obj
def move(context: Context, email: str, new: str) -> None:
    open_database()
    from svangrum.records.accounts.actions.people import change_address  # noqa: PLC0415 - needs Django

    found = _meant(email)
    change_address(by=OPERATOR, recorded_at=now(), person=found.pk, version=found.version, email=new)
    click.echo(words("person.told.moved", context.language, email=_meant(new).email))


@person.command
@click.argument("email")
@click.pass_obj
def reset(context: Context, email: str) -> None:
    open_database()
    from svangrum.records.accounts.actions.factors import reset_second_factor  # noqa: PLC0415 - needs Django
    from svangrum.web.signing_in.resetting import tell_reset  # noqa: PLC0415 - needs Django

    found = _meant(email)
    reset_second_factor(by=OPERATOR, recorded_at=now(), person=found.pk)
    tell_reset(found)
    click.echo(words("person.told.reset", context.language, email=found.email))


@person.group
def operator() -> None:
    pass


@operator.command
@click.argument("email")
@click.option("--name", required=True)
@click.pass_obj
def add(context: Context, email: str, name: str) -> None:
    open_database(make=True)
    from svangrum.records.accounts.actions.people import make_operator  # noqa: PLC0415 - needs Django
    from svangrum.records.accounts.models import Person  # noqa: PLC0415 - needs Django
    from svangrum.records.accounts.passwords import set_password  # noqa: PLC0415 - needs Django

    password = _password(context.language, Person(email=email, name=name))
    made = make_operator(by=OPERATOR, recorded_at=now(), email=email, name=name, language=context.language)
    found = Person.objects.get(pk=made)
    set_password(found, password)
    click.echo(words("person.told.operator", context.language, email=found.email))


@operator.command
@click.argument("email")
@click.pass_obj
def end(context: Context, email: str) -> None:
    open_database()
    from svangrum.records.accounts.actions.people import end_operator  # noqa: PLC0415 - needs Django

    found = _meant(email, is_operator=True)
    end_operator(by=OPERATOR, recorded_at=now(), person=found.pk, version=found.version)
    click.echo(words("person.told.operator-ended", context.language, email=found.email))


def _meant(email: str, **also: bool) -> Person:
    """Raises ``SvangrumError`` ``person.unknown`` when nobody signs in with that address."""
    from svangrum.records.accounts.models import Person  # noqa: PLC0415 - needs Django

    found = Person.objects.filter(email=email.strip().lower(), **also).first()
    if found is None:
        raise SvangrumError("person.unknown", given=email)
    return found


def _password(language: str, whose: Person) -> str:
    """Asked for unseen at a terminal; else the first line that is given, as from a file or another program.

    Raises ``SvangrumError`` ``person.password`` for one that is too easy to guess.
    """
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415 - needs Django
    from django.core.exceptions import ValidationError  # noqa: PLC0415 - needs Django

    asked = words("person.told.password", language)
    given = str(click.prompt(asked, hide_input=True)) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(given, whose)
    except ValidationError as error:
        raise SvangrumError("person.password") from error
    return given
