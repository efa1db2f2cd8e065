"""The tables as files, each with its attribution inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from svangrum.analysis.observatory.export import CSV, JSON, PARQUET, as_bytes

if TYPE_CHECKING:
    from svangrum.analysis.observatory.cells import Observatory
    from svangrum.web.observatory.asking import Asked

FORMATS = {CSV: "CSV", PARQUET: "Parquet", JSON: "JSON"}
"""Forms of a file by how its name ends, and what they are called."""
QUERY = "sql"
"""The form of the query behind a table: text to read."""
_TYPES = {
    CSV: "text/csv; charset=utf-8",
    PARQUET: "application/vnd.apache.parquet",
    JSON: "application/json; charset=utf-8",
}


def response(observatory: Observatory, asked: Asked, dimension: str, form: str) -> HttpResponse:
    """The cells of a choice as a file that is named by what it holds; the query as text."""
    if form == QUERY:
        query = observatory.query(dimension, asked.source)
        return HttpResponse(f"{query}\n", content_type="text/plain; charset=utf-8")
    cells = observatory.cells(asked.source, asked.country, asked.years, dimension)
    first, last = min(asked.years), max(asked.years)
    name = f"{asked.source}-{asked.country}-{first}-{last}-{dimension}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_bytes(observatory, cells, form), content_type=_TYPES[form], headers=headers)
