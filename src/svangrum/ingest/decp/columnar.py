"""Contracts in Parquet, a stretch of rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from svangrum.core.errors import SvangrumError
from svangrum.ingest.decp.fields import Batch, positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

ROWS = 4_000


def read_parquet(file: BinaryIO, *, path: str) -> Iterator[Batch]:
    """Batches of rows, numbered from 1 for there is no header to count.

    Raises ``SvangrumError`` ``decp.damaged``, or what ``positions`` raises.
    """
    try:
        parquet = pq.ParquetFile(file)
        names = parquet.schema_arrow.names
        wanted = positions(names, path=path)
        columns = [names[place] for place in wanted if place is not None]
        first = 1
        for batch in parquet.iter_batches(batch_size=ROWS, columns=columns, use_threads=False):
            yield _batch(batch, names, wanted, first)
            first += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise SvangrumError("decp.damaged", field="path", path=path) from error


def _batch(batch: Any, names: Sequence[str], wanted: Sequence[int | None], first: int) -> Batch:  # noqa: ANN401 - pyarrow ships no types
    nothing = ("",) * batch.num_rows
    columns = [nothing if place is None else _texts(batch.column(names[place])) for place in wanted]
    return Batch(range(first, first + batch.num_rows), columns)


def _texts(column: Any) -> list[str]:  # noqa: ANN401 - pyarrow ships no types
    """The cells of a column as a CSV file would hold them."""
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        return [", ".join(str(one) for one in cell if one is not None) if cell else "" for cell in column.to_pylist()]
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return ["" if cell is None else str(cell) for cell in column.to_pylist()]
    if pa.types.is_floating(column.type):
        return ["" if cell is None else repr(cell) for cell in column.to_pylist()]
    texts: list[str] = pc.fill_null(column.cast(pa.string()), "").to_pylist()
    return texts
