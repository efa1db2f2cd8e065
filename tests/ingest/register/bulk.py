"""The official register's two bulk files, byte for byte as they are described, about nobody there is."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

COLUMNS = (
    *("organisationsidentitet", "namnskyddslopnummer", "registreringsland", "organisationsnamn", "organisationsform"),
    *("avregistreringsdatum", "avregistreringsorsak", "pagandeAvvecklingsEllerOmstruktureringsforfarande"),
    *("registreringsdatum", "verksamhetsbeskrivning", "postadress"),
)
SCB_COLUMNS = (
    *("ForAndrTyp", "COAdress", "Foretagsnamn", "FtgStat", "JEStat", "JurForm", "Namn", "Ng1", "PeOrgNr", "PostOrt"),
)


def company(orgnr: str, name: str = "Påhittade Städ AB", kind: str = "ORGNR-IDORG", **changes: str) -> dict[str, str]:
    """A row of Bolagsverket's file."""
    row = dict.fromkeys(COLUMNS, "") | {
        "organisationsidentitet": f"{orgnr}${kind}",
        "namnskyddslopnummer": "1",
        "registreringsland": "SE-LAND",
        "organisationsnamn": f"{name}$FORETAGSNAMN-ORGNAM$2020-01-02$",
        "organisationsform": "AB-ORGFO",
        "registreringsdatum": "2020-01-02",
        "verksamhetsbeskrivning": "Städning.",
        "postadress": "Box 1$$KALIX$95222$SE-LAND",
    }
    short = {"form": "organisationsform", "ended": "avregistreringsdatum", "under_way": COLUMNS[7]}
    return row | {short.get(key, key): value for key, value in changes.items()}


def bolagsverket(rows: Iterable[dict[str, str]], columns: Sequence[str] = COLUMNS) -> bytes:
    """Every field in quotation marks; those inside a text stand as they were written."""
    lines = [";".join(columns), *('"' + '";"'.join(row[name] for name in columns) + '"' for row in rows)]
    return "".join(f"{line}\n" for line in lines).encode()


def scb(rows: Iterable[dict[str, str]]) -> bytes:
    lines = [SCB_COLUMNS, *([row.get(name, "") for name in SCB_COLUMNS] for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines).encode("latin-1")


def zipped(content: bytes, *names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names or ("bolagsverket_bulkfil.txt",):
            archive.writestr(name, content)
    return held.getvalue()


def written(folder: Path, content: bytes, name: str = "bulkfil.txt") -> Path:
    (folder / name).write_bytes(content)
    return folder / name
