"""How long five CPV suggestions take, beside the naive way: comparing the words with every label.

python -m benchmarks.bench_cpv
"""

from __future__ import annotations

import time
from itertools import cycle

from benchmarks.timing import milliseconds
from svangrum.core.codes import cpv_table
from svangrum.core.swedish import words_of
from svangrum.matching.cpv_words import suggest_cpv

TEXTS = ("lokalvård i två förskolor", "fruktkorgar", "snöröjning och halkbekämpning av gång- och cykelvägar", "café")


def by_labels(text: str) -> list[str]:
    """The five codes whose labels share most words with the text."""
    asked = set(words_of(text))
    return sorted(cpv_table(), key=lambda code: -len(asked & set(words_of(cpv_table()[code].sv))))[:5]


def main() -> None:
    start = time.perf_counter()
    suggest_cpv(TEXTS[0])
    print(f"{'first, with loading':30} {1000 * (time.perf_counter() - start):13.2f} ms")
    for name, suggest, times in (("suggestions", suggest_cpv, 50), ("words of labels", by_labels, 3)):
        texts = cycle(TEXTS)
        median, worst = milliseconds(lambda suggest=suggest, texts=texts: suggest(next(texts)), times * len(TEXTS))
        print(f"{name:30} median {median:6.2f} ms   worst {worst:6.2f} ms")


if __name__ == "__main__":
    main()
