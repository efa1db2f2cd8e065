"""How long one answer takes after start, beside the parts it is made of; and a line of a batch, beside other ways.

python -m benchmarks.bench_advise
"""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import time
from contextlib import redirect_stdout
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.timing import milliseconds
from svangrum.advice.advise import advise
from svangrum.advice.batch import answer_lines
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.read import read_purchase
from svangrum.cli.main import run
from svangrum.core.codes import cpv_table
from svangrum.law.assess import assess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DAY = date(2026, 11, 23)
STATED = read_purchase(
    {"what": "lokalvård i två förskolor", "value": "1200000", "municipality": "Nordanstig", "cpv": "90911200"}
)
GUESSED = read_purchase({"what": "lokalvård i två förskolor", "value": "1200000", "municipality": "Nordanstig"})
BATCH, CALLS, STARTS = 3_000, 200, 3
WORDS = ("lokalvård", "kafeteria", "arbetskläder", "fruktkorgar", "gatuunderhåll", "renovering", "bussresor", "möbler")
PLACES = ("förskolor", "äldreboenden", "simhallen", "kontoren", "skolor", "parkerna")


def whole(language: str) -> object:
    advice = advise(GUESSED, as_of=DAY)
    return as_json_object(advice, explain(advice, language=language))


def purchases(count: int) -> Iterator[dict[str, str]]:
    """Made-up purchases, the same each time. No two are described in the same words; half have a CPV code."""
    draw = random.Random(5)  # noqa: S311 - no secret hangs on it
    codes = sorted(cpv_table())
    for number in range(count):
        yield {
            "what": f"{draw.choice(WORDS)} till {draw.choice(PLACES)}, nummer {number}",
            "value": str(int(10 ** draw.uniform(4, 8))),
            "kind": draw.choice(("tjanster", "varor", "byggentreprenad", "")),
            "buyer": draw.choice(("kommun", "region", "stat", "kommunalt-bolag", "")),
            "act": draw.choice(("lou", "luf", "luk", "")),
            "contract": draw.choice(("no", "yes", "")),
            "same_kind": draw.choice(("0", "400000", "")),
            "cpv": draw.choice((draw.choice(codes), "")),
            "as_of": f"{draw.randint(2023, 2027)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        }


def one_by_one(fields: dict[str, str]) -> None:
    """The same purchase as a command line, in this process."""
    options = [part for name, text in fields.items() if text for part in (f"--{name.replace('_', '-')}", text)]
    with redirect_stdout(io.StringIO()):
        run(["advise", "--json", *options], "sv")


def started(fields: dict[str, str]) -> None:
    """The same purchase as a command line, in a process of its own."""
    options = [part for name, text in fields.items() if text for part in (f"--{name.replace('_', '-')}", text)]
    command = [sys.executable, "-m", "svangrum.cli.main", "advise", "--json", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def each(work: Callable[[dict[str, str]], object], which: Iterable[dict[str, str]]) -> list[float]:
    """Milliseconds for each purchase."""
    taken = []
    for fields in which:
        start = time.perf_counter()
        work(fields)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def in_batch(lines: list[bytes]) -> list[float]:
    """Milliseconds for each line."""
    answers, taken = answer_lines(lines, day=DAY, language="sv"), []
    for _ in lines:
        start = time.perf_counter()
        assert next(answers).good
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def tell(name: str, middle: float, worst: float) -> None:
    print(f"{name:50} median {middle:7.2f} ms   worst {worst:7.2f} ms")


def parts() -> None:
    measured = {
        "law alone": lambda: assess(STATED, as_of=DAY),
        "advice, CPV stated": lambda: advise(STATED, as_of=DAY),
        "advice, CPV guessed": lambda: advise(GUESSED, as_of=DAY),
        "advice in words and as JSON": lambda: whole("sv"),
    }
    for name, work in measured.items():
        tell(name, *milliseconds(work, 200))


def batch() -> None:
    made = list(purchases(BATCH))
    lines = [json.dumps(fields, ensure_ascii=False).encode() for fields in made]
    told = [json.loads(one.line) for one in answer_lines(lines[:CALLS], day=DAY, language="sv")]
    in_batch(lines[:CALLS])
    measured = {
        "a line of a batch, no two alike": in_batch(lines[CALLS:]),
        "the same, reading the JSON alone": each(json.loads, lines[CALLS:]),
        "the same, writing the JSON alone": each(lambda one: json.dumps(one, ensure_ascii=False), told),
        "svangrum advise --json, one by one in one process": each(one_by_one, made[:CALLS]),
        "svangrum advise --json, a process each": each(started, made[:STARTS]),
    }
    for name, taken in measured.items():
        tell(name, median(taken), max(taken))
    print(f"10 000 lines of the batch: {10 * sum(measured['a line of a batch, no two alike']) / (BATCH - CALLS):.1f} s")


if __name__ == "__main__":
    parts()
    batch()
