"""The tables as files, each with its attribution inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from svangrum.analysis.observatory.cells import DIMENSIONS
from svangrum.analysis.observatory.export import CSV, JSON, PARQUET, as_bytes
from svangrum.web.observatory.judged_file import as_csv, as_json, as_parquet, rows

if TYPE_CHECKING:
    from svangrum.analysis.observatory.cells import Observatory
    from svangrum.web.observatory.asking import Asked

FORMATS = {CSV: "CSV", PARQUET: "Parquet", JSON: "JSON"}
"""Forms of a file by how its name ends, and what they are called."""
QUERY = "sql"
"""The form of the query behind a table: text to read."""
JUDGED = "judged"
"""The table of the procurements that were judged."""
TABLES = dict.fromkeys(DIMENSIONS, (*FORMATS, QUERY)) | {JUDGED: tuple(FORMATS)}
"""The forms that each table has."""
_TYPES = {
    CSV: "text/csv; charset=utf-8",
    PARQUET: "application/vnd.apache.parquet",
    JSON: "application/json; charset=utf-8",
}
_WRITERS = {CSV: as_csv, PARQUET: as_parquet, JSON: as_json}


def response(observatory: Observatory, asked: Asked, table: str, form: str) -> HttpResponse:
    """A table for a choice, as a file that is named by what it holds; the query behind it as text."""
    if form == QUERY:
        query = observatory.query(table, asked.source)
        return HttpResponse(f"{query}\n", content_type="text/plain; charset=utf-8")
    first, last = min(asked.years), max(asked.years)
    name = f"{asked.source}-{asked.country}-{first}-{last}-{table}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(_content(observatory, asked, table, form), content_type=_TYPES[form], headers=headers)


def _content(observatory: Observatory, asked: Asked, table: str, form: str) -> bytes:
    if table != JUDGED:
        cells = observatory.cells(asked.source, asked.country, asked.years, table)
        return as_bytes(observatory, cells, form)
    attribution = next(one.attribution for one in observatory.origins if one.source == asked.source)
    return _WRITERS[form](rows(observatory.reserved(asked.source, asked.country, asked.years), attribution))
