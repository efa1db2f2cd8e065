"""Rows as published to rows of one type, people left out; what cannot be read is told of with its place."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from svangrum.facts.decp import CONTRACTS
from svangrum.facts.manifest import CellCount
from svangrum.facts.refusals import Refusal
from svangrum.ingest.decp import cells
from svangrum.ingest.decp.cells import Memo, Unread
from svangrum.ingest.decp.fields import FIELDS, BadRow, Batch
from svangrum.ingest.decp.people import Holder, holder
from svangrum.ingest.decp.places import NOWHERE, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

LISTED = 100_000
"""Rows of one file that are set aside one by one; what comes after is counted."""
_READERS: Mapping[str, Callable[[str], Any]] = {
    "id": cells.contract_number,
    "acheteur_id": cells.siret,
    "dateNotification": cells.notified,
    "acheteur_nom": cells.text,
    "acheteur_categorie": cells.code,
    "acheteur_departement_code": cells.text,
    "acheteur_region_code": cells.text,
    "datePublicationDonnees": cells.day,
    "modification_id": cells.whole,
    "objet": cells.title,
    "codeCPV": cells.cpv,
    "nature": cells.code,
    "procedure": cells.code,
    "techniques": cells.is_framework,
    "idAccordCadre": cells.optional_number,
    "dureeMois": cells.months,
    "offresRecues": cells.whole,
    "considerationsSociales": cells.considerations,
    "montant": cells.cents,
    "lieuExecution_code": cells.text,
    "lieuExecution_typeCode": cells.place_kind,
    "titulaire_categorie": cells.text,
}
_MUST = ("id", "acheteur_id", "dateNotification")
"""Without one of these a row tells of no contract that can be counted."""
_SCALARS = tuple(
    column.field
    for column in CONTRACTS.columns
    if column.name not in {"lot", "year", "modifications", "modified", "holders", "persons"}
    and not column.name.startswith("holder_")
)
STAGED = pa.schema(
    [
        *_SCALARS,
        pa.field("modification", pa.int64(), nullable=False),
        pa.field("holder_mark", pa.int64()),
        pa.field("holder_name", pa.string()),
        pa.field("holder_number", pa.string()),
        pa.field("holder_number_kind", pa.string()),
        pa.field("holder_category", pa.string()),
        pa.field("holder_kind", pa.string()),
        pa.field("filled", pa.int64(), nullable=False),
    ]
)
"""One row for each holder of each state of a contract. ``holder_mark`` tells holders of one run apart and no more."""


class _Held(NamedTuple):
    mark: int | None
    number_kind: str | None
    kept: Holder


@dataclass
class Reader:
    """Reads the rows of one file. ``key`` is drawn anew for each run and never kept."""

    source: str
    key: bytes
    rows: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._memos = {name: Memo(read) for name, read in _READERS.items()}
        self._holders = Memo(self._hold)
        self._places = Memo(lambda told: place(*told))
        self._odd: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], int] = {}
        self._more: Counter[str] = Counter()

    def read(self, batch: Batch) -> Any:  # noqa: ANN401 - pyarrow ships no types
        """The rows of ``STAGED`` that a batch gives."""
        self.rows += len(batch.numbers)
        batch = self._only_text(batch)
        told = {
            name: list(map(self._memos[name].__getitem__, column)) if name in self._memos else column
            for name, column in zip(FIELDS, batch.columns, strict=True)
        }
        good = self._unread(told, batch.numbers)
        return self._staged(told, batch.numbers).filter(pa.array(good, pa.bool_()))

    def set_aside(self, row: BadRow) -> None:
        self.rows += 1
        self._refuse(row.reason, row.number, row.column)

    def odd(self) -> tuple[CellCount, ...]:
        """Cells that say something that could not be read, by column and reason."""
        return tuple(
            CellCount(CONTRACTS.name, column, reason, count, self.source, self._first[column, reason])
            for (column, reason), count in sorted(self._odd.items())
        )

    def set_aside_all(self) -> tuple[Refusal, ...]:
        """Every row that was set aside; past the first hundred thousand only how many for each reason."""
        more = [
            Refusal(self.source, reason, CONTRACTS.name, rows=count) for reason, count in sorted(self._more.items())
        ]
        return (*self.refusals, *more)

    def _refuse(self, reason: str, number: int, column: str | None) -> None:
        if len(self.refusals) < LISTED:
            self.refusals.append(Refusal(self.source, reason, CONTRACTS.name, row=number, column=column))
        else:
            self._more[reason] += 1

    def _only_text(self, batch: Batch) -> Batch:
        """The batch without the rows in which bytes stand that are no letters."""
        bad = {
            index: name
            for name, column in zip(FIELDS, batch.columns, strict=True)
            if not _is_text("".join(column))
            for index, cell in enumerate(column)
            if not _is_text(cell)
        }
        if not bad:
            return batch
        for index, name in sorted(bad.items()):
            self._refuse("row.not-text", batch.numbers[index], name)
        kept = [index for index in range(len(batch.numbers)) if index not in bad]
        return Batch([batch.numbers[i] for i in kept], [[column[i] for i in kept] for column in batch.columns])

    def _unread(self, told: dict[str, Any], numbers: Sequence[int]) -> list[bool]:
        """Empty the cells that could not be read; which rows stay."""
        good = [True] * len(numbers)
        for name in self._memos:
            values = told[name]
            for index in [i for i, value in enumerate(values) if value.__class__ is Unread]:
                reason = str(values[index])
                values[index] = None
                if name not in _MUST:
                    self._odd[name, reason] += 1
                    self._first.setdefault((name, reason), numbers[index])
                elif good[index]:
                    good[index] = False
                    self._refuse(reason, numbers[index], name)
        return good

    def _staged(self, told: Mapping[str, Any], numbers: Sequence[int]) -> Any:  # noqa: ANN401 - pyarrow ships no types
        columns = {**_contract(told), **self._place(told), **self._holder(told)}
        columns["source"], columns["source_row"] = [self.source] * len(numbers), list(numbers)
        arrays = {one.name: pa.array(columns[one.name], one.type) for one in STAGED if one.name != "filled"}
        arrays["filled"] = _filled(list(arrays.values()), len(numbers))
        # Rows that are set aside have empty cells where none may be: they go before anything is written
        nullable = pa.schema([pa.field(one.name, one.type) for one in STAGED])
        return pa.Table.from_arrays([arrays[one.name] for one in STAGED], schema=nullable)

    def _place(self, told: Mapping[str, Any]) -> dict[str, list[Any]]:
        found = [
            self._places[code, kind] if code else NOWHERE
            for code, kind in zip(told["lieuExecution_code"], told["lieuExecution_typeCode"], strict=True)
        ]
        return {
            "place_code": told["lieuExecution_code"],
            "place_kind": told["lieuExecution_typeCode"],
            "department": [one.department for one in found],
            "region": [one.region for one in found],
            "nuts": [one.nuts for one in found],
        }

    def _holder(self, told: Mapping[str, Any]) -> dict[str, list[Any]]:
        names = ("titulaire_nom", "titulaire_id", "titulaire_typeIdentifiant")
        categories = [category or "" for category in told["titulaire_categorie"]]
        held = list(map(self._holders.__getitem__, zip(*(told[name] for name in names), categories, strict=True)))
        return {
            "holder_mark": [one.mark for one in held],
            "holder_name": [one.kept.name for one in held],
            "holder_number": [one.kept.number for one in held],
            "holder_number_kind": [one.number_kind for one in held],
            "holder_category": [category or None for category in categories],
            "holder_kind": [one.kept.kind for one in held],
        }

    def _hold(self, told: tuple[str, str, str, str]) -> _Held:
        return _held(self.key, *told)


def _held(key: bytes, name: str, number: str, kind: str, category: str) -> _Held:
    """A holder with nothing that could be a person's, and a mark that tells it from others in this run alone."""
    named, numbered = cells.stated(name[: cells.MAX_TEXT]), cells.stated(number[: cells.MAX_TEXT])
    if numbered is not None:
        numbered = numbered.replace(" ", "").upper()
    who = numbered or named
    if who is None:
        return _Held(None, None, holder(None, None, None))
    digest = hashlib.blake2b(who.encode(), digest_size=7, key=key).digest()
    number_kind = cells.code(kind[: cells.MAX_TEXT]) or (
        "siret" if numbered and len(numbered) == 14 and numbered.isdigit() else None
    )
    return _Held(int.from_bytes(digest), number_kind, holder(named, numbered, category or None))


