"""``svangrum cpv``: from everyday words to codes of the nomenclature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from svangrum.core.codes import cpv_table
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.matching.cpv_words import suggest_cpv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from svangrum.cli.context import Context
    from svangrum.matching.cpv_words import CpvSuggestion


@click.command("cpv")
@click.argument("what", nargs=-1, metavar="WORDS")
@click.option("--batch", metavar="FILE")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def cpv(context: Context, what: Sequence[str], batch: str | None, *, as_json: bool) -> None:
    if batch is None:
        suggestions = suggest(" ".join(what))
        click.echo(as_json_text(suggestions) if as_json else as_text(suggestions, context.language))
    elif what or as_json:
        raise SvangrumError("cpv.words-or-file")
    else:
        for line in read_lines(batch):
            click.echo("\t".join(one.code for one in suggest_cpv(line)))


def suggest(text: str) -> tuple[CpvSuggestion, ...]:
    """Five suggestions. Raises ``SvangrumError`` ``cpv.no-words`` when there is nothing to go by."""
    suggestions = suggest_cpv(text)
    if not suggestions:
        raise SvangrumError("cpv.no-words", field="what", text=text.strip())
    return suggestions


def as_text(suggestions: Sequence[CpvSuggestion], language: str) -> str:
    return "\n".join("  ".join(_parts(one, language)) for one in suggestions)


def _parts(one: CpvSuggestion, language: str) -> Iterator[str]:
    yield one.code
    yield cpv_table()[one.code].label(language)
    if one.why:
        yield words("cli.cpv.because", language, words=", ".join(one.why))


def as_json_text(suggestions: Sequence[CpvSuggestion]) -> str:
    """A list of objects: ``code``, ``label_sv``, ``label_en``, ``score`` (the chance of its group, 0 to 1)."""
    listed = [
        {
            "code": one.code,
            "label_sv": cpv_table()[one.code].sv,
            "label_en": cpv_table()[one.code].en,
            "score": round(one.score, 4),
        }
        for one in suggestions
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def read_lines(file: str) -> list[str]:
    """The lines of a UTF-8 file, or of standard input for ``-``; an empty one counts, but not one after the last.

    Raises ``SvangrumError`` ``cpv.file-missing`` or ``cpv.file-undecodable``.
    """
    try:
        with click.open_file(file, "rb") as source:
            text: str = source.read().decode("utf-8-sig")
    except OSError as error:
        raise SvangrumError("cpv.file-missing", field="batch", file=file) from error
    except UnicodeDecodeError as error:
        raise SvangrumError("cpv.file-undecodable", field="batch", file=file) from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
