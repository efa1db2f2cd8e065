"""Words for codes. Catalogues live in ``data/language/<language>/*.yaml``; every row above speaks in codes.

A text may hold placeholders (``{limit}``, ``{share}``); the value's type decides how it is written: money as
``1 200 000 kr``, a day as ``23 november 2026``, a whole number with thousands apart, a thing with a name (a CPV code,
an act) by its name. ``{year:plain}`` writes a value as it is, ``{cpv:code}`` a thing's code.

A placeholder without a value, and a code without words, raise ``KeyError``: an answer with a hole in it must never
reach a reader.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import NumberPattern, parse_pattern

from svangrum.core.data import read_yaml, yaml_files
from svangrum.core.dates import at_home
from svangrum.core.money import Money

if TYPE_CHECKING:
    from svangrum.core.findings import Message, Value

LANGUAGES = ("sv", "en")
_LOCALES = {"sv": Locale.parse("sv_SE"), "en": Locale.parse("en_GB")}
_AMOUNTS = {
    ("SEK", "sv"): "{}\u00a0kr",
    ("SEK", "en"): "SEK\u00a0{}",
    ("EUR", "sv"): "{}\u00a0euro",
    ("EUR", "en"): "EUR\u00a0{}",
}


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All words of one language: dotted code to text. A code that stands in two files raises ``ValueError``."""
    words: dict[str, str] = {}
    for path in yaml_files(f"language/{language}"):
        for code, text in _flatten(read_yaml(path)):
            if code in words:
                message = f"{code} stands twice in {language}"
                raise ValueError(message)
            words[code] = text
    return words


def _flatten(branch: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, content in branch.items():
        code = f"{prefix}{name}"
        if isinstance(content, Mapping):
            yield from _flatten(content, f"{code}.")
        else:
            yield code, str(content).strip()


def has_words(code: str) -> bool:
    return code in catalogue("sv")


def words(code: str, language: str, /, **values: Value) -> str:
    """The text of ``code`` with its placeholders filled. Raises ``KeyError`` for a missing code or value."""
    return fill(catalogue(language)[code], language, values)


def fill(template: str, language: str, values: Mapping[str, Value]) -> str:
    """A text with its placeholders filled. Raises ``KeyError`` for one without a value."""
    if "{" not in template and "}" not in template:
        return template
    return "".join(
        [
            literal if name is None else literal + write_as(values[name], spec, language)
            for literal, name, spec in _parts(template)
        ]
    )


@lru_cache(maxsize=16_384)
def _parts(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """A text cut at its placeholders: what stands before each, its name, and what follows its colon."""
    return tuple((literal, name, spec or "") for literal, name, spec, _ in string.Formatter().parse(template))


def write_as(value: Any, spec: str, language: str) -> str:  # noqa: ANN401 - any value; a code belongs to some
    """A value as a placeholder with ``spec`` after its colon has it."""
    if spec == "plain":
        return str(value)
    return str(value.code) if spec == "code" else write_value(value, language)


def say(message: Message, language: str) -> str:
    return fill(catalogue(language)[message.code], language, message.values)


def write_money(amount: Money, language: str) -> str:
    """``1 200 000 kr``, in English ``SEK 1,200,000``; öre only when there are any, and a true minus sign (U+2212)."""
    pattern = "#,##0.00" if amount.minor % 100 else "#,##0"
    number = _written(str(amount.minor / 100), pattern, language).replace("-", "\u2212")
    return _AMOUNTS[amount.currency, language].format(number)


@lru_cache(maxsize=1024)
def write_day(day: date, language: str) -> str:
    """``23 november 2026``."""
    return format_date(day, format="d MMMM y", locale=_LOCALES[language])


def write_short_day(day: date, language: str) -> str:
    """``23 nov.``, without a year: where the year stands beside it."""
    return format_date(day, format="d MMM", locale=_LOCALES[language])


def write_month(day: date, language: str) -> str:
    """``sep. 2025``, in English ``Sept 2025``."""
    return format_date(day, format="MMM y", locale=_LOCALES[language])


def write_weekday(day: date, language: str) -> str:
    """``måndag``."""
    return format_date(day, format="EEEE", locale=_LOCALES[language])


def write_time(moment: datetime, language: str) -> str:
    """``14.35``, in English ``14:35``, as clocks in Sweden show it."""
    return at_home(moment).strftime("%H.%M" if language == "sv" else "%H:%M")


def write_country(code: str, language: str) -> str:
    """``Sverige`` for ``SE``; a code that nobody has named stands as it is."""
    named: str = _LOCALES[language].territories.get(code, code)
    return named


def write_list(names: Sequence[str], language: str) -> str:
    """``LOU, KL och LOV``."""
    return format_list(names, locale=_LOCALES[language])


def write_number(number: float, language: str, *, decimals: int = 0) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = str(number)
    return _written(written if isinstance(number, int) else str(round(Decimal(written), decimals)), pattern, language)


def write_decimal(number: float, language: str) -> str:
    """As many decimals as the number has, two at most: ``31,42``, ``2,5``, ``80``."""
    return _written(str(number), "#,##0.##", language)


@lru_cache(maxsize=16_384)
def _written(number: str, pattern: str, language: str) -> str:
    """A number by a pattern of Unicode. One answer writes the same few again and again, and so does the next."""
    written: str = _pattern(pattern).apply(Decimal(number), _LOCALES[language])
    return written


@cache
def _pattern(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


def write_value(value: Value, language: str) -> str:  # noqa: PLR0911 - one return for each kind of value
    """Any value as a reader of ``language`` expects it; None is an empty text."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Money():
            return write_money(value, language)
        case date():
            return write_day(value, language)
        case int():
            return write_number(value, language)
        case float():
            return write_number(value, language, decimals=1)
        case _:
            return value.label(language)
