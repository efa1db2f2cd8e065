"""One file of contracts, whichever of CSV, Parquet and JSON it is; what it is called decides nothing."""

from __future__ import annotations

import gzip
import hashlib
import tempfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import pyarrow.parquet as pq

from svangrum.core.errors import SvangrumError
from svangrum.facts.decp import CONTRACTS
from svangrum.facts.manifest import CellCount, source_key
from svangrum.facts.refusals import Refusal
from svangrum.ingest.decp.columnar import read_parquet
from svangrum.ingest.decp.delimited import read_csv
from svangrum.ingest.decp.fields import BadRow
from svangrum.ingest.decp.nested import read_json
from svangrum.ingest.decp.rows import STAGED, Reader
from svangrum.ingest.paths import file_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from svangrum.core.findings import Value
    from svangrum.ingest.decp.fields import Batch

_GZIP = b"\x1f\x8b"
_PARQUET = b"PAR1"
_ZIP = b"PK\x03\x04"
_DAMAGED = (gzip.BadGzipFile, EOFError, zlib.error)
_PIECE = 1 << 20
MOST_UNPACKED = 64 << 30
"""Bytes that a compressed file may unfold to; all of France is a twentieth."""


@dataclass(frozen=True)
class ReadFile:
    """What became of one file. ``problem`` is the code of the error that set the whole of it aside."""

    name: str
    sha256: str
    bytes: int
    rows: int = 0
    refusals: tuple[Refusal, ...] = ()
    odd: tuple[CellCount, ...] = ()
    problem: str | None = None
    values: dict[str, Value] | None = None


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file. Raises ``SvangrumError`` ``ingest.unreadable``."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SvangrumError("ingest.unreadable", field="path", path=path.name) from error


def read_file(path: Path, staged: Path, key: bytes) -> ReadFile:
    """Write the rows of one file to ``staged``. A file that is none of the forms leaves nothing there."""
    sha256, name = fingerprint(path), file_name(path)
    reader = Reader(source_key(sha256), key)
    try:
        _stage(path, staged, reader)
    except SvangrumError as error:
        staged.unlink(missing_ok=True)
        return _put_aside(ReadFile(name, sha256, path.stat().st_size), error)
    return ReadFile(
        name, sha256, path.stat().st_size, rows=reader.rows, refusals=reader.set_aside_all(), odd=reader.odd()
    )


def _put_aside(file: ReadFile, error: SvangrumError) -> ReadFile:
    """The whole file is set aside, with the names of the columns when that is why."""
    values = {name: value for name, value in error.values.items() if name != "path"}
    reason, columns = f"file.{error.code.partition('.')[2]}", values.get("columns")
    refusal = Refusal(
        source_key(file.sha256), reason, CONTRACTS.name, detail=None if columns is None else str(columns), rows=0
    )
    return replace(file, refusals=(refusal,), problem=error.code, values=values)


def _stage(path: Path, staged: Path, reader: Reader) -> None:
    with opened(path) as file, pq.ParquetWriter(staged, STAGED, compression="zstd") as writer:
        try:
            for told in _read(file, path.name):
                if isinstance(told, BadRow):
                    reader.set_aside(told)
                else:
                    writer.write_table(reader.read(told).cast(STAGED))
        except _DAMAGED as error:
            raise SvangrumError("decp.damaged", field="path", path=path.name) from error


def _read(file: BinaryIO, name: str) -> Iterator[Batch | BadRow]:
    """Raises ``SvangrumError`` ``decp.empty``, ``decp.zip`` or what the reader of the form raises."""
    beginning = file.read(_PIECE).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    if not beginning:
        raise SvangrumError("decp.empty", field="path", path=name)
    if beginning.startswith(_ZIP):
        raise SvangrumError("decp.zip", field="path", path=name)
    if beginning.startswith(_PARQUET):
        return read_parquet(file, path=name)
    return read_json(file, path=name) if beginning[:1] in {b"{", b"["} else read_csv(file, path=name)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file as it is, unfolded when it is compressed; Parquet is unfolded to disk, for it is read from its end.

    Raises ``SvangrumError`` ``ingest.unreadable``, ``decp.damaged`` or ``decp.too-large``.
    """
    try:
        with path.open("rb") as file:
            is_compressed = file.read(2) == _GZIP
            file.seek(0)
            if not is_compressed:
                yield file
                return
            with gzip.open(file) as unfolding:
                is_parquet = unfolding.read(len(_PARQUET)) == _PARQUET
                unfolding.seek(0)
                if not is_parquet:
                    yield cast("BinaryIO", unfolding)
                    return
                with _on_disk(unfolding, path) as unfolded:
                    yield unfolded
    except _DAMAGED as error:
        raise SvangrumError("decp.damaged", field="path", path=path.name) from error
    except OSError as error:
        raise SvangrumError("ingest.unreadable", field="path", path=path.name) from error


@contextmanager
def _on_disk(unfolding: gzip.GzipFile, path: Path) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as whole:
        while piece := unfolding.read(_PIECE):
            whole.write(piece)
            if whole.tell() > MOST_UNPACKED:
                raise SvangrumError("decp.too-large", field="path", path=path.name, gigabytes=MOST_UNPACKED >> 30)
        whole.seek(0)
        yield whole
