"""A stand-in for Upphandlingsmyndigheten on this machine: the row store and the bulk file, of made-up purchases."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from svangrum.ingest.sources.uhm import BULK, ROW_STORE
from tests.ingest.sources.stand_in import Answer, StandIn, serving
from tests.ingest.workbooks import lot, procurement, value, winner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MARK = "\ufeff"
ETAG = {"ETag": '"first"'}
# The row store has this column, the tables of 2021 do not
NUMBER = "Organisationsnummer för leverantör"


class UhmServer(StandIn):
    """``largest``: the most rows it gives at a time. ``next_pages``: answers given before it works out its own."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.largest = 500
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.next_pages: list[Answer | None] = []

    def lay_out_tables(self, **tables: Sequence[Mapping[str, Any]]) -> None:
        """Rows as the workbooks have them, as the row store gives them: names in lower case, every cell a text."""
        for table, rows in tables.items():
            self.tables[f"/rowstore/dataset/{ROW_STORE[table]}/json"] = [stored(row) for row in rows]

    def lay_out_bulk(self, rows: Sequence[Mapping[str, Any]], **answer: Any) -> bytes:
        content = bulk(rows)
        self.lay_out(BULK, Answer(content, **{"headers": ETAG, **answer}))
        return content

    def pages(self) -> list[dict[str, list[str]]]:
        """The questions to the row store, first to last."""
        return [parse_qs(urlsplit(one.path).query) for one in self.requests if "/rowstore/" in one.path]

    def next_answer(self, path: str) -> Answer:
        place = urlsplit(path)
        if place.path not in self.tables:
            return super().next_answer(path)
        given = self.next_pages.pop(0) if self.next_pages else None
        return given or self.page(self.tables[place.path], parse_qs(place.query))

    def page(self, rows: Sequence[Mapping[str, Any]], asked: Mapping[str, list[str]]) -> Answer:
        limit, offset = int(asked["_limit"][0]), int(asked["_offset"][0])
        filters = {name: told[0] for name, told in asked.items() if not name.startswith("_")}
        found = [row for row in rows if all(re.search(what, row[name]) for name, what in filters.items())]
        limit = min(limit, self.largest)
        reply = {"results": found[offset : offset + limit], "resultCount": len(found), "offset": offset, "limit": limit}
        return Answer(json.dumps(reply).encode())


def stored(row: Mapping[str, Any]) -> dict[str, str]:
    names = [name.removesuffix(", Summa").lower() for name in row]
    names[0] = MARK + names[0]
    return dict(zip(names, map(as_text, row.values()), strict=True))


def as_text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) or "Uppgift saknas"


def bulk(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """As the publisher writes it: a byte-order mark, semicolons, lines that end as on Windows."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow([name.removesuffix(", Summa") for name in [*rows[0], "Kontrakterad"]])
    writer.writerows([*map(as_text, row.values()), "Kontrakterad"] for row in rows)
    return f"{MARK}{held.getvalue()}".encode()


def made_up(count: int = 3, *, year: int = 2021, prefix: str = "XX") -> dict[str, list[dict[str, Any]]]:
    """The four tables of ``count`` made-up procurements, each with two lots, as workbooks have their rows."""
    ids = [f"{prefix}{year}-{number}" for number in range(1, count + 1)]
    told = {"year": float(year), "published": f"{year}-05-28"}
    lots = [(one, f"{one}_{number}") for one in ids for number in (1, 2)]
    return {
        "procurements": [procurement(id=one, **told) for one in ids],
        "lots": [lot(id=one, lot=lot_id, tenders=float(n % 4), **told) for n, (one, lot_id) in enumerate(lots)],
        "winners": [winner(id=one, lot=lot_id, number="556533-8133", **told) for one, lot_id in lots],
        "values": [value(id=one, kronor=1_000.0 * n, **told) for n, one in enumerate(ids)],
    }


@contextmanager
def uhm_server() -> Iterator[UhmServer]:
    with serving(UhmServer) as server:
        yield server
