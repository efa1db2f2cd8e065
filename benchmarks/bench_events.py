"""Eight writers at once: actions beside bare inserts, on SQLite and PostgreSQL; ``--kill`` ends some by kill -9.

    python -m benchmarks.bench_events --seconds 60
    python -m benchmarks.bench_events --seconds 60 --kill 30 --database postgresql

A bare insert is one row of the same table in a transaction of its own, by the same number of processes, on the same
disk: ``bare`` by one statement and nothing else, ``django`` as a program without actions would, by ``save`` inside
``atomic``. After each of either a writer appends what was acknowledged to a file of its own, and waits for the disk.
Then everything acknowledged must be there, once, and every chain must be whole. PostgreSQL is the server of
``SVANGRUM_TEST_POSTGRESQL``; its durability is told beside the figures.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.event_databases import database

WRITERS = 8
WAYS = ("bare", "django", "actions")


def main() -> None:
    asked = _arguments()
    for name in asked.database:
        if asked.kill:
            _shown(f"{name} actions", _run("actions", name, asked.seconds, kill=asked.kill))
            continue
        paces = {work: _shown(f"{name} {work}", _run(work, name, asked.seconds)) for work in WAYS}
        for plainer in ("bare", "django"):
            print(f"{name}: actions go at {paces['actions'] / paces[plainer]:.0%} of the pace of {plainer} inserts")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--kill", type=int, default=0, help="how many writers to end by kill -9 while they write")
    parser.add_argument("--database", nargs="*", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    return parser.parse_args()


def _run(work: str, name: str, seconds: float, *, kill: int = 0) -> dict[str, float]:
    """Let the writers write for so long in a database of their own, then count what is there."""
    with tempfile.TemporaryDirectory() as folder, database(name, Path(folder)) as environment:
        _ask(environment, "prepare", folder)
        killed = _write(work, environment, Path(folder), seconds, kill)
        told = _ask(environment, "check", folder, work)
    found = dict(pair.split("=") for pair in told.split())
    return {
        "a second": int(found["acknowledged"]) / seconds,
        "killed": killed,
        **{key: int(value) for key, value in found.items()},
    }


def _write(work: str, environment: dict[str, str], folder: Path, seconds: float, kill: int) -> int:
    """Start them together, end some on the way, each with another in its place, stop them all; gives how many."""
    writers = [_start(work, environment, folder, place) for place in range(WRITERS)]
    while len(list(folder.glob("ready-*"))) < WRITERS:
        time.sleep(0.05)
    (folder / "go").touch()
    ends = time.monotonic() + seconds
    moments = sorted(ends - random.uniform(0.05, 0.95) * seconds for _ in range(kill))  # noqa: S311 - no secret
    for moment in moments:
        time.sleep(max(0, moment - time.monotonic()))
        place = random.randrange(WRITERS)  # noqa: S311 - no secret
        writers[place].send_signal(signal.SIGKILL)
        assert writers[place].wait() == -signal.SIGKILL
        writers[place] = _start(work, environment, folder, place)
    time.sleep(max(0, ends - time.monotonic()))
    (folder / "stop").touch()
    assert not any(writer.wait() for writer in writers)
    return len(moments)


def _start(work: str, environment: dict[str, str], folder: Path, place: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.event_writer", work, str(folder), str(place)]
    return subprocess.Popen(command, env=environment)


def _ask(environment: dict[str, str], *asked: str) -> str:
    command = [sys.executable, "-m", "benchmarks.event_writer", *asked]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def _shown(name: str, figures: dict[str, float]) -> float:
    """Tell them, and give the pace. Anything lost, done twice or wrong is the end."""
    print(f"{name}: {', '.join(f'{key} {value:.0f}' for key, value in figures.items())}", flush=True)
    assert figures["lost"] == figures["twice"] == figures["faults"] == 0
    return figures["a second"]


if __name__ == "__main__":
    main()
