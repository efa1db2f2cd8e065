"""``svangrum organisation``: who uses the installation. Founds, lists and closes; invites a first administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from svangrum.cli.clock import now
from svangrum.cli.database import open_database
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, words
from svangrum.records.actors import Actor, Role

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.cli.context import Context
    from svangrum.records.accounts.models import Organisation

OPERATOR = Actor(operator=True)
"""Who has the command line of the server runs the installation."""
KINDS = {
    "kommun": "municipality",
    "region": "region",
    "stat": "state",
    "kommunalt-bolag": "public-company",
    "socialt-foretag": "enterprise",
    "samordnare": "coordinator",
}
_LANGUAGE = click.Choice(LANGUAGES)


@click.group
def organisation() -> None:
    pass


@organisation.command
@click.argument("name")
@click.option("--kind", type=click.Choice(list(KINDS)), default="kommun", show_default=True)
@click.option("--orgnr", default="")
@click.option("--municipality", default="")
@click.option("--administrator", default="")
@click.option("--to", type=_LANGUAGE, default="sv", show_default=True)
@click.pass_obj
def add(context: Context, name: str, *, kind: str, orgnr: str, municipality: str, administrator: str, to: str) -> None:
    open_database(make=True)
    from svangrum.records.accounts.actions.organisations import found_organisation  # noqa: PLC0415 - needs Django
    from svangrum.records.accounts.stated import stated_address  # noqa: PLC0415 - needs Django

    address = stated_address(administrator) if administrator else ""
    founded = found_organisation(
        by=OPERATOR, recorded_at=now(), kind=KINDS[kind], name=name, orgnr=orgnr, municipality=municipality
    )
    click.echo(words("organisation.told.founded", context.language, name=name, id=str(founded)))
    if address:
        _invite(context, founded, address, to)


@organisation.command("list")
@click.pass_obj
def list_all(context: Context) -> None:
    open_database()
    from svangrum.records.accounts.queries import has_administrator, open_organisations  # noqa: PLC0415 - needs Django

    day = now().date()
    found = list(open_organisations(on=day))
    for one in found:
        code = "organisation.told.row" if has_administrator(one.pk, on=day) else "organisation.told.row-alone"
        kind = words(f"organisation.kind.{one.kind}", context.language)
        click.echo(words(code, context.language, id=str(one.pk), kind=kind, name=one.name))
    if not found:
        click.echo(words("organisation.told.none", context.language))


@organisation.command
@click.argument("organisation")
@click.argument("email")
@click.option("--to", type=_LANGUAGE, default="sv", show_default=True)
@click.pass_obj
def invite(context: Context, organisation: str, email: str, to: str) -> None:
    open_database()
    _invite(context, meant(organisation).pk, email, to)


@organisation.command
@click.argument("organisation")
@click.pass_obj
def close(context: Context, organisation: str) -> None:
    open_database()
    from svangrum.records.accounts.actions.organisations import close_organisation  # noqa: PLC0415 - needs Django

    found = meant(organisation)
    close_organisation(by=OPERATOR, recorded_at=now(), organisation=found.pk, version=found.version)
    click.echo(words("organisation.told.closed", context.language, name=found.name))


def _invite(context: Context, organisation: UUID, email: str, to: str) -> None:
    from svangrum.jobs.letters.addresses import absolute  # noqa: PLC0415 - needs Django
    from svangrum.records.accounts.actions.invitations import LASTS, invite  # noqa: PLC0415 - needs Django

    moment = now()
    sent = invite(
        by=OPERATOR,
        recorded_at=moment,
        organisation=organisation,
        email=email,
        roles=[Role.ADMINISTRATOR],
        language=to,
    )
    until = (moment + LASTS).date()
    click.echo(words("organisation.told.invited", context.language, email=email, until=until))
    click.echo(absolute("invitation", to, secret=sent.secret))


def meant(given: str) -> Organisation:
    """The open organisation with this id, number or name.

    Raises ``SvangrumError`` ``organisation.unknown`` for none and ``organisation.several``.
    """
    from svangrum.records.accounts.queries import open_organisations  # noqa: PLC0415 - needs Django

    everyone = open_organisations(on=now().date())
    found = [one for one in everyone if given in {str(one.pk), one.orgnr} or given.lower() == one.name.lower()]
    if not found:
        raise SvangrumError("organisation.unknown", given=given)
    if len(found) > 1:
        raise SvangrumError("organisation.several", given=given)
    return found[0]
