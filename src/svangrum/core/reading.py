"""What a person wrote, field by field, into values; all that is wrong is told at once."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from svangrum.core.amounts import parse_kronor
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from svangrum.core.money import Money

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_WHOLE = re.compile(r"[0-9]{1,9}")
_YES_NO = {"yes": True, "no": False, "ja": True, "nej": False}


class InvalidFactsError(SvangrumError):
    """One or more fields could not be read; ``errors`` holds one error a field, in the form's order."""

    def __init__(self, errors: tuple[SvangrumError, ...]) -> None:
        super().__init__("facts.invalid", count=len(errors))
        self.errors = errors


class FieldReader:
    """Reads fields one by one and gathers what is wrong."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        self._raw = raw
        self.errors: list[SvangrumError] = []

    def read(self, field: str, parse: Callable[[str], T]) -> T | None:
        """What ``parse`` makes of the field; None when it is empty, absent or wrong."""
        text = self._raw.get(field, "").strip()
        if not text:
            return None
        try:
            return parse(text)
        except SvangrumError as error:
            self.errors.append(error)
            return None

    def finish(self) -> None:
        """Raises ``InvalidFactsError`` when anything was wrong."""
        if self.errors:
            raise InvalidFactsError(tuple(self.errors))


def gather(read: Callable[[], T], problems: list[SvangrumError]) -> T | None:
    """What ``read`` gives; None when it raised, and then each fault is added to ``problems``."""
    try:
        return read()
    except InvalidFactsError as error:
        problems.extend(error.errors)
    except SvangrumError as error:
        problems.append(error)
    return None


def positive_kronor(text: str, field: str) -> Money:
    """An amount above zero. Raises ``SvangrumError`` ``money.…`` for anything else."""
    amount = parse_kronor(text, field=field)
    if amount.minor == 0:
        raise SvangrumError("money.zero", field=field)
    return amount


def whole_number(text: str, field: str, *, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``. Raises ``SvangrumError`` ``number.unreadable``."""
    digits = "".join(text.split())
    if not _WHOLE.fullmatch(digits) or not least <= int(digits) <= most:
        raise SvangrumError("number.unreadable", field=field, text=text, least=least, most=most)
    return int(digits)


def decimal_number(text: str, field: str, *, least: float, most: float, decimals: int = 2) -> float:
    """A number from ``least`` to ``most``, with comma or point and no more ``decimals``: ``12,5``, ``12.5 %``.

    Raises ``SvangrumError`` ``number.unreadable``.
    """
    digits = "".join(text.removesuffix("%").split()).replace(",", ".")
    if not re.fullmatch(rf"[0-9]{{1,9}}(\.[0-9]{{1,{decimals}}})?", digits) or not least <= float(digits) <= most:
        raise SvangrumError("number.unreadable", field=field, text=text, least=least, most=most)
    return float(digits)


_PLAIN = str.maketrans("åäö", "aao")
"""The values of choices are written without these letters, so that they can stand in an address."""


def one_of(choices: type[E], text: str, field: str) -> E:
    """The choice written as its value, in any case, with or without the dots and rings of Swedish letters.

    Raises ``SvangrumError`` ``choice.unknown`` with all of them.
    """
    try:
        return choices(text.lower().translate(_PLAIN))
    except ValueError as error:
        allowed = ", ".join(choices)
        raise SvangrumError("choice.unknown", field=field, text=text, allowed=allowed) from error


def yes_no(text: str, field: str) -> bool:
    """``yes`` or ``no``, also in Swedish. Raises ``SvangrumError`` ``choice.unknown``."""
    answer = _YES_NO.get(text.lower())
    if answer is None:
        raise SvangrumError("choice.unknown", field=field, text=text, allowed="ja, nej (yes, no)")
    return answer
