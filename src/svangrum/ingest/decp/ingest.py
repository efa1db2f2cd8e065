"""Files of French contracts to facts: read, brought together by contract, published as one snapshot."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.facts.decp import CONTRACTS, DATASET
from svangrum.facts.engine import connect, read_parquet
from svangrum.facts.manifest import identity_of
from svangrum.facts.store import publish, whole, writing
from svangrum.facts.tables import read_aside, refusals_from
from svangrum.ingest.decp.files import fingerprint
from svangrum.ingest.decp.publish import REFUSALS_FILE, write_snapshot
from svangrum.ingest.decp.version import EXTRACTOR
from svangrum.ingest.decp.workers import read_files
from svangrum.ingest.paths import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from svangrum.facts.manifest import Manifest
    from svangrum.facts.refusals import Refusal
    from svangrum.facts.store import Snapshot
    from svangrum.ingest.decp.files import ReadFile
    from svangrum.ingest.decp.workers import Told

_FORMS = (".csv", ".parquet", ".json", ".gz")
_KEY_BYTES = 32


@dataclass(frozen=True)
class Ingested:
    """What an ingest came to. ``stored`` is False when the same files were there already and nothing was written.

    ``same_files`` names files that are byte for byte another file of the same run, and were read once.
    """

    snapshot: Snapshot
    same_files: tuple[tuple[str, str], ...]
    stored: bool

    def refusals(self) -> tuple[Refusal, ...]:
        """Every row that was set aside, in order."""
        return refusals_from(read_aside(self.snapshot.path / REFUSALS_FILE))

    @property
    def all_facts(self) -> bool:
        manifest = self.snapshot.manifest
        return not (manifest.refused or self.same_files or any(one.problem for one in manifest.sources))


def _silent(_name: str, _done: int, _count: int) -> None:
    pass


def ingest_decp(
    paths: Sequence[Path],
    *,
    store: Path,
    retrieved_at: str,
    workers: int = 1,
    told: Told = _silent,
) -> Ingested:
    """Read files of contracts, or folders of them, into a snapshot that replaces the one before.

    The snapshot is the same to the byte whatever the order of the files and the number of workers. ``retrieved_at`` is
    told from above and stands in the manifest alone. A file that is none of the forms is set aside, the rest is read.
    Raises ``SvangrumError``: what ``contract_files`` and ``store.writing`` raise, and when not one file could be read
    the error of the first.
    """
    files, same = _distinct(contract_files(paths))
    identity = identity_of(files.values(), EXTRACTOR)
    with writing(store, DATASET):
        held = whole(store, DATASET)
        if held is not None and held.manifest.identity == identity:
            return Ingested(held, same, stored=False)
        workspace = store / "staging" / "workspace"
        workspace.mkdir(parents=True)
        try:
            # Drawn anew each time and never written: what tells holders apart in this run tells nothing after it
            key = secrets.token_bytes(_KEY_BYTES)
            read = read_files(list(files), workspace, key, workers=workers, told=told)
            return Ingested(_publish(store, workspace, read, retrieved_at), same, stored=True)
        finally:
            shutil.rmtree(workspace, ignore_errors=True)


def _publish(store: Path, workspace: Path, read: Sequence[ReadFile], retrieved_at: str) -> Snapshot:
    if all(file.problem for file in read):
        first = read[0]
        raise SvangrumError(str(first.problem), field="path", path=first.name, **first.values or {})
    # Of what was read: a file may have changed since it was looked at first
    in_order = sorted(read, key=lambda file: (file.sha256, file.name))
    identity = identity_of((file.sha256 for file in in_order), EXTRACTOR)
    staged = sorted(str(file) for file in workspace.glob("*.parquet"))
    backend = connect(workspace=workspace)

    def write(folder: Path) -> Manifest:
        rows = read_parquet(backend, staged, CONTRACTS.name)
        return write_snapshot(folder, backend, rows, in_order, identity=identity, retrieved_at=retrieved_at)

    try:
        return publish(store, DATASET, identity, write)
    finally:
        backend.disconnect()


def contract_files(given: Iterable[Path]) -> list[Path]:
    """The files that were named, and the files of contracts right inside the folders that were named, each once.

    Raises ``SvangrumError`` ``ingest.no-such-path``, ``ingest.unreadable`` or ``decp.nothing-there``.
    """
    found: dict[Path, Path] = {}
    for path in given:
        for file in _files(path):
            found.setdefault(file.resolve(), file)
    return sorted(found.values(), key=lambda file: (file.name, str(file)))


def _files(path: Path) -> Iterator[Path]:
    try:
        if path.is_dir():
            yield from _inside(path)
        elif path.is_file():
            yield path
        else:
            raise SvangrumError("ingest.no-such-path", field="path", path=str(path))
    except OSError as error:
        raise SvangrumError("ingest.unreadable", field="path", path=str(path)) from error


def _inside(folder: Path) -> list[Path]:
    files = [one for one in folder.iterdir() if one.suffix.lower() in _FORMS and one.name[0] != "." and one.is_file()]
    if not files:
        raise SvangrumError("decp.nothing-there", field="path", path=str(folder))
    return files


def _distinct(paths: Sequence[Path]) -> tuple[dict[Path, str], tuple[tuple[str, str], ...]]:
    """The files that differ in content, with their hashes; and each that does not, with the one it equals."""
    first: dict[str, Path] = {}
    same = []
    for path in paths:
        sha256 = fingerprint(path)
        kept = first.setdefault(sha256, path)
        if kept != path:
            same.append((file_name(path), file_name(kept)))
    return {path: sha256 for sha256, path in first.items()}, tuple(same)
