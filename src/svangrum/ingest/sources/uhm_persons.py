"""People are covered at the door: what may be a person's name or number is never written to a file.

The same rules as when the file is read (``ingest.privacy``), so that the facts are the same as if nothing had been
covered. A person's name and number become the publisher's own word for it; a number that is no organisation's, and
a name that nobody can tell a person's from a company's by, become nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.ingest.cells import CellError, read_orgnr, read_public_text, read_text
from svangrum.ingest.privacy import is_person_form, supplier_identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from svangrum.ingest.sources.uhm import Columns

COVERED = "Personuppgift"
_ABOUT_A_PERSON = frozenset({"cell.person", "cell.masked"})
Row = dict[str, str]


def cover(row: Row, columns: Columns) -> bool:
    """Cover, in place, what tells of a person in a row of cells by field name. Whether there was anything."""
    is_about = [cover_one(row) for name, cover_one in _COVERS.items() if name in columns.names]
    return any(is_about)


def _cover_title(row: Row) -> bool:
    is_persons = _read(row["title"], read_public_text)[1] in _ABOUT_A_PERSON
    if is_persons:
        row["title"] = ""
    return is_persons


def _cover_buyer(row: Row) -> bool:
    form = _read(row["buyer_legal_form"], read_text)[0]
    _, of_name = _read(row["buyer_name"], read_public_text)
    number, of_number = _read(row["buyer_orgnr"], read_orgnr)
    is_person = is_person_form(form) or bool({of_name, of_number} & _ABOUT_A_PERSON)
    if is_person:
        row["buyer_name"] = row["buyer_orgnr"] = COVERED
    elif number is None:
        row["buyer_orgnr"] = ""
    return is_person


def _cover_supplier(row: Row) -> bool:
    name, of_name = _read(row["supplier_name"], read_public_text)
    number, of_number = _read(row.get("supplier_orgnr", ""), read_orgnr)
    form = _read(row["supplier_legal_form"], read_text)[0]
    kept, is_person = supplier_identity(name, form, number, {of_name, of_number} & _ABOUT_A_PERSON)
    if kept is None:
        row["supplier_name"] = COVERED if is_person else ""
    if "supplier_orgnr" in row and (is_person or number is None):
        row["supplier_orgnr"] = COVERED if is_person else ""
    return bool(is_person)


_COVERS = {"title": _cover_title, "buyer_legal_form": _cover_buyer, "supplier_name": _cover_supplier}


def _read(cell: str, read: Callable[[str], str | None]) -> tuple[str | None, str | None]:
    """What a cell says, or why it cannot be read."""
    try:
        return read(cell), None
    except CellError as error:
        return None, error.reason
