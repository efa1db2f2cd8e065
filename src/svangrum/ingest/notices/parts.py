"""A batch of notices to a part on disk: the same batch gives the same part, so that it need be read only once.

    <parts>/<key>/lots.parquet  refusals.parquet  sources.parquet

The key names the bytes that went in. A part is written beside and renamed into place, so it is whole or not there.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from svangrum.core.errors import SvangrumError
from svangrum.facts.manifest import source_key
from svangrum.facts.notice_lots import READ, REFUSED, SOURCES
from svangrum.ingest.notices.batches import shown
from svangrum.ingest.notices.document import MAX_BYTES
from svangrum.ingest.notices.members import Member, unfolded
from svangrum.ingest.notices.read import read_notice
from svangrum.ingest.notices.rows import rows_of, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from svangrum.facts.columns import Table
    from svangrum.ingest.notices.batches import Batch
    from svangrum.ingest.notices.notice import Notice

_TABLES = (READ, REFUSED, SOURCES)


class Part(NamedTuple):
    """A part that lies on disk. ``read`` is False when it lay there already."""

    key: str
    notices: int
    read: bool


class _Content(NamedTuple):
    """A file's bytes with the source they count under."""

    source: str
    member: Member


def write_part(batch: Batch, parts: Path) -> Part:
    """Read the batch into its part, unless it is there. A fault in a file is a refusal, never an end."""
    contents, sources = _contents(batch)
    key = _key(batch, sources)
    if _is_whole(parts / key):
        return Part(key, batch.size, read=False)
    rows: list[tuple[object, ...]] = []
    refused: list[tuple[object, ...]] = []
    read = ((source, one) for source, member in contents for one in unfolded(member))
    for position, (source, member) in enumerate(read):
        try:
            rows += rows_of(_read(member), source, member.name, key, position)
        except SvangrumError as error:
            name = member.name or (batch.package.name if batch.package else "")
            refused.append((source, name, error.code, _detail(error)))
    tables = (table_of(rows), _table(REFUSED, refused), _table(SOURCES, sources))
    _place(parts, key, tables)
    return Part(key, batch.size, read=True)


def lot_files(parts: Path, keys: Sequence[str]) -> list[str]:
    """The files of lots of these parts."""
    return [str(parts / key / f"{READ.name}.parquet") for key in keys]


def rows_in(files: Sequence[str]) -> int:
    """How many rows files of Parquet hold, as each says itself."""
    return sum(pq.read_metadata(file).num_rows for file in files)


def beside(parts: Path, keys: Sequence[str], table: Table) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Refusals or sources of these parts, as one Arrow table."""
    read = [pq.read_table(parts / key / f"{table.name}.parquet", partitioning=None) for key in keys]
    return pa.concat_tables([table.schema.empty_table(), *(one.cast(table.schema) for one in read)])


def _contents(batch: Batch) -> tuple[list[_Content], list[tuple[object, ...]]]:
    if batch.package is not None:
        package = batch.package
        source = source_key(package.sha256)
        line = (source, package.sha256, package.name, package.bytes, len(batch.members))
        return [_Content(source, one) for one in batch.members], [line]
    read = [_loose(path) for path in batch.files]
    return [content for content, _ in read], [line for _, line in read]


def _loose(path: Path) -> tuple[_Content, tuple[object, ...]]:
    name = shown(path)
    content, problem = b"", None
    try:
        with path.open("rb", buffering=0) as handle:
            content = handle.read(MAX_BYTES + 1)
    except OSError:
        problem = SvangrumError("notice.unreadable")
    if len(content) > MAX_BYTES:
        content, problem = b"", SvangrumError("notice.too-large", megabytes=MAX_BYTES >> 20)
    sha256 = hashlib.sha256(content).hexdigest()
    source = source_key(sha256)
    return _Content(source, Member(name, content, problem)), (source, sha256, name, len(content), 1)


def _key(batch: Batch, sources: Sequence[tuple[object, ...]]) -> str:
    """Of what goes in: names and hashes of loose files; a package's hash, and the names and sizes of the members."""
    lines = [f"{sha256} {name}" for _, sha256, name, _, _ in sources]
    lines += [f"{batch.number}", *(f"{len(one.content)} {one.name}" for one in batch.members)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _is_whole(part: Path) -> bool:
    """Whether a part lies there and its files can be read; one that cannot is taken away."""
    if not part.is_dir():
        return False
    try:
        for table in _TABLES:
            pq.read_metadata(part / f"{table.name}.parquet")
    except (OSError, ValueError):
        shutil.rmtree(part, ignore_errors=True)
        return False
    return True


def _read(member: Member) -> Notice:
    if member.problem is not None:
        raise member.problem
    return read_notice(member.content)


def _detail(error: SvangrumError) -> str | None:
    """What the words of the reason need, never what the file holds beyond an element's name."""
    return ", ".join(str(value) for value in error.values.values()) or None


def _table(table: Table, rows: Sequence[tuple[object, ...]]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    arrays = [pa.array(one, type=column.type) for one, column in zip(columns, table.columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=table.schema)


def _place(parts: Path, key: str, tables: Sequence[Any]) -> None:
    staged = parts / f"{key}.{os.getpid()}.staged"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    for table, made in zip(_TABLES, tables, strict=True):
        pq.write_table(made, staged / f"{table.name}.parquet", compression="lz4")
    try:
        staged.rename(parts / key)
    except OSError as error:
        shutil.rmtree(staged, ignore_errors=True)
        # Two batches with the same bytes: the other one was first, and its part is the same
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
