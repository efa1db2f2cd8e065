"""The observatory's figures worked out again, one row of the facts after another, in plain Python."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from svangrum.analysis.observatory.places import place
from svangrum.competition.winner_kinds import winner_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from svangrum.facts.store import Snapshot

SECTORS = {
    "kommun": "municipality",
    "kommunalt-agd-organisation": "municipal-company",
    "region": "region",
    "regionalt-agd-organisation": "regional-company",
    "statlig-myndighet": "state",
    "statligt-agd-organisation": "state-company",
    "annat": "other",
}
TED_BUYERS = {
    "la": "municipality",
    "body-pl-la": "municipal-company",
    "pub-undert-la": "municipal-company",
    "ra": "region",
    "body-pl-ra": "regional-company",
    "pub-undert-ra": "regional-company",
    "cga": "state",
    "def-cont": "state",
    "body-pl-cga": "state-company",
    "pub-undert-cga": "state-company",
    "eu-ins-bod-ag": "other",
    "int-org": "other",
    "org-sub": "other",
    "org-sub-la": "other",
    "org-sub-ra": "other",
    "org-sub-cga": "other",
    "spec-rights-entity": "other",
    "grp-p-aut": "other",
}
COUNTED = ("procurements", "lots", "tenders", "tenders_sum", "valued", "value", "review_known", "reviewed")
RANKS = ("genuine", "missed", "unclear", "mis-set", "clause", "social", "other", "untold")
Sums = dict[tuple[Any, ...], dict[str, Any]]


def statistics(snapshot: Snapshot, verdicts: Mapping[str, str]) -> Sums:
    """By dimension, country, year, member, status, currency."""
    lots, values, winners = defaultdict(list), defaultdict(int), defaultdict(set)
    for lot in snapshot.read("lots").to_pylist():
        lots[lot["procurement_id"]].append(lot["tenders"])
    for value in snapshot.read("values").to_pylist():
        if value["has_procurement"] and value["buyer_agrees"] is not False:
            values[value["procurement_id"]] += value["value_ore"]
    for one in snapshot.read("winners").to_pylist():
        kind = winner_kind(one["supplier_name"], legal_form=one["supplier_legal_form"])
        winners[one["procurement_id"]].add("sole-trader" if one["natural_person"] else kind)
    sums: Sums = defaultdict(_nothing)
    known = set()
    for row in snapshot.read("procurements").to_pylist():
        known.add(row["procurement_id"])
        value = values[row["procurement_id"]]
        _count(
            sums,
            _swedish(row, winners[row["procurement_id"]], verdicts.get(row["procurement_id"], _said(row))),
            tenders=lots[row["procurement_id"]],
            lots=len(lots[row["procurement_id"]]),
            procurements=1,
            valued=int(value > 0),
            value=value,
            review_known=int(row["reviewed"] is not None),
            reviewed=int(row["reviewed"] is True),
        )
    for lot in snapshot.read("lots").to_pylist():
        if lot["procurement_id"] not in known:
            _count(sums, _swedish(lot, set(), "other"), tenders=[lot["tenders"]], lots=1)
    return sums


def _said(row: Mapping[str, Any]) -> str:
    return "social" if row["social"] else "other"


def _swedish(row: Mapping[str, Any], kinds: set[str], status: str) -> Iterator[tuple[Any, ...]]:
    county, municipality = place(row["buyer_name"], row["buyer_subsector"])
    members = {
        "all": "all",
        "cpv": _division(row["cpv"]),
        "buyer": SECTORS.get(row["buyer_subsector"], "unknown"),
        "region": county,
        "municipality": municipality,
        "winner": _one(kinds),
    }
    return ((dimension, "SE", row["year"], member, status, "SEK") for dimension, member in members.items())


def _division(code: str | None) -> str:
    """Some write 00000000 where they have no code."""
    return code[:2] if code and code[:2] != "00" else "unknown"


def _one(kinds: set[str]) -> str:
    return "several" if len(kinds) > 1 else min(kinds, default="unknown")


def notices(
    snapshot: Snapshot, kind: str, verdicts: Mapping[tuple[str, str], str], counties: Mapping[str, str]
) -> Sums:
    """The same of TED's notices of one kind."""
    by_notice = defaultdict(list)
    for row in snapshot.read("lots").to_pylist():
        if row["notice_kind"] == kind:
            by_notice[row["notice_id"]].append((verdicts.get((row["notice_id"], row["lot_id"]), _marked(row)), row))
    sums: Sums = defaultdict(_nothing)
    for lots in by_notice.values():
        first = min(lots, key=lambda lot: (RANKS.index(lot[0]), lot[1]["lot_id"]))
        for status, row in lots:
            value = int(100 * (row["awarded_value"] or 0))
            exact = row["tenders_kind"] == "exact" and row["tenders_received"] is not None
            _count(
                sums,
                _placed(row, status, counties, tells_winners=kind == "result"),
                tenders=[row["tenders_received"]] if exact else [],
                lots=1,
                procurements=int(row is first[1]),
                valued=int(value > 0),
                value=value,
            )
    return sums


