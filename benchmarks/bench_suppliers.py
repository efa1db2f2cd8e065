"""From the tables to an answer: the whole register read for one need, beside a bare SELECT of the same rows.

    python -m benchmarks.bench_suppliers --enterprises 1000 100000

SQLite, and PostgreSQL on the server of ``SVANGRUM_TEST_POSTGRESQL`` where one is named. Each database in a process of
its own (``register_in_database``), since the settings are read once. What is read must be what was written.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.event_databases import database


def main() -> None:
    asked = _arguments()
    names = ["sqlite", *(["postgresql"] if "SVANGRUM_TEST_POSTGRESQL" in os.environ else [])]
    for many in asked.enterprises:
        for name in names:
            print(f"{name}, {many} enterprises", flush=True)
            with tempfile.TemporaryDirectory() as folder, database(name, Path(folder)) as environment:
                command = [sys.executable, "-m", "benchmarks.register_in_database", str(many), str(asked.times)]
                subprocess.run(command, env=environment, check=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--times", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
