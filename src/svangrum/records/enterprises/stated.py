"""What an enterprise tells of itself, as it is kept: read, tried, and refused with what to do about it.

Each function raises ``SvangrumError`` with the name of the field. None of them repeats a number of a person.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypedDict
from urllib.parse import urlsplit

from svangrum.core.codes import find_municipality, parse_cpv
from svangrum.core.dates import LAST_MEANT, parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.orgnr import NumberKind, classify_number, normalise_orgnr
from svangrum.core.persons import personal_numbers
from svangrum.core.reading import InvalidFactsError, gather, positive_kronor, whole_number
from svangrum.records.accounts.stated import stated_address
from svangrum.records.actions import refuse_unwritable
from svangrum.records.enterprises.languages import LANGUAGES_SPOKEN
from svangrum.records.enterprises.models import EnterpriseKind, LegalForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

LONGEST_WORDS = 300
LONGEST_TEXT = 2000
LONGEST_NAME = 200
MOST_OFFERS = 40
MOST_LINKS = 5
MOST_TRAINING_PLACES = 999
LOWEST_RATE, HIGHEST_RATE = 50, 5000
"""Kronor an hour, without VAT. What lies outside is a slip of the pen: a price for a day, or öre."""
UNTOLD = "untold"
"""The answer to a question that an enterprise leaves open."""
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()/-]{5,28}[0-9]")
_BARE_TELEPHONE = re.compile(r"0\d{9}")
_BETWEEN = re.compile(r"[,;\n]")


class Offer(TypedDict):
    cpv: str
    words: str


class Certificate(TypedDict):
    """``until`` is a day as ISO writes it, or empty for one without an end."""

    name: str
    until: str


def stated_orgnr(written: str, field: str = "orgnr") -> str:
    """Ten digits. Raises ``enterprise.no-orgnr``, ``enterprise.person-orgnr`` (a person's) and ``enterprise.orgnr``."""
    if not written.strip():
        raise SvangrumError("enterprise.no-orgnr", field=field)
    if classify_number(written) is NumberKind.PERSON:
        raise SvangrumError("enterprise.person-orgnr", field=field)
    number = normalise_orgnr(written)
    if number is None:
        raise SvangrumError("enterprise.orgnr", field=field)
    return number


class Control(NamedTuple):
    """Whether another organisation decides, none for not told; and that one's number, or empty."""

    controlled: bool | None
    control: str


def stated_control(answer: str, written: str, own: str) -> Control:
    """``answer`` is ``yes``, ``no``, or ``UNTOLD`` as none is; a number beside that says yes.

    Raises ``enterprise.choice``, ``enterprise.no-control`` (yes without a number), ``enterprise.control-unasked`` (a
    number beside no), ``enterprise.control-own``, ``enterprise.orgnr`` and ``enterprise.person-orgnr``.
    """
    said = _one_of((UNTOLD, "no", "yes"), answer or UNTOLD, "controlled")
    if not written.strip():
        if said == "yes":
            raise SvangrumError("enterprise.no-control", field="control")
        return Control(None if said == UNTOLD else False, "")
    number = stated_orgnr(written, "control")
    if number == own:
        raise SvangrumError("enterprise.control-own", field="control")
    if said == "no":
        raise SvangrumError("enterprise.control-unasked", field="control")
    return Control(controlled=True, control=number)


def stated_line(written: str, field: str, *, missing: str = "", most: int = LONGEST_NAME) -> str:
    """One line. Raises the code ``missing``, where there is one, for none; ``enterprise.too-long``; ``text.person``."""
    line = " ".join(_clean(written, field).split())
    if not line and missing:
        raise SvangrumError(missing, field=field)
    return _of_length(line, field, most)


def stated_text(written: str, field: str) -> str:
    """Several lines. Raises ``enterprise.too-long`` and ``text.person``."""
    return _of_length(_clean(written, field).replace("\r\n", "\n").strip(), field, LONGEST_TEXT)


def stated_kind(written: str) -> str:
    return _one_of(EnterpriseKind.values, written or EnterpriseKind.ENTERPRISE, "kind")


def stated_form(written: str) -> str:
    return _one_of(LegalForm.values, written or LegalForm.UNKNOWN, "form")


def stated_offer(cpv: str, words: str) -> Offer:
    """Raises ``enterprise.no-offer``, ``enterprise.no-cpv``, ``cpv.unreadable``, ``cpv.unknown``, at once."""
    problems: list[SvangrumError] = []
    said = gather(lambda: stated_line(words, "words", missing="enterprise.no-offer", most=LONGEST_WORDS), problems)
    code = gather(lambda: _code(cpv), problems)
    finish(problems)
    assert said is not None and code is not None  # noqa: S101, PT018 - nothing was wrong
    return {"cpv": code, "words": said}


def stated_rates(written: Mapping[str, str], offered: Iterable[str]) -> dict[str, int]:
    """Öre an hour by CPV code; what is left empty has none. Raises ``enterprise.rate`` and ``money.…``, all at once.

    A code that is not offered raises ``enterprise.rate-not-offered``.
    """
    problems: list[SvangrumError] = []
    known = set(offered)
    told = {code: text for code, text in written.items() if text.strip()}
    rates = {code: gather(partial(_rate, code, text, known), problems) for code, text in told.items()}
    finish(problems)
    return {code: rate for code, rate in rates.items() if rate is not None}


def stated_places(written: str) -> list[str]:
    """Codes of municipalities, in code order, from names parted by commas or lines.

    Raises ``municipality.unknown`` and ``municipality.unknown-name``, one for each name.
    """
    names = [name.strip() for name in _BETWEEN.split(written) if name.strip()]
    problems: list[SvangrumError] = []
    found = [gather(partial(find_municipality, name, field="places"), problems) for name in names]
    finish(problems)
    return sorted({one.code for one in found if one is not None})


def stated_training_places(written: str) -> int | None:
    """How many; none for what is not told. Raises ``number.unreadable``."""
    if not written.strip():
        return None
    return whole_number(written, "training_places", least=0, most=MOST_TRAINING_PLACES)


def stated_languages(codes: Iterable[str]) -> list[str]:
    """In the order in which they are listed. Raises ``enterprise.language``."""
    asked = set(codes)
    if asked - set(LANGUAGES_SPOKEN):
        raise SvangrumError("enterprise.language", field="languages")
    return [code for code in LANGUAGES_SPOKEN if code in asked]


def stated_certificate(name: str, until: str, *, on: date) -> Certificate:
    """Its name, and its last day or none.

    Raises ``enterprise.no-certificate``, ``date.unreadable``, ``enterprise.certificate-over`` and ``-far-off``.
    """
    problems: list[SvangrumError] = []
    called = gather(lambda: stated_line(name, "name", missing="enterprise.no-certificate"), problems)
    last = gather(lambda: _last_day(until, on), problems)
    finish(problems)
    assert called is not None and last is not None  # noqa: S101, PT018 - nothing was wrong
    return {"name": called, "until": last}


def stated_links(written: str) -> list[str]:
    """Addresses of pages, one on each line. Raises ``enterprise.link`` and ``enterprise.links-many``."""
    links = list(dict.fromkeys(line.strip() for line in _clean(written, "links").splitlines() if line.strip()))
    if len(links) > MOST_LINKS:
        raise SvangrumError("enterprise.links-many", field="links", most=MOST_LINKS)
    if not all(map(_is_page, links)):
        raise SvangrumError("enterprise.link", field="links")
    return links


def stated_email(written: str, field: str) -> str:
    """In small letters, or empty. Raises ``enterprise.email``."""
    if not written.strip():
        return ""
    try:
        return stated_address(written)
    except SvangrumError as error:
        raise SvangrumError("enterprise.email", field=field) from error


def stated_phone(written: str) -> str:
    """As it is written; ten bare digits are parted, since they look like somebody's number. ``enterprise.phone``."""
    squeezed = " ".join(written.split())
    if _BARE_TELEPHONE.fullmatch(squeezed):
        squeezed = f"{squeezed[:3]}-{squeezed[3:]}"
    _clean(squeezed, "phone")
    if squeezed and not _TELEPHONE.fullmatch(squeezed):
        raise SvangrumError("enterprise.phone", field="phone")
    return squeezed


def finish(problems: list[SvangrumError]) -> None:
    """Raises the one problem, or ``InvalidFactsError`` with all of them."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise InvalidFactsError(tuple(problems))


def _clean(written: str, field: str) -> str:
    refuse_unwritable([written])
    if personal_numbers(written):
        raise SvangrumError("text.person", field=field)
    return written


def _of_length(text: str, field: str, most: int) -> str:
    if len(text) > most:
        raise SvangrumError("enterprise.too-long", field=field, most=most)
    return text


def _one_of(choices: Iterable[str], written: str, field: str) -> str:
    if written not in set(choices):
        raise SvangrumError("enterprise.choice", field=field)
    return written


def _code(written: str) -> str:
    if not written.strip():
        raise SvangrumError("enterprise.no-cpv", field="cpv")
    return parse_cpv(written).code


def _rate(code: str, written: str, offered: set[str]) -> int:
    field = rate_field(code)
    if code not in offered:
        raise SvangrumError("enterprise.rate-not-offered", field=field)
    amount = positive_kronor(written, field)
    if not LOWEST_RATE * 100 <= amount.minor <= HIGHEST_RATE * 100:
        raise SvangrumError("enterprise.rate", field=field, least=LOWEST_RATE, most=HIGHEST_RATE)
    return amount.minor


def rate_field(code: str) -> str:
    """The name of the field in which the rate of a CPV code is written."""
    return f"rate-{code}"


def _last_day(written: str, on: date) -> str:
    if not written.strip():
        return ""
    day = parse_day(written, field="until")
    if day < on:
        raise SvangrumError("enterprise.certificate-over", field="until")
    if day > LAST_MEANT:
        raise SvangrumError("enterprise.certificate-far-off", field="until", year=LAST_MEANT.year)
    return day.isoformat()


def _is_page(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return (
        parts.scheme == "https"
        and "." in (parts.hostname or "")
        and not parts.username
        and link.isprintable()
        and " " not in link
        and len(link) <= LONGEST_WORDS
    )
