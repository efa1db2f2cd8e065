"""What a person wrote, field by field, into the facts of a purchase.

The page and the command line share these fields and these words, so that the same question gets the same answer.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from svangrum.core.amounts import parse_kronor
from svangrum.core.codes import Cpv, find_municipality, parse_cpv
from svangrum.core.errors import SvangrumError
from svangrum.law.purchase import Buyer, Kind, Purchase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from svangrum.core.money import Money

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

FIELDS = (
    "what",
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
}
_LONGEST_WHAT = 300
_LONGEST_TERM = 600
_YES_NO = {"yes": True, "no": False}


class InvalidFactsError(SvangrumError):
    """One or more fields could not be read; ``errors`` holds one error a field, in the form's order."""

    def __init__(self, errors: tuple[SvangrumError, ...]) -> None:
        super().__init__("facts.invalid", count=len(errors))
        self.errors = errors


def read_purchase(raw: Mapping[str, str]) -> Purchase:
    """Read the fields in ``FIELDS``; an empty or absent one is unknown.

    A CPV code that a person states is confirmed; whether it names the main object is asked for by itself. The
    kind of contract follows from a stated code when the kind is not given.

    Raises ``InvalidFactsError`` with every field that is at fault.
    """
    reader = _Reader(raw)
    what = reader.read("what", _what)
    stated = reader.read("cpv", lambda text: parse_cpv(text, field="cpv"))
    kind = reader.read("kind", lambda text: _one_of(Kind, text, "kind"))
    purchase = Purchase(
        what=what or "",
        value=reader.read("value", lambda text: _positive(text, "value")),
        kind=kind or (kind_of(stated) if stated else None),
        buyer=reader.read("buyer", lambda text: _one_of(Buyer, text, "buyer")),
        municipality=reader.read("municipality", lambda text: find_municipality(text).short),
        months=reader.read("months", _months),
        cpv=stated.code if stated else None,
        cpv_confirmed=stated is not None,
        main_object_confirmed=reader.read("main_object", lambda text: _yes_no(text, "main_object")),
        covered_by_contract=reader.read("contract", lambda text: _yes_no(text, "contract")),
        same_kind_12_months=reader.read("same_kind", lambda text: parse_kronor(text, field="same_kind")),
    )
    if not what and not any(error.field == "what" for error in reader.errors):
        reader.errors.insert(0, SvangrumError("what.missing", field="what"))
    if reader.errors:
        raise InvalidFactsError(tuple(reader.errors))
    return purchase


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


class _Reader:
    """Reads fields one by one and gathers what is wrong, so that all of it can be told at once."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        self._raw = raw
        self.errors: list[SvangrumError] = []

    def read(self, field: str, parse: Callable[[str], T]) -> T | None:
        text = self._raw.get(field, "").strip()
        if not text:
            return None
        try:
            return parse(text)
        except SvangrumError as error:
            self.errors.append(error)
            return None


def _what(text: str) -> str:
    if len(text) > _LONGEST_WHAT:
        raise SvangrumError("what.too-long", field="what", longest=_LONGEST_WHAT)
    return " ".join(text.split())


def _positive(text: str, field: str) -> Money:
    amount = parse_kronor(text, field=field)
    if amount.minor == 0:
        raise SvangrumError("money.zero", field=field)
    return amount


def _months(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= _LONGEST_TERM:
        raise SvangrumError("months.unreadable", field="months", text=text, longest=_LONGEST_TERM)
    return int(text)


def _one_of(choices: type[E], text: str, field: str) -> E:
    try:
        return choices(text.lower())
    except ValueError as error:
        allowed = ", ".join(choices)
        raise SvangrumError("choice.unknown", field=field, text=text, allowed=allowed) from error


def _yes_no(text: str, field: str) -> bool:
    answer = {"ja": "yes", "nej": "no"}.get(text.lower(), text.lower())
    if answer not in _YES_NO:
        raise SvangrumError("choice.unknown", field=field, text=text, allowed="ja, nej (yes, no)")
    return _YES_NO[answer]
