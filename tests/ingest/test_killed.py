"""An ingest that is killed, at any moment, leaves the last whole snapshot and can be run again."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from svangrum.facts.schemas import ALL_TABLES, FACT_TABLES
from svangrum.facts.store import current
from svangrum.ingest.statistics import ingest_statistics
from tests.ingest.workbooks import write_tables

if TYPE_CHECKING:
    from pathlib import Path

# For each step at which bytes or names reach the disk: a process that is killed right before it, and one right after
AT_EVERY_STEP = """
import os, shutil, signal, sys
from pathlib import Path
from svangrum.facts import store as store_module, tables
from svangrum.ingest.statistics import ingest_statistics

files, base, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])

def killed_at(step, place):
    steps = iter(range(1_000_000))
    def watched(call):
        def run(*given, **named):
            number = next(steps)
            if number == step and place == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return call(*given, **named)
            finally:
                if number == step and place == "after":
                    os.kill(os.getpid(), signal.SIGKILL)
        return run
    os.fsync, os.mkdir, os.rename, os.replace, os.unlink = map(
        watched, (os.fsync, os.mkdir, os.rename, os.replace, os.unlink))
    tables.pq.write_table = watched(tables.pq.write_table)
    store_module.shutil.rmtree = watched(store_module.shutil.rmtree)

ingest_statistics([files], store=out.with_name("warm"), retrieved_at="")
step, place = 0, "before"
while True:
    store = out / f"{step:03d}-{'ba'.index(place[0])}"
    shutil.copytree(base, store)
    child = os.fork()
    if child == 0:
        killed_at(step, place)
        ingest_statistics([files], store=store, retrieved_at="")
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended == 0:
        break
    assert ended == -signal.SIGKILL, ended
    step, place = (step, "after") if place == "before" else (step + 1, "before")
"""

# Two sets of tables by turns into one store, until killed
WITHOUT_END = """
import sys
from itertools import cycle
from pathlib import Path
from svangrum.ingest.statistics import ingest_statistics

print("started", flush=True)
for files in cycle(sys.argv[2:]):
    ingest_statistics([Path(files)], store=Path(sys.argv[1]), retrieved_at="")
"""


def whole_ids(store: Path) -> set[str]:
    """The procurement ids of the snapshot that holds, the same in each of its tables."""
    snapshot = current(store, "statistics")
    assert snapshot is not None
    tables = {name: snapshot.read(name) for name in ALL_TABLES}
    seen = {name: set(tables[name]["procurement_id"].to_pylist()) for name in FACT_TABLES}
    assert len({frozenset(ids) for ids in seen.values()}) == 1
    assert {name: tables[name].num_rows for name in FACT_TABLES} == snapshot.manifest.facts
    return seen["procurements"]


def visible(store: Path) -> list[str]:
    """What a glob over the facts sees."""
    return sorted(path.name for path in (store / "facts").glob("**/*.parquet"))


ONE_SNAPSHOT = sorted(f"{name}.parquet" for name in ALL_TABLES)
OLD, NEW = {"AA1", "AA2", "AA3"}, {"BB1", "BB2", "BB3"}


@pytest.fixture
def two_sets(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Tables that are in a store, tables that are not, and the store."""
    write_tables(tmp_path / "old", prefix="AA")
    write_tables(tmp_path / "new", prefix="BB")
    ingest_statistics([tmp_path / "old"], store=tmp_path / "store", retrieved_at="")
    return tmp_path / "old", tmp_path / "new", tmp_path / "store"


def test_killed_at_every_step(two_sets: tuple[Path, Path, Path], tmp_path: Path) -> None:
    _, new, store = two_sets
    out = tmp_path / "killed"
    out.mkdir()

    subprocess.run([sys.executable, "-c", AT_EVERY_STEP, new, store, out], check=True, timeout=120)

    *killed, finished = sorted(out.iterdir())
    assert len(killed) > 40
    held = [_held_after_a_kill(one, new) for one in killed]
    assert held[0] == OLD
    assert held[-1] == NEW
    assert held.index(NEW) == len(held) - held[::-1].index(OLD), "the new one begins to hold at one moment"
    assert whole_ids(finished) == NEW


def _held_after_a_kill(store: Path, new: Path) -> set[str]:
    """What the store holds after the kill; then it is mended by the next run, and nothing is left over."""
    held = whole_ids(store)
    assert visible(store) in ([], ONE_SNAPSHOT), "a glob never counts twice"
    ingest_statistics([new], store=store, retrieved_at="")
    assert whole_ids(store) == NEW
    assert visible(store) == ONE_SNAPSHOT
    assert list((store / "staging").iterdir()) == []
    return held


def test_killed_at_random_moments_while_it_writes(two_sets: tuple[Path, Path, Path]) -> None:
    old, new, store = two_sets
    for _ in range(6):
        command = [sys.executable, "-c", WITHOUT_END, *map(str, (store, new, old))]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "started\n"
            time.sleep(random.uniform(0.05, 0.4))  # noqa: S311 - any moment will do
            process.kill()
        assert whole_ids(store) in (OLD, NEW)
    ingest_statistics([old], store=store, retrieved_at="")
    assert whole_ids(store) == OLD


def test_killed_during_the_first_ingest_there_is_nothing_and_then_all(tmp_path: Path) -> None:
    write_tables(tmp_path / "new", prefix="BB")
    empty, out = tmp_path / "store", tmp_path / "killed"
    empty.mkdir()
    out.mkdir()

    subprocess.run([sys.executable, "-c", AT_EVERY_STEP, tmp_path / "new", empty, out], check=True, timeout=120)

    for store in sorted(out.iterdir())[:-1]:
        if (store / "current" / "statistics").exists():
            assert whole_ids(store) == NEW
        ingest_statistics([tmp_path / "new"], store=store, retrieved_at="")
        assert whole_ids(store) == NEW
        assert visible(store) == ONE_SNAPSHOT
        shutil.rmtree(store)
