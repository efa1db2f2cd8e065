"""Arrow tables in a total order, and their files: the same rows give the same bytes."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from svangrum.facts.refusals import Refusal
from svangrum.facts.schemas import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from svangrum.facts.columns import Table


def make_table(table: Table, columns: Mapping[str, Sequence[object]]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """An Arrow table with the schema's columns, its rows in the schema's order, nulls last.

    ``columns`` holds a list for each column, all of one length; others are left out. A null in a column
    that must have a value raises ``pyarrow.ArrowInvalid`` or ``ValueError``.
    """
    arrays = [pa.array(columns[column.name], type=column.type) for column in table.columns]
    made = pa.Table.from_arrays(arrays, schema=table.schema)
    made.validate(full=True)
    _refuse_nulls(table, made)
    keys = [(name, "ascending") for name in table.order]
    return made.sort_by(keys) if made.num_rows else made


def _refuse_nulls(table: Table, made: Any) -> None:  # noqa: ANN401 - pyarrow has no types
    empty = [c.name for c in table.columns if not c.nullable and made.column(c.name).null_count]
    if empty:
        message = f"{table.name}: null in {', '.join(empty)}"
        raise ValueError(message)


def write_table(made: Any, path: Path, *, rows_in_group: int = 1 << 20) -> None:  # noqa: ANN401 - no types
    """Write Parquet and wait until it lies on the disk. Small groups let a reader pass over what it does not want."""
    with path.open("wb") as handle:
        pq.write_table(made, handle, compression="zstd", version="2.6", row_group_size=rows_in_group)
        handle.flush()
        os.fsync(handle.fileno())


def read_table(path: Path) -> Any:  # noqa: ANN401 - pyarrow has no types
    """The whole of one Parquet file."""
    return pq.read_table(path, partitioning=None)


def write_tables(tables: Mapping[str, Any], folder: Path) -> tuple[str, ...]:
    """Write each table as Parquet; the names of the files."""
    for name, table in tables.items():
        write_table(table, folder / f"{name}.parquet")
    return tuple(f"{name}.parquet" for name in tables)


def write_aside(made: Any, path: Path) -> None:  # noqa: ANN401 - pyarrow has no types
    """Write a table that is no facts as an Arrow file: a reader of the folder's Parquet does not see it."""
    with path.open("wb") as handle:
        with pa.ipc.new_file(handle, made.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
            writer.write_table(made)
        handle.flush()
        os.fsync(handle.fileno())


def read_aside(path: Path) -> Any:  # noqa: ANN401 - pyarrow has no types
    """The whole of one Arrow file."""
    with pa.ipc.open_file(path) as reader:
        return reader.read_all()


def check_file(path: Path) -> None:
    """See that a file of a snapshot is there and whole. Raises ``OSError`` or ``ValueError`` when it is not."""
    if path.suffix == ".parquet":
        pq.read_metadata(path)
    else:
        with pa.OSFile(str(path)) as file:
            pa.ipc.open_file(file)


def refusals_table(refusals: Sequence[Refusal]) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """The refusals as an Arrow table, in a total order."""
    rows = [asdict(refusal) for refusal in refusals]
    return make_table(REFUSALS, {name: [row[name] for row in rows] for name in REFUSALS.names})


def refusals_from(table: Any) -> tuple[Refusal, ...]:  # noqa: ANN401 - pyarrow ships no types
    """The refusals of a snapshot, in its order."""
    return tuple(Refusal(**row) for row in table.to_pylist())
