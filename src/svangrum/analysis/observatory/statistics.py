"""The Swedish statistics as observations: one row for each procurement, with its lots, winners and contracted value."""

from __future__ import annotations

from typing import Any, NamedTuple

import ibis

from svangrum.analysis.observatory.cells import SEVERAL, UNKNOWN
from svangrum.analysis.observatory.observed import NO, TENDERS, division, histogram, status_of, translated, without
from svangrum.analysis.observatory.places import buyer_kinds

_CURRENCY, _COUNTRY = "SEK", "SE"
_READ = ("year", "cpv", "buyer_name", "buyer_subsector")


class Statistics(NamedTuple):
    """The facts, and three small tables that are worked out beside them (Ibis).

    ``verdicts``: ``procurement_id``, ``verdict``. ``places``: ``buyer_name``, ``buyer_subsector``, ``region``,
    ``municipality``. ``kinds``: ``supplier_name``, ``supplier_legal_form``, ``natural_person``, ``kind``, ``person``.
    """

    procurements: Any
    lots: Any
    winners: Any
    values: Any
    verdicts: Any
    places: Any
    kinds: Any


def observed(facts: Statistics) -> Any:  # noqa: ANN401 - ibis ships no types
    """All rows. A lot whose procurement is missing counts as a lot, with no procurement."""
    return ibis.union(_procurements(facts), _orphans(facts))


def _procurements(facts: Statistics) -> Any:  # noqa: ANN401 - ibis ships no types
    rows = _placed(facts.procurements.select("procurement_id", *_READ, "social", "reviewed"), facts)
    for told in (_tenders(facts.lots), _winners(facts), _values(facts.values), facts.verdicts):
        rows = rows.left_join(told, "procurement_id").drop("procurement_id_right")
    value = rows.value_ore.fill_null(0)
    valued = (value > 0).cast("int64")
    person = rows.person.fill_null(NO).cast("int64")
    return rows.select(
        **_keys(rows, status_of(rows.verdict, social=rows.social), rows.kind_of_winner.fill_null(UNKNOWN)),
        procurements=ibis.literal(1, "int64"),
        lots=rows.lots.fill_null(0),
        **{name: rows[name].fill_null(0) for name in TENDERS},
        tenders_sum=rows.tenders_sum.fill_null(0),
        valued=valued,
        value=value,
        review_known=rows.reviewed.notnull().cast("int64"),
        reviewed=rows.reviewed.fill_null(NO).cast("int64"),
        persons_valued=person * valued,
    )


def _orphans(facts: Statistics) -> Any:  # noqa: ANN401 - ibis ships no types
    rows = _placed(facts.lots.filter(~facts.lots.has_procurement).select(*_READ, "tenders"), facts)
    nothing = ibis.literal(0, "int64")
    none = ("valued", "value", "review_known", "reviewed", "persons_valued")
    return rows.select(
        **_keys(rows, status_of(ibis.null("string")), ibis.literal(UNKNOWN)),
        procurements=nothing,
        lots=ibis.literal(1, "int64"),
        **histogram(rows.tenders),
        tenders_sum=rows.tenders,
        **dict.fromkeys(none, nothing),
    )


def _placed(rows: Any, facts: Statistics) -> Any:  # noqa: ANN401 - ibis ships no types
    """The rows with where their buyer is."""
    same = [rows[name].identical_to(facts.places[name]) for name in ("buyer_name", "buyer_subsector")]
    return without(rows.left_join(facts.places, same), "buyer_name_right", "buyer_subsector_right")


def _keys(rows: Any, status: Any, winner: Any) -> dict[str, Any]:  # noqa: ANN401 - ibis ships no types
    return {
        "country": ibis.literal(_COUNTRY),
        "year": rows.year,
        "status": status,
        "currency": ibis.literal(_CURRENCY),
        "cpv": division(rows.cpv),
        "buyer": translated(rows.buyer_subsector, buyer_kinds("uhm")),
        "region": rows.region.fill_null(UNKNOWN),
        "municipality": rows.municipality.fill_null(UNKNOWN),
        "winner": winner,
    }


def _tenders(lots: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Lots and their tenders by procurement."""
    counted = lots.mutate(**histogram(lots.tenders))
    places = {name: counted[name].sum() for name in TENDERS}
    return counted.group_by("procurement_id").aggregate(
        lots=counted.count(), tenders_sum=counted.tenders.sum(), **places
    )


def _values(values: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Contracted value by procurement; what another buyer concluded under its number is left out."""
    own = values.filter(values.has_procurement & values.buyer_agrees.fill_null(~NO))
    return own.group_by("procurement_id").aggregate(value_ore=own.value_ore.sum())


def _winners(facts: Statistics) -> Any:  # noqa: ANN401 - ibis ships no types
    """The kind of winner by procurement, and whether a person, or what may be one, is among them."""
    names = ("supplier_name", "supplier_legal_form", "natural_person")
    same = [facts.winners[name].identical_to(facts.kinds[name]) for name in names]
    rows = facts.winners.left_join(facts.kinds, same)
    kinds = rows.group_by("procurement_id").aggregate(
        first_kind=rows.kind.min(), last_kind=rows.kind.max(), person=rows.person.max()
    )
    one = kinds.first_kind == kinds.last_kind
    return kinds.select("procurement_id", "person", kind_of_winner=ibis.ifelse(one, kinds.first_kind, SEVERAL))
