"""French contracts from CSV to a snapshot, beside DuckDB merely grouping the same file, in one run.

    python -m benchmarks.bench_decp [--rows N]

The rows are made up, with the 58 columns of the consolidated table; a quarter of the contracts are modified and some
have two holders. Each is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent.parent
ROWS = 1_000_000
OTHERS = 58
"""Columns of the consolidated table; those that are not read are filled with a word."""
NAMES = ("EXEMPLE TRAVAUX SAS", "Camille EXEMPLE", "ESAT LES TILLEULS", "GROUPE PEINTURE", "DUPOND DURAND")
SOCIAL = (*["Sans objet"] * 8, "Clause sociale", "Clause sociale, Critère social", "Marché réservé", "")
CATEGORIES = ("PME", "PME", "ETI", "GE", "")

TELL = """
took, peak = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"{took:.1f} s, {time.process_time():.1f} s of it on a processor, {peak} MB at most")
"""
INGEST = f"""
import resource, sys, time
from pathlib import Path
from svangrum.ingest.decp.ingest import ingest_decp
began = time.perf_counter()
ingest_decp([Path(sys.argv[1])], store=Path(sys.argv[2]), retrieved_at="2026-01-01T00:00:00")
{TELL}"""
GROUP = f"""
import resource, sys, time
import duckdb
began = time.perf_counter()
duckdb.sql("SET enable_progress_bar = false")
duckdb.sql(
    "COPY (SELECT acheteur_id || id AS key, any_value(objet), list(titulaire_nom), max(montant) "
    "FROM read_csv('" + sys.argv[1] + "', all_varchar = true) GROUP BY key ORDER BY key) "
    "TO '" + sys.argv[2] + ".parquet'"
)
{TELL}"""


def rows(count: int) -> Iterator[dict[str, str]]:
    """Made-up rows, the same every time."""
    choose = random.Random(1)  # noqa: S311 - made-up rows
    made = contract = 0
    while made < count:
        contract += 1
        buyer, day = f"21{choose.randrange(10**12):012d}", date(2022, 1, 1) + timedelta(choose.randrange(1_700))
        for state in range(1 + (choose.random() < 0.25)):
            for _ in range(1 + (choose.random() < 0.15)):
                made += 1
                yield _row(choose, contract, buyer, day + timedelta(90 * state), state)


def _row(choose: random.Random, contract: int, buyer: str, day: date, state: int) -> dict[str, str]:
    firm = choose.randrange(60_000)
    return {
        "id": f"2024-{contract:06d}",
        "acheteur_id": buyer,
        "acheteur_nom": "COMMUNE D'EXEMPLE",
        "acheteur_categorie": "Commune",
        "nature": "Marché",
        "objet": f"Exemple de marché numéro {contract} : entretien des espaces verts et nettoyage des locaux",
        "montant": f"{choose.randrange(1, 10**6)}.5",
        "codeCPV": "77310000",
        "procedure": "Procédure adaptée",
        "techniques": "Sans objet",
        "dureeMois": "12",
        "offresRecues": choose.choice(("1", "2", "3", "4", "7", "0", "9999")),
        "dateNotification": day.isoformat(),
        "datePublicationDonnees": day.isoformat(),
        "considerationsSociales": choose.choice(SOCIAL),
        "lieuExecution_code": "69123",
        "lieuExecution_typeCode": "Code commune",
        "titulaire_id": f"{30_000_000_000_000 + firm * 1_000_003:014d}",
        "titulaire_typeIdentifiant": "SIRET",
        "titulaire_nom": NAMES[firm % 5] + (f" {firm}" if firm % 3 else ""),
        "titulaire_categorie": CATEGORIES[firm % 5],
        "modification_id": str(state),
    }


def write(path: Path, count: int) -> None:
    """The rows as CSV, with as many columns as the consolidated table has."""
    with path.open("w", encoding="utf-8", newline="") as file:
        first, *_ = rows(1)
        others = {f"autre_{number}": "Sans objet" for number in range(OTHERS - len(first))}
        writer = csv.DictWriter(file, [*first, *others])
        writer.writeheader()
        writer.writerows({**row, **others} for row in rows(count))


def measure(name: str, program: str, file: Path, into: Path) -> None:
    script = into.with_suffix(".py")
    script.write_text(program, "utf-8")
    line = [sys.executable, str(script), str(file), str(into)]
    told = subprocess.run(line, capture_output=True, text=True, check=True, cwd=HERE)
    print(f"{name:<28}{told.stdout.strip()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS)
    count = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "decp.csv"
        write(file, count)
        print(f"{count} rows, {file.stat().st_size >> 20} MB of CSV")
        measure("svangrum ingest decp", INGEST, file, Path(folder) / "store")
        measure("DuckDB, grouping alone", GROUP, file, Path(folder) / "grouped")


if __name__ == "__main__":
    main()
