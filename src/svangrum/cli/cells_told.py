"""Which cells of the files could not be read, as every ingest of tables tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from svangrum.facts.manifest import Manifest


def cells_told(manifest: Manifest, language: str, why: Callable[[str, str], str]) -> list[str]:
    """A heading, and a line for each column and reason; nothing when all was read.

    ``why``: reason, language → words.
    """
    names = manifest.source_names()
    lines = [
        "  "
        + words(
            "ingest.cells.one",
            language,
            cells=one.cells,
            column=one.column,
            file=names[one.source],
            row=one.row,
            why=why(one.reason, language),
        )
        for one in manifest.cells
    ]
    return [words("ingest.cells.heading", language), *lines] if lines else []
