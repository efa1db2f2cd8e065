"""How long one forecast takes, beside a naive lookup of what the CPV division got.

python -m benchmarks.bench_model
"""

from __future__ import annotations

import json

from benchmarks.timing import milliseconds
from svangrum.competition.tenders import ARTIFACT, Market, PurchaseFeatures, load_market
from svangrum.core.data import data_path

PURCHASE = PurchaseFeatures(
    what="lokalvård i två förskolor", cpv="90911200", buyer="kommun", kind="tjanster", directive_governed=False
)


def main() -> None:
    market = load_market()
    naive = {prefix: market.models["division"]([PurchaseFeatures(cpv=f"{prefix}000000")])[0] for prefix in ("90", "45")}
    text = data_path(ARTIFACT).read_text("utf-8")
    measured = {
        "naive lookup by division": naive[str(PURCHASE.cpv)[:2]][:50].tolist,
        "open": lambda: market.open(PURCHASE),
        "open, nothing known": lambda: market.open(PurchaseFeatures()),
        "reserved": lambda: market.reserved(PURCHASE),
        "reading the artifact": lambda: Market(json.loads(text)),
    }
    for name, work in measured.items():
        median, worst = milliseconds(work, 500)
        print(f"{name:30} median {median:7.3f} ms   worst {worst:7.3f} ms")


if __name__ == "__main__":
    main()
