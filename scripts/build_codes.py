"""Build the tables in ``src/svangrum/data/codes`` from the official code lists.

    python scripts/build_codes.py ../shared/data

The folder must hold ``eforms-sdk/translations/code_{sv,en}.xml`` (eForms SDK, CC BY 4.0) and
``codes/municipality_county.csv`` (CC0). The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TARGET = Path(__file__).resolve().parent.parent / "src/svangrum/data/codes"
CPV_KEY = "code|name|cpv."
CPV_CODES = 9454
MUNICIPALITIES = 290
CORRECTED_NAMES = {
    "Faluns kommun": "Falu kommun",
    "Kalixs kommun": "Kalix kommun",
    "Kalmars kommun": "Kalmar kommun",
    "Orusts kommun": "Orust kommun",
    "Överkalixs kommun": "Överkalix kommun",
}
"""Names that the source made by a rule of grammar, and what the municipalities are called."""
MUNICIPALITY_COLUMNS = (
    "municipality_code",
    "municipality_name",
    "municipality_name_short",
    "county_code",
    "county_name",
)


def cpv_labels(translations: Path, language: str) -> dict[str, str]:
    """Code to label in one language, from the SDK's translations."""
    root = ET.parse(translations / f"code_{language}.xml").getroot()  # noqa: S314 - an official file given by hand
    entries = ((entry.get("key", ""), entry.text or "") for entry in root.iter("entry"))
    return {key.removeprefix(CPV_KEY): " ".join(text.split()) for key, text in entries if key.startswith(CPV_KEY)}


def cpv_rows(translations: Path) -> list[tuple[str, str, str]]:
    """Code, Swedish label, English label, in code order. Stops when a code or a label is missing."""
    swedish, english = cpv_labels(translations, "sv"), cpv_labels(translations, "en")
    if swedish.keys() != english.keys() or len(swedish) != CPV_CODES:
        sys.exit(f"expected {CPV_CODES} codes in both languages, found {len(swedish)} and {len(english)}")
    return [(code, swedish[code], english[code]) for code in sorted(swedish)]


def municipality_rows(source: Path) -> list[tuple[str, ...]]:
    """Code, name, short name, county code, county, in code order."""
    with source.open(encoding="utf-8", newline="") as lines:
        read = [tuple(row[column].strip() for column in MUNICIPALITY_COLUMNS) for row in csv.DictReader(lines)]
    if len(read) != MUNICIPALITIES:
        sys.exit(f"expected {MUNICIPALITIES} municipalities, found {len(read)}")
    unknown = CORRECTED_NAMES.keys() - {name for _, name, *_ in read}
    if unknown:
        sys.exit(f"names to correct that are not in the source: {', '.join(sorted(unknown))}")
    return sorted((code, CORRECTED_NAMES.get(name, name), *rest) for code, name, *rest in read)


def write_table(target: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = ["\t".join(row) for row in (columns, *rows)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{target.name}: {len(lines) - 1} rows")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path, help="the folder with eforms-sdk/ and codes/")
    source = parser.parse_args().source
    write_table(TARGET / "cpv.tsv", ("code", "sv", "en"), cpv_rows(source / "eforms-sdk/translations"))
    write_table(
        TARGET / "municipalities.tsv",
        ("code", "name", "short", "county_code", "county"),
        municipality_rows(source / "codes/municipality_county.csv"),
    )


if __name__ == "__main__":
    main()
