"""The columns that are read, by the names the consolidated table gives them; the official JSON is brought to these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REQUIRED = (
    "id",
    "acheteur_id",
    "nature",
    "objet",
    "montant",
    "codeCPV",
    "procedure",
    "offresRecues",
    "dateNotification",
    "considerationsSociales",
    "lieuExecution_code",
    "lieuExecution_typeCode",
    "titulaire_id",
    "titulaire_typeIdentifiant",
    "modification_id",
)
"""A file without one of these is another table than the one that is read."""
OPTIONAL = (
    "acheteur_nom",
    "acheteur_categorie",
    "acheteur_departement_code",
    "acheteur_region_code",
    "techniques",
    "dureeMois",
    "datePublicationDonnees",
    "idAccordCadre",
    "titulaire_nom",
    "titulaire_categorie",
)
FIELDS = (*REQUIRED, *OPTIONAL)


@dataclass(frozen=True)
class Batch:
    """Rows as they were published: for each field a list of texts, ``""`` where nothing stands.

    ``numbers`` counts rows as the program that opens the file does, from 1.
    """

    numbers: Sequence[int]
    columns: Sequence[Sequence[str]]


@dataclass(frozen=True)
class BadRow:
    """A row that is no row of the table: why, and in which column where it is one."""

    number: int
    reason: str
    column: str | None = None


def positions(names: Iterable[str], *, path: str) -> list[int | None]:
    """Where each field stands among the columns of a file; None for an optional one that it lacks.

    Raises ``SvangrumError`` ``decp.columns-missing`` or ``decp.column-twice`` with the names.
    """
    # A flattened JSON may write acheteur.id
    columns = [name.strip().replace(".", "_") for name in names]
    _refuse("decp.columns-missing", [name for name in REQUIRED if name not in columns], path)
    _refuse("decp.column-twice", [name for name in FIELDS if columns.count(name) > 1], path)
    return [columns.index(name) if name in columns else None for name in FIELDS]


def _refuse(code: str, names: Sequence[str], path: str) -> None:
    if names:
        raise SvangrumError(code, field="path", path=path, columns=", ".join(names))
