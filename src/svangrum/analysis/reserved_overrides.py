"""What people have decided about reserved procurements: a file that is only ever added to.

``STORE/overrides/reserved.csv``: one decision a line. The latest of a procurement holds; the machine's verdict stays
beside it. Who decided is told by role or signature. No personal number is let in.
"""

from __future__ import annotations

import csv
import os
import re
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from svangrum.competition.reservation import VERDICTS
from svangrum.core.errors import SvangrumError
from svangrum.core.orgnr import NumberKind, classify_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SOURCES = {"statistics": "uhm", "lots": "ted", "decp": "decp"}
"""Dataset of the store → the source that its procurements are told under."""

_NUMBER = re.compile(r"(?<!\d)\d{6}(?:\d{2})?[ +–-]?\d{4}(?!\d)")


@dataclass(frozen=True)
class Override:
    """One decision. ``source`` and ``procurement_id`` as in ``Reviewed``; ``who``: a role or a signature."""

    day: date
    source: str
    procurement_id: str
    verdict: str
    reason: str
    who: str


def overrides_file(store: Path) -> Path:
    return store / "overrides" / "reserved.csv"


def read_overrides(store: Path) -> Mapping[tuple[str, str], Override]:
    """Source and procurement → the decision that holds. Empty when nobody has decided anything.

    Raises ``SvangrumError`` ``reserved.overrides-damaged`` with the line that cannot be read.
    """
    return {(one.source, one.procurement_id): one for one in _lines(overrides_file(store))}


def add_override(store: Path, override: Override) -> None:
    """Write one decision after the others, flushed to the disk.

    Raises ``SvangrumError``: ``reserved.verdict-unknown``, ``reserved.reason-empty``, ``reserved.who-empty``,
    ``reserved.personal-number``, ``reserved.overrides-unwritable``. Whether the procurement is known is for the
    caller to see to.
    """
    _check(override)
    path = overrides_file(store)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, [field.name for field in fields(Override)])
            if handle.tell() == 0:
                writer.writeheader()
            writer.writerow(asdict(override))
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as error:
        raise SvangrumError("reserved.overrides-unwritable", path=str(path)) from error


def _check(override: Override) -> None:
    if override.verdict not in VERDICTS:
        raise SvangrumError("reserved.verdict-unknown", text=override.verdict, allowed=", ".join(VERDICTS))
    if not override.reason.strip():
        raise SvangrumError("reserved.reason-empty")
    if not override.who.strip():
        raise SvangrumError("reserved.who-empty")
    if holds_personal_number(f"{override.reason} | {override.who}"):
        raise SvangrumError("reserved.personal-number")


def holds_personal_number(text: str) -> bool:
    """Whether a personal or co-ordination number stands anywhere in ``text``."""
    return any(classify_number(found[0]) is NumberKind.PERSON for found in _NUMBER.finditer(text))


def _lines(path: Path) -> Iterator[Override]:
    try:
        handle = path.open(encoding="utf-8", newline="")
    except FileNotFoundError:
        return
    with handle:
        reader = csv.DictReader(handle)
        for row in reader:
            yield _override(row, path, reader.line_num)


def _override(row: Mapping[str, str], path: Path, line: int) -> Override:
    try:
        return Override(**{**row, "day": date.fromisoformat(row["day"])})  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError) as error:
        raise SvangrumError("reserved.overrides-damaged", path=str(path), line=line) from error
