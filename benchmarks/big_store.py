"""A data directory with as many lots as one likes: rows of the notices beside the checkout, drawn again and again.

The rows keep the distribution of the real ones, and their order: they are written as a snapshot is, in its row groups.
Titles and winners are the real ones too, so what is read of them takes its time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from svangrum.facts.engine import open_store
from svangrum.facts.notice_lots import LOTS
from svangrum.ingest.notices.ingest import ingest_notices
from svangrum.ingest.notices.publish import ROWS_IN_GROUP
from svangrum.ingest.statistics import ingest_statistics

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SHARE = 4 * ROWS_IN_GROUP


def fill(store: Path) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Ingest the statistics and the notices, and give the lots of the notices in their order (Arrow)."""
    ingest_statistics([DATA / "uhm-2021"], store=store, retrieved_at="", workers=1)
    ingest_notices([DATA / "notices" / "xml"], store=store, retrieved_at="", workers=2)
    real = open_store(store).lots().to_pyarrow().cast(LOTS.schema)
    return real.sort_by([(name, "ascending") for name in LOTS.order])


def grow(store: Path, real: Any, rows: int) -> None:  # noqa: ANN401 - pyarrow ships no types
    """Let the lots that hold in ``store`` be ``rows`` of ``real`` drawn at random, each with a notice of its own."""
    (held,) = (store / "facts" / "lots").glob("*/lots.parquet")
    drawn = np.sort(np.random.Generator(np.random.PCG64(1)).integers(0, real.num_rows, rows))
    with pq.ParquetWriter(held, LOTS.schema, compression="zstd", version="2.6") as writer:
        for start in range(0, rows, SHARE):
            table = real.take(pa.array(drawn[start : start + SHARE]))
            numbers = pa.array([f"{start + number}-2024" for number in range(table.num_rows)])
            for name in ("previous_notice_id", "linked_competition_notice_id", "procedure_id"):
                table = _with(table, name, pa.nulls(table.num_rows, pa.string()))
            writer.write_table(_with(table, "notice_id", numbers), row_group_size=ROWS_IN_GROUP)


def _with(table: Any, name: str, column: Any) -> Any:  # noqa: ANN401 - pyarrow ships no types
    return table.set_column(table.schema.get_field_index(name), LOTS.schema.field(name), column)
