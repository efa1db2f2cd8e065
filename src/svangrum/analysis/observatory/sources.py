"""Each source's facts, opened with the small tables beside them, as observations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from svangrum.analysis.observatory import contracts, notices, statistics
from svangrum.analysis.observatory.beside import holders_of, kinds_of, places_of, winners_of
from svangrum.analysis.observatory.cells import DECP, TED, TED_COMPETITIONS, UHM
from svangrum.analysis.observatory.judged import contract_verdicts, notice_verdicts, statistics_verdicts
from svangrum.facts import decp, notice_lots
from svangrum.facts.engine import STATISTICS, put, read_parquet
from svangrum.facts.schemas import FACT_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from svangrum.analysis.reserved_review import Reviewed
    from svangrum.facts.store import Snapshot

    Observe = Callable[[Any, Snapshot, tuple[Reviewed, ...]], Any]


class Dataset(NamedTuple):
    """A dataset and, for each source of figures, how it becomes observations."""

    name: str
    sources: Mapping[str, Observe]


def _statistics(backend: Any, snapshot: Snapshot, reviewed: tuple[Reviewed, ...]) -> Any:  # noqa: ANN401 - no types
    tables = {name: read_parquet(backend, [str(snapshot.file(name))], name) for name in FACT_TABLES}
    facts = statistics.Statistics(
        **tables,
        verdicts=put(backend, statistics_verdicts(reviewed), "verdicts"),
        places=put(backend, places_of(tables["procurements"], tables["lots"]), "places"),
        kinds=put(backend, kinds_of(tables["winners"]), "kinds"),
    )
    return statistics.observed(facts)


def _results(backend: Any, snapshot: Snapshot, reviewed: tuple[Reviewed, ...]) -> Any:  # noqa: ANN401 - no types
    return _notices(backend, snapshot, reviewed, notices.RESULT)


def _competitions(backend: Any, snapshot: Snapshot, reviewed: tuple[Reviewed, ...]) -> Any:  # noqa: ANN401 - no types
    return _notices(backend, snapshot, reviewed, notices.COMPETITION)


def _notices(backend: Any, snapshot: Snapshot, reviewed: tuple[Reviewed, ...], kind: str) -> Any:  # noqa: ANN401
    lots = read_parquet(backend, _files(snapshot), notice_lots.LOTS.name)
    rows = notices.rows_of(lots, kind)
    facts = notices.Notices(
        lots=lots,
        verdicts=put(backend, notice_verdicts(reviewed), "verdicts"),
        winners=put(backend, winners_of(rows), "winners"),
    )
    return notices.observed(facts, kind)


def _contracts(backend: Any, snapshot: Snapshot, reviewed: tuple[Reviewed, ...]) -> Any:  # noqa: ANN401 - no types
    table = read_parquet(backend, _files(snapshot), decp.CONTRACTS.name)
    facts = contracts.Contracts(
        contracts=table,
        verdicts=put(backend, contract_verdicts(reviewed), "verdicts"),
        holders=put(backend, holders_of(table), "holders"),
    )
    return contracts.observed(facts)


def _files(snapshot: Snapshot) -> list[str]:
    return [str(snapshot.path / name) for name in snapshot.manifest.files if name.endswith(".parquet")]


DATASETS = (
    Dataset(STATISTICS, {UHM: _statistics}),
    Dataset(notice_lots.DATASET, {TED: _results, TED_COMPETITIONS: _competitions}),
    Dataset(decp.DATASET, {DECP: _contracts}),
)
