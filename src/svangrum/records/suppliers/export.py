"""What was found as JSON (``data/schemas/suppliers.schema.json``): codes, days and numbers, no words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from svangrum.matching.fit import Fit
    from svangrum.matching.independent import Tenders
    from svangrum.records.suppliers.found import Found
    from svangrum.records.suppliers.known import Entry, Out

SCHEMA = "svangrum-suppliers/1"


def as_json(found: Found) -> dict[str, Any]:
    """Everyone who was held beside the need, in order, and those who were not, with the reason."""
    need = found.need
    return {
        "schema": SCHEMA,
        "on": found.on.isoformat(),
        "need": {
            "cpv": need.cpv,
            "municipality": need.municipality,
            "since": need.since.isoformat(),
            "until": need.until.isoformat(),
            "measure": str(need.measure),
            "per_month": need.per_month,
        },
        "independent_tenders": {
            "without_samhall": _tenders(found.without_samhall),
            "with_samhall": _tenders(found.with_samhall),
        },
        "suppliers": [_supplier(found, fit) for fit in found.fits],
        "not_counted": [_out(one) for one in found.known.out],
        "silent": [_named(one) for one in found.known.silent],
    }


def _tenders(tenders: Tenders) -> dict[str, Any]:
    return {
        "at_least": tenders.at_least,
        "alone": _listed(tenders.alone),
        "together": _listed(tenders.together),
    }


def _listed(tenders: Iterable[tuple[str, ...]]) -> list[list[str]]:
    return [list(one) for one in tenders]


def _supplier(found: Found, fit: Fit) -> dict[str, Any]:
    entry = found.entry(fit.key)
    noted = {"offers": entry.offers_noted, "places": entry.places_noted, "not-social": entry.not_social}
    purpose, share = (str(one) if one else None for one in entry.grades)
    return {
        **_named(entry),
        "kind": str(entry.kind),
        "control": fit.control,
        "control_told": entry.control_told,
        "grade": fit.grade.name.lower(),
        "reasons": {reason.part: reason.code for reason in fit.reasons},
        "offer": fit.offer,
        "distance": fit.distance,
        "free_per_month": fit.free,
        "evidence": {"purpose": purpose, "share": share},
        "evidence_until": entry.proved_until.isoformat() if entry.proved_until else None,
        "own_notes": [name for name, used in noted.items() if used],
    }


def _out(one: Out) -> dict[str, Any]:
    return {**_named(one.entry), "why": str(one.why), "since": one.on.isoformat() if one.on else None}


def _named(entry: Entry) -> dict[str, str]:
    return {"orgnr": entry.orgnr, "name": entry.name}
