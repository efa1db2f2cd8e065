"""What every ``svangrum fetch`` command shares: who asks, what is told meanwhile, what is said at the end."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from svangrum.ingest.sources.landing import Fetched
    from svangrum.ingest.sources.polite import Polite

SOME_SET_ASIDE = 1


def polite_client(pause: float) -> Polite:
    """One that waits ``pause`` seconds between requests."""
    # HTTP takes its time to load, and the other verbs do without it
    from svangrum.ingest.sources.guest import user_agent  # noqa: PLC0415 - said above
    from svangrum.ingest.sources.polite import Manners, Polite  # noqa: PLC0415

    return Polite(user_agent(), Manners(pause=pause))


@contextmanager
def progress(language: str) -> Iterator[Callable[[str], None]]:
    """Which file is being fetched, on standard error; nothing where no one watches."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words("fetch.asking", language), total=None)

        def told(file: str) -> None:
            bar.update(task, description=words("fetch.fetching", language, file=file))

        yield told


def end(fetched: Fetched, text: str) -> None:
    """Say what came of it and leave: 0 when everything came, 1 when something did not."""
    click.echo(text)
    click.get_current_context().exit(0 if fetched.all_came else SOME_SET_ASIDE)


def as_text(
    fetched: Fetched, into: Path, language: str, *, verb: str, attribution: str, noted: Sequence[str] = ()
) -> str:
    """What came, what is ``noted`` about it, what did not come, what to do next and whose the data are, for people.

    ``verb``: the word after ``svangrum ingest`` that reads the files.
    """
    parts = [
        [words("fetch.done", language, saved=fetched.saved, already=fetched.already, path=str(into))],
        noted,
        _set_aside(fetched, language),
        [words("fetch.next", language, verb=verb, path=str(into)), attribution],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _set_aside(fetched: Fetched, language: str) -> list[str]:
    if not fetched.set_aside:
        return []
    lines = ["  " + words(f"error.{one.code}", language, **one.values) for one in fetched.set_aside]
    return [words("fetch.set-aside", language, count=len(lines)), *lines]
