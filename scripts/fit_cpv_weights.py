"""Fit the weights behind ``svangrum cpv``, or measure them.

    python scripts/fit_cpv_weights.py ../shared/data/uhm-2021/number_of_procurements.xlsx
    python scripts/fit_cpv_weights.py --folds ../shared/data/uhm-2021/number_of_procurements.xlsx

The first writes ``src/svangrum/data/matching/cpv_pieces.txt`` and ``cpv_weights.npz``: two or three minutes, and the
same bytes each time on the same kind of machine. The second writes nothing: it fits five times, each time without one
fifth of the procurements (by a hash of their identity), and prints how often the right code, group and division is
among the suggestions for that fifth. The method stands in ``docs/methods/cpv.md``.

The file is the national procurement statistics (Upphandlingsmyndigheten, CC0). Only title, code, buyer's number and
identity are read.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

# One thread adds in one order, so that the same titles give the same bytes. Read when numpy loads.
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import numpy as np  # noqa: E402 - the threads are set first
from python_calamine import CalamineWorkbook  # noqa: E402 - the threads are set first

from svangrum.analysis.cpv_weights import Example, fit  # noqa: E402 - the threads are set first
from svangrum.core.codes import cpv_table  # noqa: E402 - the threads are set first
from svangrum.core.swedish import words_of  # noqa: E402 - the threads are set first
from svangrum.matching.cpv_weights import NUMBERS, PIECES, CpvWeights, write_weights  # noqa: E402 - the threads are set first
from svangrum.matching.cpv_words import suggest_cpv  # noqa: E402 - the threads are set first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TARGET = Path(__file__).resolve().parent.parent / "src/svangrum/data/matching"
IDENTITY, TITLE, CODE, BUYER = (
    "Upphandlings-ID",
    "Upphandlingens titel",
    "Huvudsaklig CPV-kod",
    "Organisationsnummer för köpare",
)
FOLDS = 5
MEASURES = ("first code", "code", "group", "division")


class Procurement(NamedTuple):
    identity: str
    example: Example

    @property
    def fold(self) -> int:
        return int(hashlib.sha256(self.identity.encode()).hexdigest(), 16) % FOLDS

    @property
    def wording(self) -> str:
        return " ".join(words_of(self.example.text))


def read_procurements(file: Path) -> Iterator[Procurement]:
    """Identity, title, code and buyer of each row of the first sheet."""
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    place = {str(name): column for column, name in enumerate(rows[0])}
    for row in rows[1:]:
        identity, title, code, buyer = (str(row[place[name]]) for name in (IDENTITY, TITLE, CODE, BUYER))
        yield Procurement(identity, Example(title, code[:8], buyer))


def hits(procurement: Procurement, weights: CpvWeights) -> tuple[bool, ...]:
    """Whether the first code is right, and whether the right code, group and division are among the five."""
    right = procurement.example.code
    codes = [one.code for one in suggest_cpv(procurement.example.text, weights=weights)]
    groups, divisions = {code[:3] for code in codes}, {code[:2] for code in codes}
    return codes[:1] == [right], right in codes, right[:3] in groups, right[:2] in divisions


def measure_fold(procurements: Sequence[Procurement], fold: int) -> tuple[np.ndarray, np.ndarray]:
    """Hits of each procurement in the fold, fitted without them; and whether its wording was learned from."""
    learned = [one for one in procurements if one.fold != fold]
    asked = [one for one in procurements if one.fold == fold]
    weights = fit(one.example for one in learned).weights()
    wordings = {one.wording for one in learned}
    return np.array([hits(one, weights) for one in asked]), np.array([one.wording in wordings for one in asked])


def print_hits(name: str, found: np.ndarray) -> None:
    shares = "  ".join(f"{measure} {share:6.1%}" for measure, share in zip(MEASURES, found.mean(axis=0), strict=True))
    print(f"{name:<28} n {len(found):6d}  {shares}", flush=True)


def measure(procurements: Sequence[Procurement]) -> None:
    """Print the figures of each fold, of all, and of all whose wording was not learned from."""
    measured = []
    for fold in range(FOLDS):
        measured.append(measure_fold(procurements, fold))
        print_hits(f"fold {fold + 1}", measured[-1][0])
    found = np.concatenate([hits_in for hits_in, _ in measured])
    repeated = np.concatenate([repeated_in for _, repeated_in in measured])
    print_hits("all", found)
    print_hits("wording not learned from", found[~repeated])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="+", help="number_of_procurements.xlsx")
    parser.add_argument("--folds", action="store_true", help="measure instead of writing")
    arguments = parser.parse_args()
    procurements = [one for file in arguments.files for one in read_procurements(file)]
    known = sum(one.example.code in cpv_table() for one in procurements)
    print(f"{len(procurements)} procurements, {known} with a code of the nomenclature")
    if arguments.folds:
        measure(procurements)
        return
    fitted = fit(one.example for one in procurements)
    write_weights(TARGET, fitted.pieces, fitted.piece_rows, fitted.code_rows, fitted.bias)
    print(f"{len(fitted.pieces)} pieces in {TARGET / PIECES} and {TARGET / NUMBERS}")


if __name__ == "__main__":
    main()
