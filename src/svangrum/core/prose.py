"""A text in both languages, as content files hold it. ``{code}`` in it takes the value of a dated parameter."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.language import fill, words, write_decimal, write_value
from svangrum.core.parameters import parameters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from svangrum.core.findings import Value
    from svangrum.core.parameters import DatedValue


@dataclass(frozen=True)
class Prose:
    """``sv`` and ``en`` say the same. What is ``{in-braces}`` is the code of a parameter, or a value that is given."""

    sv: str
    en: str

    def template(self, language: str) -> str:
        """The text with its placeholders as they stand."""
        return self.sv if language == "sv" else self.en

    def placeholders(self) -> frozenset[str]:
        """The names in braces, of both languages."""
        return frozenset(_names(self.sv) | _names(self.en))

    def say(self, language: str, *, as_of: date, **values: Value) -> str:
        """The text with every placeholder filled: by ``values``, else by the parameter of that code on ``as_of``.

        A value that is not settled is written as a range, *mellan … och …*. Raises ``KeyError`` for a placeholder
        that is neither, and ``NotInForceError`` for a day before a parameter's first.
        """
        template = self.template(language)
        dated = {name: figure(name, language, as_of) for name in _names(template) if name not in values}
        return fill(template, language, {**dated, **values})


def read_prose(raw: Mapping[str, Any]) -> Prose:
    """A text from its parsed file. Raises ``ValueError`` unless it has Swedish and English, and nothing else."""
    if raw.keys() != {"sv", "en"} or not all(isinstance(text, str) and text.strip() for text in raw.values()):
        message = f"a text needs sv and en: {raw}"
        raise ValueError(message)
    return Prose(" ".join(raw["sv"].split()), " ".join(raw["en"].split()))


def read_all(raw: list[Mapping[str, Any]] | None) -> tuple[Prose, ...]:
    """A list of texts; none at all when the file has no such list."""
    return tuple(read_prose(one) for one in raw or ())


def figure(code: str, language: str, as_of: date) -> str:
    """A parameter's value on a day, as a text writes it. Raises as ``Prose.say`` does."""
    return _written(parameters()[code].at(as_of), language)


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def _written(dated: DatedValue, language: str) -> str:
    if dated.value is None and dated.low is not None and dated.high is not None:
        return words("prose.between", language, low=dated.low, high=dated.high)
    if isinstance(dated.value, float):
        return write_decimal(dated.value, language)
    return write_value(dated.value, language)
