"""The ``svangrum`` command: its verbs, their help in the reader's language, and how errors are told.

Exit codes: 0 all done, 1 some of it set aside and listed, 2 nothing done.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from svangrum import __version__
from svangrum.cli.advise import advise
from svangrum.cli.backup import backup
from svangrum.cli.calculate import calculate
from svangrum.cli.calendar import calendar
from svangrum.cli.check import check
from svangrum.cli.comparables import comparables
from svangrum.cli.context import Context
from svangrum.cli.cpv import cpv
from svangrum.cli.demo import demo
from svangrum.cli.enterprises import enterprises
from svangrum.cli.erase import erase
from svangrum.cli.fetch import fetch
from svangrum.cli.files import files
from svangrum.cli.guide import guide
from svangrum.cli.help import speak
from svangrum.cli.ingest import ingest
from svangrum.cli.law import law
from svangrum.cli.letters import letters
from svangrum.cli.model import model
from svangrum.cli.observatory import observatory
from svangrum.cli.organisation import organisation
from svangrum.cli.person import person
from svangrum.cli.reserved import reserved
from svangrum.cli.restore import restore
from svangrum.cli.serve import serve
from svangrum.cli.suppliers import suppliers
from svangrum.cli.thin import thin
from svangrum.cli.verify import verify
from svangrum.cli.worker import worker
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, words
from svangrum.core.reading import InvalidFactsError

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING_DONE = 2


@click.group
def cli() -> None:
    pass


for verb in (
    advise,
    backup,
    calculate,
    calendar,
    check,
    comparables,
    cpv,
    demo,
    enterprises,
    erase,
    fetch,
    files,
    guide,
    ingest,
    law,
    letters,
    model,
    observatory,
    organisation,
    person,
    reserved,
    restore,
    serve,
    suppliers,
    thin,
    verify,
    worker,
):
    cli.add_command(verb)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command line and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        click.echo(__version__)
        sys.exit(0)
    language, rest = split_language(given)
    speak(cli, language)
    sys.exit(run(rest or ["--help"], language))


def run(arguments: Sequence[str], language: str) -> int:
    """Run the command and give its exit code; what goes wrong is told on standard error."""
    try:
        code = cli.main(list(arguments), prog_name="svangrum", standalone_mode=False, obj=Context(language))
    except InvalidFactsError as error:
        _tell(" ".join(words(f"error.{one.code}", language, **one.values) for one in error.errors), language)
        return NOTHING_DONE
    except SvangrumError as error:
        _tell(words(f"error.{error.code}", language, **error.values), language)
        return NOTHING_DONE
    except click.UsageError as error:
        _tell(_usage_words(error, language), language)
        return NOTHING_DONE
    except click.Abort:
        _tell(words("error.interrupted", language), language)
        return NOTHING_DONE
    return code if isinstance(code, int) else 0


def split_language(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Take ``--lang sv|en`` from anywhere on the line; else ``SVANGRUM_LANG``; else Swedish."""
    rest, language, following = [], os.environ.get("SVANGRUM_LANG") or "sv", iter(arguments)
    for argument in following:
        if argument == "--lang":
            language = next(following, "")
        elif argument.startswith("--lang="):
            language = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    if language not in LANGUAGES:
        _tell(words("error.cli.language", "sv", given=language), "sv")
        sys.exit(NOTHING_DONE)
    return language, rest


def _tell(text: str, language: str) -> None:
    click.echo(f"{words('error.heading', language)} {text}", err=True)


def _usage_words(error: click.UsageError, language: str) -> str:
    if isinstance(error, click.NoSuchOption):
        return words("error.cli.no-such-option", language, option=error.option_name)
    if isinstance(error, NoSuchCommand):
        names = sorted(error.ctx.command.commands) if error.ctx and isinstance(error.ctx.command, click.Group) else []
        return words("error.cli.no-such-command", language, command=error.command_name, commands=", ".join(names))
    if isinstance(error, click.MissingParameter):
        return words("error.cli.missing", language, parameter=_name(error))
    if isinstance(error, click.BadParameter):
        return words("error.cli.bad", language, parameter=_name(error))
    if isinstance(error, NoArgsIsHelpError):
        return words("error.cli.no-verb", language)
    return words("error.cli.usage", language)


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return ""
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else parameter.human_readable_name


if __name__ == "__main__":
    main()
