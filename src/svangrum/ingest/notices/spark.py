"""The same parser on a cluster: each task of Apache Spark writes parts into a directory that all of them share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from svangrum.ingest.notices.batches import batches, loose_batches
from svangrum.ingest.notices.parts import Part, write_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_COLUMNS = "key string, notices long, read boolean"


def write_parts_on_spark(files: Sequence[Path], parts: Path, backend: Any) -> list[Part]:  # noqa: ANN401
    """A part for each batch of ``files``, written by the tasks. ``backend`` is the Ibis connection to Spark."""
    session = backend._session  # noqa: SLF001 - Ibis has no public way to the session it was given
    groups = [(json.dumps([str(one) for one in group]),) for group in _groups(files)]
    folder = str(parts)

    def read(tables: Iterator[Any]) -> Iterator[Any]:
        for table in tables:
            for group in table.column("files").to_pylist():
                yield from _written([Path(one) for one in json.loads(group)], Path(folder))

    frame = session.createDataFrame(groups, "files string").repartition(max(len(groups), 1))
    return [Part(*row) for row in frame.mapInArrow(read, _COLUMNS).collect()]


def _groups(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Loose files by the batch, each other file by itself."""
    yield from loose_batches([path for path in files if path.suffix == ".xml"])
    yield from ([path] for path in files if path.suffix != ".xml")


def _written(files: Sequence[Path], parts: Path) -> Iterable[Any]:
    for batch in batches(files):
        part = write_part(batch, parts)
        yield pa.RecordBatch.from_pydict({"key": [part.key], "notices": [part.notices], "read": [part.read]})
