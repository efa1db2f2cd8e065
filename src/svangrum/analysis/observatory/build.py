"""The observatory's figures, from the facts that a store holds: counted in the engine, then fit to be shown."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from svangrum import __version__
from svangrum.analysis.observatory.cells import DIMENSIONS, OBSERVED, Origin
from svangrum.analysis.observatory.counting import cells
from svangrum.analysis.observatory.judged import judged, review_text
from svangrum.analysis.observatory.kept import write_figures
from svangrum.analysis.observatory.observed import by_dimension, cube
from svangrum.analysis.observatory.shipped import Held
from svangrum.analysis.observatory.sources import DATASETS
from svangrum.core.errors import SvangrumError
from svangrum.facts.engine import DUCKDB, connect, kept, let_go, question
from svangrum.facts.manifest import Manifest, identity_of
from svangrum.facts.observatory import DATASET
from svangrum.facts.store import Snapshot, current, publish, whole, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from svangrum.analysis.observatory.cells import Cell
    from svangrum.analysis.observatory.sources import Observe
    from svangrum.analysis.reserved_review import Reviewed

    Told = Callable[[str, str], None]

# Raise it when the same facts give other figures than before
EXTRACTOR = "observatory/2"
_CUBE = "cube"


class Built(NamedTuple):
    """What a build came to. ``stored`` is False when the figures were there already and nothing was written."""

    snapshot: Snapshot
    held: Held
    stored: bool


class _Source(NamedTuple):
    origin: Origin
    cells: tuple[Cell, ...]
    queries: dict[tuple[str, str], str]


def _silent(_source: str, _step: str) -> None:
    pass


def build(store: Path, *, engine: str = DUCKDB, told: Told = _silent) -> Built:
    """Count the facts of a store and make the figures its snapshot ``observatory``.

    Raises what ``figures`` and ``store.writing`` raise.
    """
    if not any(_snapshots(store)):
        raise SvangrumError("observatory.no-facts", store=str(store))
    # Nobody reads other facts in while these are counted
    with writing(store, DATASET):
        held = figures(store, engine=engine, told=told)
        before = whole(store, DATASET)
        if before is not None and before.manifest.identity == held.identity:
            return Built(before, held, stored=False)

        def write(folder: Path) -> Manifest:
            return _manifest(held, write_figures(held, folder))

        return Built(publish(store, DATASET, held.identity, write), held, stored=True)


def figures(store: Path, *, engine: str = DUCKDB, told: Told = _silent) -> Held:
    """All figures that the facts of a store give, in memory.

    ``told`` hears of each dataset and step (``judging``, ``counting``). Raises ``SvangrumError``
    ``observatory.no-facts`` when the store holds none that are counted.
    """
    sources: list[_Source] = []
    reviewed: list[Reviewed] = []
    for dataset, snapshot in _snapshots(store):
        told(dataset.name, "judging")
        found = judged(store, dataset.name)
        reviewed += found
        for source, observe in dataset.sources.items():
            told(source, "counting")
            sources.append(_counted(source, snapshot, observe, found, engine))
    if not any(source.cells for source in sources):
        raise SvangrumError("observatory.no-facts", store=str(store))
    return _held(sources, tuple(sorted(reviewed, key=_review_order)))


def _snapshots(store: Path) -> Iterator[tuple[Any, Snapshot]]:
    for dataset in DATASETS:
        snapshot = current(store, dataset.name)
        if snapshot is not None:
            yield dataset, snapshot


def _counted(source: str, snapshot: Snapshot, observe: Observe, reviewed: tuple[Reviewed, ...], engine: str) -> _Source:
    backend = connect(engine)
    observed = observe(backend, snapshot, reviewed)
    small = kept(backend, cube(observed), _CUBE)
    rows = {dimension: by_dimension(small, dimension).to_pyarrow().to_pylist() for dimension in DIMENSIONS}
    let_go(backend, _CUBE)
    return _Source(_origin(source, snapshot.manifest), cells(source, rows), _queries(source, backend, observed))


def _queries(source: str, backend: Any, observed: Any) -> dict[tuple[str, str], str]:  # noqa: ANN401 - no types
    """The query of each dimension: from the facts to the source's rows, and from them to the figures."""
    named = ibis.table(observed.schema(), name=OBSERVED)
    told = {dimension: question(backend, by_dimension(named, dimension)) for dimension in DIMENSIONS}
    return {(source, name): query for name, query in {**told, OBSERVED: question(backend, observed)}.items()}


def _origin(source: str, manifest: Manifest) -> Origin:
    years = None
    if manifest.first_year is not None and manifest.last_year is not None:
        years = (manifest.first_year, manifest.last_year)
    return Origin(source, manifest.identity, manifest.attribution, manifest.retrieved_at, years)


def _held(sources: list[_Source], reviewed: tuple[Reviewed, ...]) -> Held:
    origins = tuple(source.origin for source in sources)
    verdicts = hashlib.sha256("\n".join(review_text(one) for one in reviewed).encode()).hexdigest()
    return Held(
        every=tuple(cell for source in sources for cell in source.cells),
        reviewed=reviewed,
        queries={key: query for source in sources for key, query in source.queries.items()},
        origins=tuple(sorted(origins, key=lambda one: one.source)),
        identity=identity_of(
            [*(f"{one.source} {one.snapshot}" for one in origins), verdicts], f"{EXTRACTOR} {__version__}"
        ),
    )


def _review_order(one: Reviewed) -> tuple[object, ...]:
    return one.source, one.country, one.year, one.procurement_id, one.lots


def _manifest(held: Held, rows: dict[str, int]) -> Manifest:
    years = [year for origin in held.origins for year in origin.years or ()]
    return Manifest(
        dataset=DATASET,
        identity=held.identity,
        extractor=f"{EXTRACTOR} {__version__}",
        retrieved_at=max(origin.retrieved_at for origin in held.origins),
        publisher="Svängrum",
        attribution="\n".join(dict.fromkeys(origin.attribution for origin in held.origins)),
        licence="",
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        sources=(),
        facts=rows,
        totals={},
        refused={},
        cells=(),
        quality={},
        files=tuple(f"{name}.parquet" for name in rows),
    )
