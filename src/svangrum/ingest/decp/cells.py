"""Cells of French contract data to values. What cannot be read is told of by the code of a reason, never guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_TITLE = 4_000
MAX_TEXT = 300
MOST_OFFERS = 998
"""999 and 9999 stand where a form would take nothing else."""
LEAST_VALUE, MOST_VALUE = 100, 999_999_999_900
"""Cents. One euro or less fills a box; from ten thousand million on all that has been seen are slips or fillers."""
_NOTHING = frozenset({"", "nc", "nan", "none", "null", "n/a", "-", "inconnu", "non renseigné"})
_CPV = re.compile(r"(\d{8})(?:-\d)?")
_NOT_A_CODE = re.compile(r"[^a-z0-9]+")
_IN_A_NUMBER = re.compile(r"[ _,./\\]")
_SEPARATORS = re.compile(r"[,;|\n]")
_SPELT = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'"})
_NINES = re.compile(r"9{6,}")
# The French social security number: sex, year, month, département, commune, order, and a key
_NIR = re.compile(r"(?<!\d)([12])\s?(\d\d)\s?(\d\d)\s?(\d[\dAB])\s?(\d{3})\s?(\d{3})\s?(\d\d)(?!\d)")
_CONSIDERATIONS = {
    "marche reserve": "reserved",
    "clause sociale": "social_clause",
    "critere social": "social_criterion",
    "pas de consideration sociale": None,
    "sans objet": None,
}
PLACE_KINDS = {
    "code postal": "postal",
    "code commune": "commune",
    "code arrondissement": "arrondissement",
    "code canton": "canton",
    "code departement": "department",
    "code region": "region",
    "code pays": "country",
}


class Unread(str):
    """The code of the reason why a cell could not be read."""

    __slots__ = ()


class Memo(dict[Any, Any]):
    """What a cell or several say, worked out once: most cells of a column say the same few things."""

    _MOST = 50_000

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Any) -> Any:  # noqa: ANN401 - a cell is read to what it is
        if len(self) > self._MOST:
            self.clear()
        value = self[cell] = self._read(cell)
        return value


def stated(cell: str) -> str | None:
    """The text without space around it and runs of space in it; None where it says that nothing is stated."""
    text = " ".join(cell.split())
    return None if text.casefold() in _NOTHING else text


def text(cell: str) -> str | Unread | None:
    found = stated(cell)
    return Unread("cell.too-long") if found is not None and len(found) > MAX_TEXT else found


def title(cell: str) -> str | Unread | None:
    """The object of the contract. One that holds a French social security number is not kept."""
    found = stated(cell)
    if found is None:
        return None
    if len(found) > MAX_TITLE:
        return Unread("cell.too-long")
    return Unread("cell.person") if holds_personal_number(found) else found


def holds_personal_number(words: str) -> bool:
    """Whether a social security number (NIR) stands in the text; its key tells it from other numbers."""
    return any(_is_nir(match.groups()) for match in _NIR.finditer(words))


def _is_nir(parts: tuple[str, ...]) -> bool:
    *body, key = parts
    digits = "".join(body).replace("2A", "19").replace("2B", "18")
    return digits.isdigit() and 97 - int(digits) % 97 == int(key)


def plain(words: str) -> str:
    """Without accents, in small letters: spellings of one word meet."""
    if words.isascii():
        return words.lower()
    bare = unicodedata.normalize("NFKD", words.translate(_SPELT))
    return bare.encode("ascii", "ignore").decode("ascii").lower()


def code(cell: str) -> str | Unread | None:
    """The source's own word as a code: ``Procédure adaptée`` is ``procedure-adaptee``."""
    found = text(cell)
    if found is None or isinstance(found, Unread):
        return found
    return _NOT_A_CODE.sub("-", plain(found)).strip("-") or None


