"""What Upphandlingsmyndigheten's tables look like: which header makes which table, and what each column becomes.

A table is known by the column that holds its measure, whatever the file is called; columns are found by name, in any
order. The xlsx form writes ``Antal anbud, Summa`` where the CSV form writes ``Antal anbud``.
Source: https://www.upphandlingsmyndigheten.se/om-oss/var-oppna-data/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.ingest import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from svangrum.ingest.tabular import Cell


@dataclass(frozen=True)
class Field:
    """One column of a source table. A row without a readable ``needed`` field is set aside.

    A field that is not ``needed`` becomes null when it cannot be read, and is counted. A table without the
    column of an ``optional`` field is still that table.
    """

    name: str
    header: str
    read: Callable[[Cell], object]
    needed: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Layout:
    """A source table: its name among the facts, the header of its measure, its columns.

    Fields that are ``only_compared`` with the procurement's are read, but are no facts.
    """

    table: str
    measure: str
    fields: tuple[Field, ...]
    only_compared: frozenset[str] = frozenset()

    @property
    def counts(self) -> str:
        """The name of the field that holds the measure."""
        return next(field.name for field in self.fields if field.header == self.measure)


def _flag(name: str, header: str, *, optional: bool = False) -> Field:
    return Field(name, header, partial(cells.read_flag, header=header), optional=optional)


def _sni(level: str, header: str) -> Field:
    return Field(f"supplier_sni_{level}", header, partial(cells.read_sni, level=level))


_ID = Field("procurement_id", "Upphandlings-ID", cells.read_text, needed=True)
_YEAR = Field("year", "År", cells.read_year, needed=True)
_PUBLISHED = Field("published", "Publiceringsdatum", cells.read_day, needed=True)
_TITLE = Field("title", "Upphandlingens titel", cells.read_public_text)
_BUYER = (
    Field("buyer_name", "Namn för köpare", cells.read_public_text),
    Field("buyer_orgnr", "Organisationsnummer för köpare", cells.read_orgnr),
    Field("buyer_legal_form", "Juridisk form för köpare", cells.read_text),
)
_SECTOR = (
    Field("buyer_sector", "Sektor för köpare", cells.read_code),
    Field("buyer_subsector", "Delsektor för köpare", cells.read_code),
)
_OBJECT = (
    Field("kind", "Upphandlingsslag", cells.read_kind),
    Field("cpv", "Huvudsaklig CPV-kod", cells.read_cpv),
    Field("legal_basis", "Rättslig grund", cells.read_legal_basis),
    _flag("directive_governed", "Direktivstyrd"),
    Field("procedure", "Förfarande", cells.read_code),
    Field("contract_form", "Typ av avtal", cells.read_contract_form),
)

PROCUREMENTS = Layout(
    "procurements",
    "Antal upphandlingar",
    (
        _ID,
        _YEAR,
        _PUBLISHED,
        _TITLE,
        *_BUYER,
        *_SECTOR,
        *_OBJECT,
        _flag("dynamic_purchasing", "Dynamiskt inköpssystem"),
        _flag("electronic_auction", "Elektronisk auktion"),
        _flag("has_lots", "Anbudsområden"),
        _flag("joint", "Samordnad upphandling"),
        _flag("environmental", "Miljömässigt hållbar upphandling"),
        _flag("social", "Socialt hållbar upphandling"),
        _flag("innovation", "Innovationsupphandling"),
        _flag("reserved_participation", "Reserverad upphandling"),
        # The CSV form has no such column
        _flag("reserved_execution", "Reserverat genomförande", optional=True),
        Field("database", "Annonsdatabas", cells.read_text),
        _flag("reviewed", "Överprövad"),
        Field("counted", "Antal upphandlingar", cells.read_whole, needed=True),
    ),
)

# Two flags of this table agree with the procurement's in 99 lots of 100 (2021). The others of the three tables below
# are left: they are false, or copied from elsewhere, and mean nothing
LOTS = Layout(
    "lots",
    "Antal anbud",
    (
        _ID,
        Field("lot_id", "Anbudsområdes-ID", cells.read_text, needed=True),
        _YEAR,
        _PUBLISHED,
        _TITLE,
        *_BUYER,
        *_SECTOR,
        *_OBJECT,
        _flag("dynamic_purchasing", "Dynamiskt inköpssystem", optional=True),
        _flag("has_lots", "Anbudsområden", optional=True),
        Field("tenders", "Antal anbud", cells.read_whole, needed=True),
    ),
)

WINNERS = Layout(
    "winners",
    "Antal kontrakterade anbud",
    (
        _ID,
        Field("lot_id", "Anbudsområdes-ID", cells.read_text),
        _YEAR,
        Field("supplier_name", "Namn för leverantör", cells.read_public_text),
        # The tables of 2021 have no such column
        Field("supplier_orgnr", "Organisationsnummer för leverantör", cells.read_orgnr, optional=True),
        Field("supplier_sector", "Sektor för leverantör", cells.read_code),
        Field("supplier_size", "Företagsstorlek för leverantör", cells.read_size),
        Field("supplier_legal_form", "Juridisk form för leverantör", cells.read_text),
        _sni("section", "SNI-Avdelning för leverantör"),
        _sni("division", "SNI-Huvudgrupp för leverantör"),
        _sni("group", "SNI-Grupp för leverantör"),
        _sni("class", "SNI-Undergrupp för leverantör"),
        _sni("subclass", "SNI-Detaljgrupp för leverantör"),
        _flag("contracted", "Kontrakterad", optional=True),
        Field("tenders", "Antal kontrakterade anbud", cells.read_whole, needed=True),
    ),
)

VALUES = Layout(
    "values",
    "Kontrakterat värde",
    (
        _ID,
        _YEAR,
        _TITLE,
        *_BUYER,
        Field("value_ore", "Kontrakterat värde", cells.read_ore, needed=True),
    ),
    only_compared=frozenset({"title", *(field.name for field in _BUYER)}),
)

LAYOUTS = (PROCUREMENTS, LOTS, WINNERS, VALUES)
_SUPPLIER = "namn för leverantör"


def normal(header: object) -> str:
    """A header as it is compared: ``Antal kontrakterade anbud*, Summa`` → ``antal kontrakterade anbud``."""
    text = str(header).replace("\ufeff", "").casefold()
    text = re.sub(r",\s*summa\s*$", "", text).replace("*", "")
    return re.sub(r"\s+", " ", text).strip()


def layout_of(header: Sequence[object]) -> Layout | None:
    """The table that a header row makes; None when it makes none, or more than one.

    A table of every tender with its supplier, losers too, is none of these four.
    """
    names = {normal(cell) for cell in header}
    found = [layout for layout in LAYOUTS if normal(layout.measure) in names]
    return found[0] if len(found) == 1 and not holds_losers(header) else None


def holds_losers(header: Sequence[object]) -> bool:
    """Whether a header row is that of every tender with its supplier, whether it won or not."""
    names = {normal(cell) for cell in header}
    return normal(LOTS.measure) in names and _SUPPLIER in names


def places(layout: Layout, header: Sequence[object], *, path: str) -> dict[str, int]:
    """Where each field stands: field name to column number, from 0; an absent optional field is left out.

    Raises ``SvangrumError`` ``ingest.columns-missing`` with every missing column, or ``ingest.column-twice``.
    """
    names = [normal(cell) for cell in header]
    wanted = [field for field in layout.fields if not field.optional or normal(field.header) in names]
    missing = [field.header for field in wanted if normal(field.header) not in names]
    if missing:
        raise SvangrumError("ingest.columns-missing", field="path", path=path, columns=", ".join(missing))
    twice = [field.header for field in wanted if names.count(normal(field.header)) > 1]
    if twice:
        raise SvangrumError("ingest.column-twice", field="path", path=path, columns=", ".join(twice))
    return {field.name: names.index(normal(field.header)) for field in wanted}
