"""What a person wrote, field by field, into the facts of a purchase.

The page and the command line share these fields and these words, so that the same question gets the same answer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from svangrum.core.amounts import parse_kronor
from svangrum.core.codes import Cpv, find_municipality, parse_cpv
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import FieldReader, one_of, positive_kronor, yes_no
from svangrum.law.purchase import Act, Buyer, Kind, Purchase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.money import Money

FIELDS = (
    "what",
    "act",
    "kind",
    "value",
    "months",
    "municipality",
    "buyer",
    "contract",
    "same_kind",
    "cpv",
    "main_object",
)
_FIELD_OF_FACT = {
    "covered_by_contract": "contract",
    "cpv_confirmed": "cpv",
    "main_object_confirmed": "main_object",
    "same_kind_12_months": "same_kind",
    "direct_awards_this_year": "same_kind",
}
_LONGEST_WHAT = 300
_LONGEST_TERM = 600
_MONTHS = re.compile(r"[0-9]{1,9}")


def read_purchase(raw: Mapping[str, str]) -> Purchase:
    """Read the fields in ``FIELDS``; an empty or absent one is unknown.

    A CPV code that a person states is confirmed; whether it names the main object is asked for by itself. The
    kind of contract follows from a stated code when the kind is not given.

    Raises ``InvalidFactsError`` with every field that is at fault.
    """
    reader = FieldReader(raw)
    what = reader.read("what", _what)
    stated = reader.read("cpv", lambda text: parse_cpv(text, field="cpv"))
    kind = reader.read("kind", lambda text: one_of(Kind, text, "kind"))
    purchase = Purchase(
        what=what or "",
        act=reader.read("act", lambda text: one_of(Act, text, "act")),
        value=reader.read("value", lambda text: positive_kronor(text, "value")),
        kind=kind or (kind_of(stated) if stated else None),
        buyer=reader.read("buyer", lambda text: one_of(Buyer, text, "buyer")),
        municipality=reader.read("municipality", lambda text: find_municipality(text).short),
        months=reader.read("months", _months),
        cpv=stated.code if stated else None,
        cpv_confirmed=stated is not None,
        main_object_confirmed=reader.read("main_object", lambda text: yes_no(text, "main_object")),
        covered_by_contract=reader.read("contract", lambda text: yes_no(text, "contract")),
    )
    same_kind = reader.read("same_kind", lambda text: parse_kronor(text, field="same_kind"))
    if not what and not any(error.field == "what" for error in reader.errors):
        reader.errors.insert(0, SvangrumError("what.missing", field="what"))
    reader.finish()
    return _with_same_kind(purchase, same_kind)


def _with_same_kind(purchase: Purchase, amount: Money | None) -> Purchase:
    """The one field on purchases of the same kind tells another fact of a concession than of other purchases."""
    if purchase.under is Act.LUK:
        return replace(purchase, direct_awards_this_year=amount)
    return replace(purchase, same_kind_12_months=amount)


def field_of(fact: str) -> str:
    """The form field that answers a fact of ``Purchase``."""
    return _FIELD_OF_FACT.get(fact, fact)


def kind_of(cpv: Cpv) -> Kind:
    """The kind of contract a CPV code stands for: divisions 45 works, 03–44 and 48 goods, the rest services.

    Source: Regulation (EC) No 213/2008, annex I.
    """
    division = int(cpv.division)
    if division == 45:
        return Kind.WORKS
    return Kind.GOODS if division < 45 or division == 48 else Kind.SERVICES


def _what(text: str) -> str:
    if len(text) > _LONGEST_WHAT:
        raise SvangrumError("what.too-long", field="what", longest=_LONGEST_WHAT)
    return " ".join(text.split())


def _months(text: str) -> int:
    if not _MONTHS.fullmatch(text) or not 1 <= int(text) <= _LONGEST_TERM:
        raise SvangrumError("months.unreadable", field="months", text=text, longest=_LONGEST_TERM)
    return int(text)
