"""People lose their name before a row leaves the file it was read from.

Natural persons win contracts as sole traders, and some tables show their names. A supplier is taken for a person
when its legal form, number or name says so. Where the legal form is not stated, the name is kept only when it
carries the mark of a company: what may be a person's name is not kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from svangrum.core.orgnr import NumberKind, classify_number

if TYPE_CHECKING:
    from collections.abc import Collection

    from svangrum.ingest.readings import Columns, Odd

_ABOUT_A_PERSON = frozenset({"cell.person", "cell.masked"})
# An "enkelt bolag" is no legal person: it is those who share it
_PERSONS = frozenset({"fysiska personer", "fysisk person", "enkla bolag", "dödsbon", "enskild firma"})
# Forms that read as words in any case …
_LONG_FORMS = re.compile(
    r"""(?:^|[\s,(.-])(?:
        ab|\w*aktiebolag\w*|hb|kb|handelsbolag|kommanditbolag|ek\.?\s?för\w*|\w*förening\w*|stiftelse\w*|
        region|kommun|kommune|filial|gmbh|m\.?b\.?h|a/s|aps|oyj|ltd|limited|llp|llc|plc|inc|corporation|
        s\.a\.?|s\.a\.s|s\.r\.l|s\.p\.a|s\.l|a\.s|d\.o\.o|b\.v|n\.v|z\s?o\.\s?o
    )(?=$|[\s,).&-])""",
    re.IGNORECASE | re.VERBOSE,
)
# … and those that may be somebody's name unless they stand last, in capitals
_SHORT_FORMS = re.compile(r"[\s,](?:AS|ASA|OY|Oy|AG|KG|SE|BV|NV|LP|SAS|OÜ|UAB|SIA)$")


def is_person_form(legal_form: str | None) -> bool:
    return legal_form is not None and legal_form.casefold() in _PERSONS


def has_entity_mark(name: str) -> bool:
    """Whether a name carries the mark of a legal person: ``AB``, ``GmbH`` or ``förening``."""
    return bool(_LONG_FORMS.search(name) or _SHORT_FORMS.search(name))


def is_masked(name: str) -> bool:
    return classify_number(name) is NumberKind.MASKED


def supplier_identity(
    name: str | None, legal_form: str | None, orgnr: str | None, told: Collection[str | None]
) -> tuple[str | None, bool | None]:
    """The name that may be kept, and whether the supplier is a natural person (None: nobody knows).

    ``told`` holds the reasons why the row's name or number could not be read: ``cell.person``, ``cell.masked``.
    """
    if is_person_form(legal_form) or told or (name is not None and is_masked(name)):
        return None, True
    if legal_form is not None or orgnr is not None:
        return name, False
    if name is not None and has_entity_mark(name):
        return name, False
    return None, None


def leave_people_out(table: str, columns: Columns, odd: Odd) -> None:
    """Take people's names and numbers out of the columns of one table, in place; tell who is a person."""
    if "buyer_legal_form" in columns:
        _leave_buyers_out(columns, odd)
    if table == "winners":
        _leave_suppliers_out(columns, odd)


def _leave_buyers_out(columns: Columns, odd: Odd) -> None:
    for index, form in enumerate(columns["buyer_legal_form"]):
        told = {odd["buyer_name"].get(index), odd["buyer_orgnr"].get(index)}
        if is_person_form(form) or told & _ABOUT_A_PERSON:
            columns["buyer_name"][index] = columns["buyer_orgnr"][index] = None


def _leave_suppliers_out(columns: Columns, odd: Odd) -> None:
    rows = zip(columns["supplier_name"], columns["supplier_legal_form"], columns["supplier_orgnr"], strict=True)
    kept = [
        supplier_identity(name, form, number, _told(odd, index) & _ABOUT_A_PERSON)
        for index, (name, form, number) in enumerate(rows)
    ]
    columns["supplier_name"] = [name for name, _ in kept]
    columns["natural_person"] = [person for _, person in kept]
    numbers = zip(columns["supplier_orgnr"], columns["natural_person"], strict=True)
    columns["supplier_orgnr"] = [None if person else number for number, person in numbers]


def _told(odd: Odd, index: int) -> set[str | None]:
    return {odd["supplier_name"].get(index), odd["supplier_orgnr"].get(index)}
