"""Throw every point of the grid at the batch: an answer to each, no contradiction, no change but at a limit.

    python -m benchmarks.grid

The suite asks the law alone of all points, and the batch of some (``tests/law/test_grid.py``, ``tests/advice/``).
"""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.law import grid

from svangrum.advice.batch import answer_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.advice.json_values import Json

LANGUAGES = ("sv", "en")


def main() -> None:
    points, answering, problems = 0, 0.0, []
    for number, day in enumerate(grid.days()):
        for line in grid.lines(day):
            asked = [json.dumps(line.fields(value)).encode() for value in line.values()]
            begun = time.perf_counter()
            answers = list(answer_lines(asked, day=day, language=LANGUAGES[number % 2]))
            answering += time.perf_counter() - begun
            points += len(answers)
            problems += list(_problems(line, [json.loads(one.line) for one in answers]))
        print(f"{day}: {points} points, {len(problems)} problems, {1000 * answering / points:.2f} ms each", flush=True)
    print("\n".join(problems[:50]))
    sys.exit(1 if problems else 0)


def _problems(line: grid.Line, answers: list[Json]) -> Iterator[str]:
    told = [_told(answer) for answer in answers]
    for value, answer, one in zip(line.values(), answers, told, strict=True):
        if not one or not answer["headline"]["text"] or not answer["steps"]:
            yield f"{line}, {value}: {answer.get('error', 'nothing is answered')}"
        yield from (f"{line}, {value}: {because}" for because in grid.contradicts(one))
    for (value, before), (next_value, after) in pairwise(zip(line.values(), told, strict=True)):
        if before != after and next_value not in line.changes():
            yield f"{line}, {value}–{next_value}: {before} {after}"


def _told(answer: Json) -> dict[str, set[str]]:
    return {one["rule"]: {one["code"], one["outcome"]} for one in answer.get("findings", ())}


if __name__ == "__main__":
    main()
