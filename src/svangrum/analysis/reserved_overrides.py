"""What people have decided about reserved procurements: a file that is only ever added to.

``STORE/overrides/reserved.csv``: one decision a row. The latest of a procurement holds; the machine's verdict stays
beside it. Who decided is told by role. What is written is published, so nothing that leads to a person is let in, and
what is read is checked as what is written.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import IO, TYPE_CHECKING

from svangrum.analysis.reserved_privacy import holds_contact, holds_personal_number
from svangrum.competition.reservation import VERDICTS
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SOURCES = {"statistics": "uhm", "lots": "ted", "decp": "decp"}
"""Dataset of the store → the source that its procurements are told under."""

LONGEST_WHO = 60
LONGEST_REASON = 2_000


@dataclass(frozen=True)
class Override:
    """One decision. ``source`` and ``procurement_id`` as in ``Reviewed``; ``who``: a role."""

    day: date
    source: str
    procurement_id: str
    verdict: str
    reason: str
    who: str


_COLUMNS = [field.name for field in fields(Override)]


def overrides_file(store: Path) -> Path:
    return store / "overrides" / "reserved.csv"


def read_overrides(store: Path) -> Mapping[tuple[str, str], Override]:
    """Source and procurement → the decision that holds. Empty when nobody has decided anything.

    Raises ``SvangrumError``: ``reserved.overrides-damaged`` with the line that cannot be read or must not be there,
    ``reserved.overrides-unreadable``.
    """
    path = overrides_file(store)
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SvangrumError("reserved.overrides-unreadable", path=str(path)) from error
    return {(one.source, one.procurement_id): one for one in _decisions(written, path)}


def add_override(store: Path, override: Override) -> None:
    """Write one decision after the others, on a line of its own, flushed to the disk; one writer at a time.

    Raises ``SvangrumError``: what ``check`` raises, ``reserved.overrides-damaged`` when what is there cannot be read,
    ``reserved.overrides-unwritable``. Whether the procurement is known is for the caller to see to.
    """
    check(override)
    path = overrides_file(store)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            _append(handle, override, path)
    except OSError as error:
        raise SvangrumError("reserved.overrides-unwritable", path=str(path)) from error


def check(override: Override) -> None:
    """Raise ``SvangrumError`` when a decision must not be written, or read.

    ``reserved.verdict-unknown``, ``reserved.reason-empty``, ``reserved.reason-long``, ``reserved.who-empty``,
    ``reserved.personal-number``, ``reserved.contact``, ``reserved.who-form``.
    """
    if override.verdict not in VERDICTS:
        raise SvangrumError("reserved.verdict-unknown", text=override.verdict, allowed=", ".join(VERDICTS))
    if not override.reason.strip():
        raise SvangrumError("reserved.reason-empty")
    if len(override.reason) > LONGEST_REASON:
        raise SvangrumError("reserved.reason-long", most=LONGEST_REASON)
    if not override.who.strip():
        raise SvangrumError("reserved.who-empty")
    _check_privacy(override)


def _check_privacy(override: Override) -> None:
    texts = (override.reason, override.who)
    if any(holds_personal_number(text) for text in texts):
        raise SvangrumError("reserved.personal-number")
    if any(holds_contact(text) for text in texts):
        raise SvangrumError("reserved.contact")
    if len(override.who) > LONGEST_WHO or any(letter.isdigit() for letter in override.who):
        raise SvangrumError("reserved.who-form", most=LONGEST_WHO)


def _append(handle: IO[bytes], override: Override, path: Path) -> None:
    handle.seek(0)
    before = handle.read()
    for _ in _decisions(before, path):
        pass
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _COLUMNS)
    if not before:
        writer.writeheader()
    elif not before.endswith(b"\n"):
        text.write("\r\n")
    writer.writerow(asdict(override))
    handle.write(text.getvalue().encode())
    handle.flush()
    os.fsync(handle.fileno())


def _decisions(written: bytes, path: Path) -> Iterator[Override]:
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _damaged(path, written.count(b"\n", 0, error.start) + 1) from error
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            yield _decision(row)
        except (csv.Error, SvangrumError, TypeError, ValueError) as error:
            raise _damaged(path, max(rows.reader.line_num, 1)) from error


def _decision(row: Mapping[str, str]) -> Override:
    """Raises ``TypeError`` and ``ValueError`` for a row that is cut or too long, ``SvangrumError`` as ``check``."""
    if list(row) != _COLUMNS or not all(row.values()) or row["source"] not in SOURCES.values():
        raise ValueError(row)
    decided = Override(**{**row, "day": date.fromisoformat(row["day"])})  # type: ignore[arg-type]
    check(decided)
    return decided


def _damaged(path: Path, line: int) -> SvangrumError:
    return SvangrumError("reserved.overrides-damaged", path=str(path), line=line)
