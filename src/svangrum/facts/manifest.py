"""What stands beside a snapshot: where its facts come from, on which terms, and what was counted."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_IDENTITY_DIGITS = 20


@dataclass(frozen=True)
class SheetCount:
    """One table read from a source. ``total`` sums its measure over every row whose measure could be read."""

    sheet: str | None
    table: str
    rows: int
    total: int


@dataclass(frozen=True)
class Source:
    """One file. ``problem`` is the code of the error that set the whole file aside."""

    name: str
    sha256: str
    bytes: int
    sheets: tuple[SheetCount, ...]
    problem: str | None = None

    @property
    def key(self) -> str:
        """What the column ``source`` holds."""
        return source_key(self.sha256)


@dataclass(frozen=True)
class CellCount:
    """Cells of one column that say something that could not be read: stored as not stated, and counted.

    ``source`` and ``row`` show where the first stands.
    """

    table: str
    column: str
    reason: str
    cells: int
    source: str
    row: int


@dataclass(frozen=True)
class Manifest:
    """Everything about a snapshot but its rows. ``retrieved_at`` is when the files were read, as told from above.

    ``sources`` is empty where they are so many that they have a table of their own. ``files`` are the snapshot's own.
    """

    dataset: str
    identity: str
    extractor: str
    retrieved_at: str
    publisher: str
    attribution: str
    licence: str
    first_year: int | None
    last_year: int | None
    sources: tuple[Source, ...]
    facts: dict[str, int]
    totals: dict[str, int]
    refused: dict[str, int]
    cells: tuple[CellCount, ...]
    quality: dict[str, int]
    files: tuple[str, ...]

    def source_names(self) -> dict[str, str]:
        """File names by the key that facts and refusals carry."""
        return {source.key: source.name for source in self.sources}


def source_key(sha256: str) -> str:
    return sha256[:12]


def identity_of(sha256s: Iterable[str], extractor: str) -> str:
    """The name of the snapshot that these files, read by this extractor, give: the same files, the same name."""
    lines = "\n".join([extractor, *sorted(set(sha256s))])
    return hashlib.sha256(lines.encode()).hexdigest()[:_IDENTITY_DIGITS]


def to_json(manifest: Manifest) -> str:
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Manifest:
    """Read a manifest back. Raises ``ValueError`` when it is not one."""
    try:
        raw = json.loads(text)
        raw["sources"] = tuple(_source(one) for one in raw["sources"])
        raw["cells"] = tuple(CellCount(**one) for one in raw["cells"])
        raw["files"] = tuple(raw["files"])
        return Manifest(**raw)
    except (KeyError, TypeError) as error:
        message = "not a manifest"
        raise ValueError(message) from error


def _source(raw: dict[str, object]) -> Source:
    sheets = raw.pop("sheets")
    if not isinstance(sheets, list):
        raise TypeError(sheets)
    return Source(**raw, sheets=tuple(SheetCount(**one) for one in sheets))  # type: ignore[arg-type]