def _contract(told: Mapping[str, Any]) -> dict[str, list[Any]]:
    buyers, numbers = told["acheteur_id"], told["id"]
    offers, values, socials = told["offresRecues"], told["montant"], told["considerationsSociales"]
    return {
        "contract_id": [f"{buyer}{number}" for buyer, number in zip(buyers, numbers, strict=True)],
        "buyer_id": buyers,
        "buyer_name": told["acheteur_nom"],
        "buyer_category": told["acheteur_categorie"],
        "buyer_department": told["acheteur_departement_code"],
        "buyer_region": told["acheteur_region_code"],
        "notified": told["dateNotification"],
        "published": told["datePublicationDonnees"],
        "modification": [number or 0 for number in told["modification_id"]],
        "title": told["objet"],
        "cpv": told["codeCPV"],
        "nature": told["nature"],
        "procedure": told["procedure"],
        "framework": list(_frameworks(told)),
        "framework_id": told["idAccordCadre"],
        "duration_months": told["dureeMois"],
        "offers_stated": offers,
        "offers_received": [one if one is not None and cells.is_plausible_count(one) else None for one in offers],
        "value_stated_cents": values,
        "value_cents": [one if one is not None and cells.is_plausible_value(one) else None for one in values],
        **{name: [None if one is None else name in one for one in socials] for name in _SOCIAL},
    }


_SOCIAL = ("reserved", "social_clause", "social_criterion")


def _frameworks(told: Mapping[str, Any]) -> Iterator[bool | None]:
    """The techniques say so, or the nature of the contract does, as it did before 2024."""
    for technique, nature in zip(told["techniques"], told["nature"], strict=True):
        yield True if nature == "accord-cadre" else technique


def _filled(arrays: Sequence[Any], rows: int) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """How many cells of each row say something."""
    total = pa.array([0] * rows, pa.int64())
    for array in arrays:
        total = pc.add(total, pc.is_valid(array).cast(pa.int64()))
    return total


def _is_text(letters: str) -> bool:
    """False where a byte stands that could not be read as a letter."""
    try:
        letters.encode()
    except UnicodeEncodeError:
        return False
    return True
