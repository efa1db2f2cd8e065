"""People are covered at the door: what a list tells of a person is gone before anything is kept or shown.

A row whose number is a person's, or is masked as one, is left out whole: its name is a person's too. Columns about
people are emptied, whatever stands in them, and a personal number in any other cell is masked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from svangrum.core.orgnr import NumberKind, classify_number
from svangrum.core.persons import personal_numbers, redacted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_ABOUT_PEOPLE = re.compile(
    r"person|kontakt(?!.*(?:post|mail|mejl))|förnamn|efternamn|telefon|mobil|tfn|phone|referens|handläggare|attest|"
    r"beställare|signatur|född|födelse|ansvarig|first.?name|last.?name|surname|contact(?!.*mail)"
)
_STATED_MASK = re.compile(r"[*\s-]*\*[*\s-]*|.*personuppgift.*", re.IGNORECASE | re.DOTALL)
_WRITTEN = re.compile(r"(?:(?:18|19|20)?\d{6}\s?[-+]\s?\d{4}|(?:18|19|20)\d{10})", re.ASCII)
_ADDRESS = re.compile(r"([a-z0-9][a-z0-9._+-]*)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.ASCII)
_FUNCTIONS = frozenset(
    {
        *("admin", "administration", "anbud", "arbete", "bokning", "butik", "cafe", "catering", "ekonomi", "faktura"),
        *("forsaljning", "foreningen", "foretag", "hej", "hello", "info", "information", "inkop", "kansli", "kontakt"),
        *("kontor", "kontoret", "kundservice", "kundtjanst", "mail", "mejl", "offert", "office", "order", "orders"),
        *("post", "reception", "sales", "service", "styrelse", "styrelsen", "support", "upphandling", "verksamhet"),
        *("verkstad", "vaxel", "contact", "booking", "tender", "tenders"),
    }
)
_SPLIT = re.compile(r"[^a-zåäö0-9]+")


def is_about_people(header: str) -> bool:
    """Whether a column, by its name, tells of people: who to ask for, telephones, days of birth."""
    return _ABOUT_PEOPLE.search(header.casefold()) is not None


def is_persons_row(cells: Sequence[str], *, numbers: Collection[int], names: Collection[int]) -> bool:
    """Whether a row is about a person.

    In the columns that hold ``numbers`` whatever could be a day of birth is a person's, also with a wrong check digit,
    and in those that hold ``names`` any text with a personal number in it. Elsewhere it is a cell that is one and is
    written like one: ten digits together may be the number of a voucher, and are masked alone.
    """
    return any(
        _is_persons_number(cell)
        if place in numbers
        else bool(personal_numbers(cell)) and (place in names or _WRITTEN.fullmatch(cell) is not None)
        for place, cell in enumerate(cells)
        if cell
    )


def _is_persons_number(cell: str) -> bool:
    return classify_number(cell) is NumberKind.PERSON or _STATED_MASK.fullmatch(cell) is not None


def covered(cells: Sequence[str], about_people: Collection[int]) -> tuple[str, ...]:
    """The cells that may be kept; the columns about people are empty."""
    return tuple("" if place in about_people else redacted(cell) for place, cell in enumerate(cells))


def function_address(text: str, name: str) -> str | None:
    """An e-mail address of a function or of the enterprise itself, in small letters; None for what may be a person's.

    ``info@``, ``order@`` and an address that begins with a word of the enterprise's ``name`` or of its domain.
    """
    found = _ADDRESS.fullmatch(text.strip().removeprefix("mailto:").lower())
    if found is None:
        return None
    begins, domain = found[1], found[2]
    own = {*_SPLIT.split(_plain(name)), *_SPLIT.split(domain.rpartition(".")[0])}
    return found[0] if begins in _FUNCTIONS or (len(begins) > 3 and begins in own) else None


def _plain(text: str) -> str:
    return text.casefold().translate(str.maketrans("åäöéü", "aaoeu"))
