"""Find personal and co-ordination numbers in text, so that none is ever kept.

A personal number is a day of birth and four digits, the last a check digit by Luhn; a co-ordination number has 60
added to the day. Source: 18 § folkbokföringslagen (1991:481); Skatteverket, SKV 704 and SKV 707. A sole trader's VAT
number has one inside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from svangrum.core.errors import SvangrumError
from svangrum.core.orgnr import NumberKind, classify_number, has_check_digit

MASK = "******-****"
_CANDIDATE = re.compile(
    r"""
    (?<!\d)(?<!\d\.)                                              # no part of a longer number or of a decimal
    (?:
        se[ ]?(?P<vat>\d{10})01                                   # a sole trader's VAT number
      | (?:18|19|20)?\d{6}[ ]{0,2}[-+_]{0,2}[ ]{0,2}\d{4}         # 850101-1234, 198501011234, 850101 1234
      | (?:18|19|20)?\d\d-\d\d-\d\d[ ]?[-+][ ]?\d{4}              # 1985-01-01-1234, but not a day and a time
      | (?:18|19|20)?\d\d[ ]\d\d[ ]\d\d[ ]{0,2}[-+]?[ ]{0,2}\d{4}  # 85 01 01 1234
    )
    (?!\d)(?!-\d)(?!\.\d)
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
# What holds digits of its own: random names, digests, numbers of notices
_NAMES = re.compile(
    r"""
    (?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])
    | (?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])
    | \bted\b[ :]{0,2}\d{6}-20\d\d(?!\d)
    | ted\.europa\.eu/\S+
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_TELEPHONE = re.compile(r"(?:tel|telefon\w*|tfn|tlf|mobil\w*|phone|växel\w*|ring|sms:?a?)[.:]?[ ]{0,2}$", re.IGNORECASE)


def personal_numbers(text: str) -> list[str]:
    """Every personal or co-ordination number that stands in ``text``; odd spaces, dashes and digits made plain."""
    return [number for number, _, _ in _found(_plain(_seen(text)))]


def redacted(text: str) -> str:
    """The text with ``MASK`` for every number of a person, as for a log."""
    seen = _seen(text)
    found = list(_found(_plain(seen)))
    if not found:
        return text
    ends = [0, *(end for _, _, end in found)]
    kept = [seen[after:start] for after, (_, start, _) in zip(ends, found, strict=False)]
    return MASK.join([*kept, seen[ends[-1] :]])


def refuse_persons(values: Iterable[Any]) -> None:
    """Raises ``SvangrumError`` ``text.person`` when a number of a person stands in a text of ``values``.

    Lists and mappings are searched, keys too. Numbers proper are amounts and counts, and no texts. The error does not
    repeat what was found.
    """
    if any(personal_numbers(text) for text in texts_in(values)):
        raise SvangrumError("text.person")


def texts_in(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON may hold
    """Every text in a value as JSON may hold it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from texts_in(name)
            yield from texts_in(inner)
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for inner in value:
            yield from texts_in(inner)


def _found(plain: str) -> Iterator[tuple[str, int, int]]:
    """Each number of a person with its place."""
    searched = _NAMES.sub(lambda name: "x" * len(name[0]), plain)
    for candidate in _CANDIDATE.finditer(searched):
        if _is_person(candidate) and not _is_telephone(candidate):
            yield candidate[0], candidate.start(), candidate.end()


def _is_person(candidate: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", candidate[0])
    vat = candidate["vat"]
    if vat is not None and classify_number(vat) is NumberKind.ORGANISATION:
        return False
    return _is_number_of_person(digits[-10:]) or (vat is not None and _is_number_of_person(vat))


def _is_number_of_person(digits: str) -> bool:
    return classify_number(digits) is NumberKind.PERSON and has_check_digit(digits)


def _is_telephone(candidate: re.Match[str]) -> bool:
    """Whether ten digits from zero follow a word for a telephone: 0701234567 could be somebody born in 2007."""
    before = candidate.string[max(0, candidate.start() - 20) : candidate.start()]
    return re.fullmatch(r"0\d{9}", candidate[0]) is not None and _TELEPHONE.search(before) is not None


def _seen(text: str) -> str:
    """The text without characters that show nothing: soft hyphens, zero-width spaces, marks of direction."""
    return text if text.isascii() else "".join(filter(_shows, text))


def _shows(character: str) -> bool:
    return character.isascii() or unicodedata.category(character) != "Cf"


def _plain(text: str) -> str:
    """The text with any script's digits, dashes and spaces in ASCII; each character stays in its place."""
    return text if text.isascii() else text.translate(_PLAIN)


class _Plain(dict[int, str]):
    """Code point to plain character, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        self[point] = found = _plain_character(chr(point))
        return found


def _plain_character(character: str) -> str:
    normal = unicodedata.normalize("NFKC", character)
    one = normal if len(normal) == 1 else character
    category = unicodedata.category(one)
    if category == "Nd":
        return str(unicodedata.decimal(one))
    if category == "Pd" or one == "\N{MINUS SIGN}":
        return "-"
    return " " if category == "Zs" else one


_PLAIN = _Plain()
