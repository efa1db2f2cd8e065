"""Rows and files that were set aside: where they stand and why, never what they hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One row, or a whole sheet or file, that did not become a fact.

    ``source`` is the first twelve hex digits of the file's SHA-256; ``row`` counts as the program that opens
    the file does, from 1. ``reason`` is a code with words (``ingest.refusal.<reason>``). ``detail`` holds names of
    columns or ids of procurements, never a cell's content: a shifted column may hold a person's name.
    ``rows`` is how many rows it stands for, 0 for a file whose rows could not be counted.
    """

    source: str
    reason: str
    table: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    detail: str | None = None
    rows: int = 1
