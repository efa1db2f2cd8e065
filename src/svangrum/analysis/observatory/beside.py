"""The small tables beside the facts, worked out once for each name: kinds of winners, places of buyers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from svangrum.analysis.observatory.cells import SEVERAL, UNKNOWN
from svangrum.analysis.observatory.places import place
from svangrum.competition.winner_kinds import SOLE_TRADER, winner_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TEXT, _YES = pa.string(), pa.bool_()
_MAY_BE_PERSON = {UNKNOWN, SOLE_TRADER}
KINDS = pa.schema(
    {"supplier_name": _TEXT, "supplier_legal_form": _TEXT, "natural_person": _YES, "kind": _TEXT, "person": _YES}
)
PLACES = pa.schema({"buyer_name": _TEXT, "buyer_subsector": _TEXT, "region": _TEXT, "municipality": _TEXT})
WINNERS = pa.schema({"country": _TEXT, "winner_names": pa.list_(_TEXT), "winner": _TEXT, "person": _YES})
HOLDERS = pa.schema({"holder_names": pa.list_(_TEXT), "holder_kinds": pa.list_(_TEXT), "winner": _TEXT, "person": _YES})


def kinds_of(winners: Any) -> Any:  # noqa: ANN401 - ibis and pyarrow ship no types
    """The kind of each winner of the Swedish statistics by name, legal form and whether it is a person."""
    names = KINDS.names[:3]
    rows = winners.select(*names).distinct().to_pyarrow().to_pylist()
    return pa.Table.from_pylist([{**row, **_kind(*(row[name] for name in names))} for row in rows], schema=KINDS)


def _kind(name: str | None, legal_form: str | None, person: bool | None) -> dict[str, object]:  # noqa: FBT001 - a row
    kind = SOLE_TRADER if person else winner_kind(name, legal_form=legal_form)
    # Where nobody can tell it may be a person
    return {"kind": kind, "person": person is not False or kind == SOLE_TRADER}


def places_of(*tables: Any) -> Any:  # noqa: ANN401 - ibis and pyarrow ship no types
    """County and municipality of each buyer of the Swedish statistics."""
    names = PLACES.names[:2]
    buyers = {tuple(row.values()) for one in tables for row in one.select(*names).distinct().to_pyarrow().to_pylist()}
    rows = [(*buyer, *place(*buyer)) for buyer in buyers]
    return pa.Table.from_arrays(
        [pa.array(column, _TEXT) for column in zip(*rows, strict=True)] if rows else [pa.array([], _TEXT)] * 4,
        schema=PLACES,
    )


def winners_of(rows: Any) -> Any:  # noqa: ANN401 - ibis and pyarrow ship no types
    """The kind of each list of winners' names, by country; a name that is kept back is a person's."""
    batches = rows.select("country", "winner_names").distinct().to_pyarrow().to_batches(max_chunksize=1 << 16)
    told = (_winners(batch) for batch in batches)
    return pa.Table.from_batches(told, schema=WINNERS)


def _winners(batch: Any) -> Any:  # noqa: ANN401 - pyarrow ships no types
    columns = [batch.column("country").to_pylist(), batch.column("winner_names").to_pylist()]
    kinds = [kind_among(names or (), country) for country, names in zip(*columns, strict=True)]
    people = [_may_be_people(names or (), country) for country, names in zip(*columns, strict=True)]
    arrays = [*columns, kinds, people]
    return pa.RecordBatch.from_arrays(
        [pa.array(values, field.type) for values, field in zip(arrays, WINNERS, strict=True)], schema=WINNERS
    )


def _may_be_people(names: Iterable[str | None], country: str) -> bool:
    """Whether one of them may be a person: a name that is kept back, a sole trader's, or one that tells nothing."""
    return any(name is None or winner_kind(name, country=country) in _MAY_BE_PERSON for name in names)


def holders_of(contracts: Any) -> Any:  # noqa: ANN401 - ibis and pyarrow ship no types
    """The kind of each list of holders of French contracts; who is no organisation for sure may be a person."""
    rows = contracts.select("holder_names", "holder_kinds").distinct().to_pyarrow().to_pylist()
    return pa.Table.from_pylist([{**row, **_held(row)} for row in rows], schema=HOLDERS)


def _held(row: Mapping[str, Any]) -> dict[str, object]:
    kinds = row["holder_kinds"] or ()
    told = [
        SOLE_TRADER if kind == "person" else winner_kind(name, country="FR")
        for name, kind in zip(row["holder_names"] or (), kinds, strict=True)
    ]
    return {"winner": one_of(told), "person": SOLE_TRADER in told or any(kind != "organisation" for kind in kinds)}


def kind_among(names: Sequence[str | None], country: str) -> str:
    """The one kind of all the names; ``several``; ``unknown`` of none."""
    return one_of(SOLE_TRADER if name is None else winner_kind(name, country=country) for name in names)


def one_of(kinds: Iterable[str]) -> str:
    """The kind, when there is one only."""
    found = set(kinds)
    return SEVERAL if len(found) > 1 else next(iter(found), UNKNOWN)
