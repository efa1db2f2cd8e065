"""What an ingest of notices came to, in words and as JSON."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from svangrum.core.language import has_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from svangrum.ingest.notices.ingest import Ingested

_LISTED = 50
_NAMES_SOMETHING = {"notice.not-a-notice", "notice.unknown-form"}
"""Reasons whose detail says something to a person: the root element, the form."""


@contextmanager
def progress(language: str) -> Iterator[Callable[[int], None]]:
    """How many notices have been read, on standard error; nothing where no one watches."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words("ingest.notices.reading", language), total=None)

        def told(notices: int) -> None:
            bar.advance(task, notices)

        yield told


def as_json_text(ingested: Ingested) -> str:
    """The manifest and everything that was set aside, for programs."""
    return json.dumps(
        {
            "stored": ingested.stored,
            "snapshot": str(ingested.snapshot.path),
            "files_read": ingested.notices,
            "files_read_before": ingested.read_before,
            "set_aside": ingested.refusals(),
            "left_out": ingested.left_out(),
            "manifest": asdict(ingested.snapshot.manifest),
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(ingested: Ingested, language: str) -> str:
    """What was read, what it came to, what was set aside and what to know, for people."""
    manifest = ingested.snapshot.manifest
    parts = [
        [_opening(ingested, language), _facts(ingested, language)],
        _set_aside(ingested, language),
        _known(ingested, language),
        [words("ingest.saved", language, path=str(ingested.snapshot.path)), manifest.attribution],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _opening(ingested: Ingested, language: str) -> str:
    code = "ingest.notices.stored" if ingested.stored else "ingest.notices.already"
    return words(code, language, files=ingested.notices, before=ingested.read_before)


def _facts(ingested: Ingested, language: str) -> str:
    manifest = ingested.snapshot.manifest
    return "  " + words(
        "ingest.notices.facts",
        language,
        lots=manifest.facts["lots"],
        notices=manifest.facts["notices"],
        first=str(manifest.first_year or ""),
        last=str(manifest.last_year or ""),
    )


def _set_aside(ingested: Ingested, language: str) -> list[str]:
    """The reasons with their counts, then the first files; what stands elsewhere is counted apart."""
    manifest = ingested.snapshot.manifest
    apart = [
        "  " + words(f"ingest.notices.left-out.{reason.partition('.')[2]}", language, count=manifest.quality[reason])
        for reason in ("notice.duplicate", "notice.replaced")
        if manifest.quality[reason]
    ]
    if not manifest.refused:
        return [words("ingest.notices.none-refused", language), *apart]
    count = sum(manifest.refused.values())
    refusals = ingested.refusals()
    lines = [words("ingest.notices.refused", language, count=count)]
    lines += [_refused(one, language) for one in refusals[:_LISTED]]
    if len(refusals) > _LISTED:
        lines.append("  " + words("ingest.notices.more", language, count=len(refusals) - _LISTED))
    return [*lines, *apart]


def _refused(refusal: dict[str, str | None], language: str) -> str:
    detail = f" ({refusal['detail']})" if refusal["detail"] and refusal["reason"] in _NAMES_SOMETHING else ""
    return f"  {refusal['member']}: " + words(f"error.{refusal['reason']}", language) + detail


def _known(ingested: Ingested, language: str) -> list[str]:
    """What a reader of the facts must know: how tenders are known, how many results found their competition."""
    counts = ingested.snapshot.manifest.quality
    lines = [
        "  " + words(f"ingest.notices.count.{code}", language, count=counts[code])
        for code in sorted(counts)
        if has_words(f"ingest.notices.count.{code}")
    ]
    return [words("ingest.quality-heading", language), *lines] if lines else []