def _marked(row: Mapping[str, Any]) -> str:
    if "opp" in (row["social_codes"] or ()):
        return "clause"
    says = row["reserved_participation"] is not None or row["reserved_execution"] is not None
    return "other" if says else "untold"


def _placed(
    row: Mapping[str, Any], status: str, counties: Mapping[str, str], *, tells_winners: bool
) -> Iterator[tuple[Any, ...]]:
    names = (row["winner_names"] or ()) if tells_winners else ()
    kinds = {"sole-trader" if name is None else winner_kind(name, country=row["country"]) for name in names}
    nuts = (row["nuts"] or ("",))[0]
    region = counties.get(nuts, "unknown") if row["country"] == "SE" else nuts[:4] if len(nuts) >= 4 else "unknown"
    members = {
        "all": "all",
        "cpv": _division(row["cpv_main"]),
        "buyer": TED_BUYERS.get(row["buyer_type"], "unknown"),
        "region": region,
        "municipality": "unknown",
        "winner": _one(kinds),
    }
    about = (row["country"], row["published_on"].year)
    return ((dimension, *about, member, status, row["currency"]) for dimension, member in members.items())


def _nothing() -> dict[str, Any]:
    return {**dict.fromkeys(COUNTED, 0), "tenders": (0,) * 11}


def _count(sums: Sums, keys: Iterable[tuple[Any, ...]], *, tenders: list[int], **counted: int) -> None:
    for key in keys:
        told = sums[key]
        for name, number in counted.items():
            told[name] += number
        told["tenders_sum"] += sum(tenders)
        places = [min(number, 10) for number in tenders]
        told["tenders"] = tuple(held + places.count(number) for number, held in enumerate(told["tenders"]))


def few_sole_traders_as_unknown(sums: Sums) -> Sums:
    """As they may be shown: where fewer than five procurements, in all currencies, sole traders are of unknown kind."""
    won: dict[tuple[Any, ...], int] = defaultdict(int)
    for (dimension, country, year, member, status, _), told in sums.items():
        if (dimension, member) == ("winner", "sole-trader"):
            won[country, year, status] += told["procurements"]
    shown: Sums = defaultdict(_nothing)
    for key, told in sums.items():
        dimension, country, year, member, status, currency = key
        few = (dimension, member) == ("winner", "sole-trader") and won[country, year, status] < 5
        held = shown[dimension, country, year, "unknown" if few else member, status, currency]
        for name in COUNTED:
            if name == "tenders":
                held[name] = tuple(a + b for a, b in zip(held[name], told[name], strict=True))
            else:
                held[name] += told[name]
    return shown


def ingest_real(shared: Path, store: Path) -> None:
    """Both real data sets, as one would read them."""
    from svangrum.ingest.notices.ingest import ingest_notices
    from svangrum.ingest.statistics import ingest_statistics

    ingest_statistics([shared / "data" / "uhm-2021"], store=store, retrieved_at="2026-11-26")
    ingest_notices([shared / "data" / "notices" / "xml"], store=store, retrieved_at="2026-11-26", workers=2)
