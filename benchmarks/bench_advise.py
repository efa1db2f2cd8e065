"""How long one answer takes after start, beside the parts it is made of.

python benchmarks/bench_advise.py
"""

from __future__ import annotations

from datetime import date

from timing import milliseconds

from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.read import read_purchase
from svangrum.law.assess import assess

DAY = date(2026, 11, 23)
STATED = read_purchase(
    {"what": "lokalvård i två förskolor", "value": "1200000", "municipality": "Nordanstig", "cpv": "90911200"}
)
GUESSED = read_purchase({"what": "lokalvård i två förskolor", "value": "1200000", "municipality": "Nordanstig"})


def whole(language: str) -> object:
    advice = advise(GUESSED, as_of=DAY)
    return as_json_object(advice, explain(advice, language=language))


def main() -> None:
    measured = {
        "law alone": lambda: assess(STATED, as_of=DAY),
        "advice, CPV stated": lambda: advise(STATED, as_of=DAY),
        "advice, CPV guessed": lambda: advise(GUESSED, as_of=DAY),
        "advice in words and as JSON": lambda: whole("sv"),
    }
    for name, work in measured.items():
        median, worst = milliseconds(work, 200)
        print(f"{name:30} median {median:6.2f} ms   worst {worst:6.2f} ms")


if __name__ == "__main__":
    main()