def contract_number(cell: str) -> str | Unread:
    """The buyer's own number of the contract, written as the consolidated table writes it."""
    found = text(cell)
    if found is None:
        return Unread("cell.missing")
    return found if isinstance(found, Unread) else _IN_A_NUMBER.sub("_", found)


def optional_number(cell: str) -> str | Unread | None:
    return None if stated(cell) is None else contract_number(cell)


def siret(cell: str) -> str | Unread:
    """The fourteen digits of an establishment; a nought that a spreadsheet took away is given back."""
    found = stated(cell)
    if found is None:
        return Unread("cell.missing")
    digits = found.replace(" ", "").removesuffix(".0")
    is_number = digits.isascii() and digits.isdigit() and 12 <= len(digits) <= 14 and digits.strip("0") != ""
    return digits.zfill(14) if is_number else Unread("cell.not-siret")


def day(cell: str) -> date | Unread | None:
    """A day from 2000 to 2099; what some platforms write instead of nothing lies far outside."""
    found = stated(cell)
    if found is None:
        return None
    try:
        read = date.fromisoformat(found[:10])
    except ValueError:
        return Unread("cell.not-a-date")
    return read if 2000 <= read.year <= 2099 else Unread("cell.far-day")


def notified(cell: str) -> date | Unread:
    found = day(cell)
    return Unread("cell.missing") if found is None else found


def number(cell: str) -> Decimal | Unread | None:
    """A number with point or comma. Raises nothing: ``NaN`` and infinity are no numbers."""
    found = stated(cell)
    if found is None:
        return None
    written = found.replace(" ", "").replace("€", "")
    try:
        read = Decimal(written.replace(",", ".") if "." not in written else written)
    except InvalidOperation:
        return Unread("cell.not-a-number")
    return read if read.is_finite() and abs(read) < Decimal(10) ** 15 else Unread("cell.not-a-number")


def whole(cell: str) -> int | Unread | None:
    found = number(cell)
    if found is None or isinstance(found, Unread):
        return found
    return int(found) if found == found.to_integral_value() else Unread("cell.not-whole")


def cents(cell: str) -> int | Unread | None:
    found = number(cell)
    return found if found is None or isinstance(found, Unread) else int((found * 100).to_integral_value())


def months(cell: str) -> int | Unread | None:
    found = whole(cell)
    if isinstance(found, int) and not 0 < found <= 1_200:
        return Unread("cell.implausible")
    return found


def is_plausible_count(offers: int) -> bool:
    """A contract was awarded, so somebody tendered."""
    return 1 <= offers <= MOST_OFFERS


def is_plausible_value(amount: int) -> bool:
    """No box-filler: more than one euro, less than ten thousand million, and not only nines."""
    return LEAST_VALUE < amount < MOST_VALUE and not _NINES.fullmatch(str(amount // 100))


def cpv(cell: str) -> str | Unread | None:
    found = stated(cell)
    if found is None:
        return None
    match = _CPV.fullmatch(found.replace(" ", ""))
    return match[1] if match else Unread("cell.not-cpv")


def considerations(cell: str) -> frozenset[str] | Unread | None:
    """Which social considerations are stated; the empty set where the buyer says there are none, None where silent."""
    found = stated(cell)
    if found is None:
        return None
    parts = [plain(part).strip(" []\"'") for part in _SEPARATORS.split(found)]
    known = [part for part in parts if part]
    if not known or any(part not in _CONSIDERATIONS for part in known):
        return Unread("cell.unknown-word")
    return frozenset(name for part in known if (name := _CONSIDERATIONS[part]) is not None)


def is_framework(cell: str) -> bool | None:
    """Whether the techniques name a framework agreement; None where they are not stated."""
    found = stated(cell)
    return None if found is None else "accord-cadre" in plain(found)


def place_kind(cell: str) -> str | Unread | None:
    found = stated(cell)
    if found is None:
        return None
    return PLACE_KINDS.get(plain(found), Unread("cell.unknown-word"))
