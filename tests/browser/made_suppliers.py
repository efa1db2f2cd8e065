"""In the running site's database: enterprises that could deliver cleaning, alone, in part and together."""

from __future__ import annotations

from typing import Any

CLEANING = "90910000"
TOLD: tuple[dict[str, Any], ...] = (
    {"name": "Rena rum", "free": 220, "rates": {CLEANING: 38_000}},
    {"name": "Tvätt och städ", "free": 220, "rates": {CLEANING: 40_000}},
    {"name": "Städgruppen Ett", "free": 90, "will": "part", "rates": {CLEANING: 35_500}},
    {"name": "Städgruppen Två", "free": 90, "will": "part"},
    {"name": "Kooperativet Ek", "free": 120, "will": "consortium"},
    {"name": "Kooperativet Björk", "free": 120, "will": "consortium"},
    {"name": "Samhall", "kind": "samhall", "free": 400},
    {"name": "Kommunens dagliga verksamhet", "kind": "municipal", "free": 300},
    {"name": "Skogsgruppen", "places": ["2132"]},
    {"name": "Verkstan", "evidence": False},
)


def make() -> list[str]:
    """In the process of ``prepare``: their organisation numbers."""
    from tests.records.suppliers.made import a_supplier

    return [a_supplier(**told).orgnr for told in TOLD]
