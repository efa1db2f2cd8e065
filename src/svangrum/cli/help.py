"""``--help`` in the reader's language: what each command and option is for, and the words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Iterator

HELP = ("--help", "-h")
_HEADINGS = {"Options": "cli.options", "Commands": "cli.commands"}


def speak(program: click.Command, language: str) -> None:
    """Give ``program`` and every command in it the words of ``language``. Raises ``KeyError`` for one without words."""
    for key, command in _commands(program):
        command.help = command.short_help = words(f"{key}.help", language)
        command.context_class = _context(language)
        command.options_metavar = f"[{words('cli.options', language).upper()}]"
        command.add_help_option = False
        command.epilog = words("cli.epilog", language)
        if isinstance(command, click.Group):
            command.subcommand_metavar = words("cli.command", language).upper()
        command.params = [one for one in command.params if one.name != "help"] + [_help_option(language)]
        for option in command.params:
            if isinstance(option, click.Option) and option.name != "help":
                option.help = words(f"{key}.{option.name}", language)


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    yield ".".join(("cli", *path)), command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _commands(inner, (*path, name))


def _help_option(language: str) -> click.Option:
    return click.Option(
        HELP,
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=words("cli.show-help", language),
    )


def _show_help(context: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's form
    if asked:
        click.echo(context.get_help())
        context.exit()


def _context(language: str) -> type[click.Context]:
    class Formatter(click.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or f"{words('cli.usage', language)} ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(words(_HEADINGS[heading], language))

    class Context(click.Context):
        formatter_class = Formatter

    return Context
