"""The tables as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from svangrum.analysis.observatory.cells import Observatory
    from svangrum.web.observatory.asking import Asked

DIMENSIONS = ("all", "cpv", "buyer", "region", "municipality", "winner")
FORMATS = {"csv": "CSV", "parquet": "Parquet", "json": "JSON"}


def response(observatory: Observatory, asked: Asked, dimension: str, form: str) -> HttpResponse:
    return HttpResponse("", content_type="text/csv")
