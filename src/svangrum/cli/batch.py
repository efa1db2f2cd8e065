"""``svangrum advise --batch``: a file of purchases in, one line of answer for each out."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from svangrum.advice.batch import answer_lines
from svangrum.advice.batch_line import LONGEST
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from datetime import date

    from svangrum.advice.batch import Answered

SOME_SET_ASIDE, NOTHING_DONE = 1, 2
STANDARD = Path("-")


def answer_batch(source: Path, out: Path | None, *, day: date, language: str, store: Path | None = None) -> int:
    """Answer every line of ``source`` into ``out``, or on standard output; ``-`` is standard input.

    Gives the exit code. ``out`` is replaced when all lines are written, and untouched if that does not happen.
    """
    if out is not None:
        _check_file(out, source)
    try:
        with _opened(source) as stream, _writing(out) as file, _progress(out, language) as told:
            answers = answer_lines(_lines(stream, source), day=day, language=language, store=store)
            tally = _write_all(answers, file, told, out)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SvangrumError("batch.unwritable", path=str(out or "stdout")) from error
    click.echo(_summary(tally, language), err=True)
    if tally[True]:
        return SOME_SET_ASIDE if tally[False] else 0
    return NOTHING_DONE if tally[False] else 0


def _check_file(out: Path, source: Path) -> None:
    if out.is_dir():
        raise SvangrumError("batch.folder", path=str(out))
    if source != STANDARD and out.exists() and source.exists() and out.samefile(source):
        raise SvangrumError("batch.same-file", path=str(out))


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    if source == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise SvangrumError("batch.unreadable", path=str(source)) from error
    with stream:
        yield stream


def _lines(stream: BinaryIO, source: Path) -> Iterator[bytes]:
    """Line by line; of one that is too long only the beginning, so that it takes no memory to refuse."""
    try:
        while line := stream.readline(LONGEST + 1):
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(LONGEST)
            yield line
    except OSError as error:
        raise SvangrumError("batch.unreadable", path=str(source)) from error


def _writing(out: Path | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdout.buffer) if out is None else _replacing(out)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` when the block is done, and is thrown away when it is not."""
    partial = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def _write_all(
    answers: Iterable[Answered], file: BinaryIO, told: Callable[[], None], out: Path | None
) -> Counter[bool]:
    """Write every answer as it comes, and count the good and the others."""
    tally: Counter[bool] = Counter()
    try:
        for answer in answers:
            with _finished_first():
                _write_whole(file, answer.line)
                tally[answer.good] += 1
            told()
    except KeyboardInterrupt as error:
        if out is None:
            raise SvangrumError("batch.stopped", lines=tally.total()) from error
        raise SvangrumError("batch.stopped-file", path=str(out)) from error
    return tally


def _write_whole(file: BinaryIO, line: bytes) -> None:
    """Unbuffered standard output (``PYTHONUNBUFFERED``) may take a part of a line at a time."""
    rest = memoryview(line)
    while rest:
        rest = rest[file.write(rest) :]
    file.flush()


@contextmanager
def _finished_first() -> Iterator[None]:
    """Ctrl-C waits until the block is done, so that a line is written whole or not at all."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    pressed: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed:
        raise KeyboardInterrupt


@contextmanager
def _progress(out: Path | None, language: str) -> Iterator[Callable[[], None]]:
    """How many lines are answered, on standard error; nothing where no one watches, or where the answers are shown."""
    console = Console(stderr=True)
    shown = console.is_terminal and (out is not None or not sys.stdout.isatty())
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not shown) as bar:
        task = bar.add_task(words("batch.answering", language), total=None)

        def told() -> None:
            bar.advance(task)

        yield told


def _summary(tally: Counter[bool], language: str) -> str:
    lines, failed = tally.total(), tally[False]
    if not lines:
        return words("batch.no-lines", language)
    if not failed:
        return words("batch.all-answered" if lines > 1 else "batch.one-answered", language, lines=lines)
    return words("batch.some-failed", language, lines=lines, failed=failed)
