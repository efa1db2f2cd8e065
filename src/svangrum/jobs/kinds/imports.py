"""Published notices, statistics and contracts, from files in the incoming folder to facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from svangrum.core.dates import at_home
from svangrum.jobs.clock import now
from svangrum.jobs.incoming import incoming_paths
from svangrum.jobs.result import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.facts.manifest import Manifest
    from svangrum.jobs.report import Report

_READING = "reading"


def import_notices(given: Mapping[str, Any], report: Report) -> Result:
    """Raises what ``ingest_notices`` raises; so do the others for theirs."""
    # Arrow and the engine take their time to load, and most work does without
    from svangrum.ingest.notices.ingest import ingest_notices  # noqa: PLC0415 - said above

    read = 0

    def told(notices: int) -> None:
        nonlocal read
        read += notices
        report(_READING, read)

    report(_READING)
    ingested = ingest_notices(_paths(given), store=settings.STORE, retrieved_at=_retrieved_at(), told=told)
    manifest = ingested.snapshot.manifest
    aside = sum(manifest.refused.values())
    return _result("notices-read", stored=ingested.stored, rows=manifest.facts["notices"], aside=aside)


def import_statistics(given: Mapping[str, Any], report: Report) -> Result:
    from svangrum.ingest.statistics import ingest_statistics  # noqa: PLC0415 - as above

    report(_READING)
    ingested = ingest_statistics(
        _paths(given),
        store=settings.STORE,
        retrieved_at=_retrieved_at(),
        told=lambda _file, done, count: report(_READING, done, count),
    )
    aside = sum(one.rows for one in ingested.refusals)
    return _result("statistics-read", stored=ingested.stored, rows=_rows(ingested.snapshot.manifest), aside=aside)


def import_contracts(given: Mapping[str, Any], report: Report) -> Result:
    from svangrum.ingest.decp.ingest import ingest_decp  # noqa: PLC0415 - as above

    report(_READING)
    ingested = ingest_decp(
        _paths(given),
        store=settings.STORE,
        retrieved_at=_retrieved_at(),
        told=lambda _file, done, count: report(_READING, done, count),
    )
    aside = sum(one.rows for one in ingested.refusals())
    return _result(
        "contracts-read", stored=ingested.stored, rows=ingested.snapshot.manifest.facts["contracts"], aside=aside
    )


def _paths(given: Mapping[str, Any]) -> list[Any]:
    return incoming_paths(given.get("names", ()))


def _rows(manifest: Manifest) -> int:
    return sum(sheet.rows for source in manifest.sources for sheet in source.sheets)


def _retrieved_at() -> str:
    return at_home(now()).isoformat(timespec="seconds")


def _result(code: str, *, stored: bool, rows: int, aside: int) -> Result:
    """What was read, or that it had been read before."""
    values: dict[str, str | int] = {"rows": rows, "aside": aside}
    return Result(code if stored else "read-before", values, page="observatory")
