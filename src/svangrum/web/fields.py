"""Form fields: how one is asked for, what was written in it, and what is wrong with it.

What a field means and which words are allowed is decided where it is read; here is only how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.language import has_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.core.errors import SvangrumError

_TEMPLATES = {one: one for one in ("radios", "checkboxes", "area", "select", "file")}
SEPARATOR = ","
"""Between the values of a field where several may be chosen."""


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Asking:
    """How one field is asked for.

    ``widget`` is ``text``, ``amount`` (kronor), ``short``, ``municipality``, ``area``, ``radios``, ``checkboxes``,
    ``select`` or ``file``. ``choices`` are pairs of value and code of words. ``label`` and ``hint`` are codes of words;
    a hint that has no words is left out. ``unit`` is a code, written after the field. ``complete`` is what a browser
    may fill in by itself, as HTML names it.
    """

    widget: str
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    digits: bool = False
    in_a_row: bool = False
    complete: str = "off"


@dataclass(frozen=True)
class Field:
    """One field as a template shows it. ``error`` is empty when nothing is wrong."""

    name: str
    widget: str
    label: str
    hint: str
    value: str
    error: str = ""
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    digits: bool = False
    in_a_row: bool = False
    complete: str = "off"

    @property
    def described_by(self) -> str:
        """The ids that hold the hint and the error, for ``aria-describedby``."""
        ids = [f"{self.name}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.name}-error"] if self.error else ids)

    @property
    def chosen(self) -> list[str]:
        """The values of a field where several may be chosen."""
        return self.value.split(SEPARATOR) if self.value else []

    @property
    def template(self) -> str:
        return f"fields/{_TEMPLATES.get(self.widget, 'text')}.html"


def stated(query: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The fields of ``names`` that hold something, in their order."""
    return {name: query[name].strip() for name in names if query.get(name, "").strip()}


def field(name: str, asking: Asking, value: str = "", error: str = "", *, language: str) -> Field:
    """The field ``name`` in the words of ``language``."""
    return Field(
        name=name,
        widget=asking.widget,
        label=words(asking.label, language),
        hint=words(asking.hint, language) if has_words(asking.hint) else "",
        value=value,
        error=error,
        choices=tuple(Choice(value, words(code, language)) for value, code in asking.choices),
        unit=words(asking.unit, language) if asking.unit else "",
        digits=asking.digits,
        in_a_row=asking.in_a_row,
        complete=asking.complete,
    )


def fields(
    asked: Mapping[str, Asking], stated: Mapping[str, str], errors: Iterable[SvangrumError] = (), *, language: str
) -> dict[str, Field]:
    """Every field by name, with what was ``stated`` kept and each error at its field."""
    wrong = {error.field: words(f"error.{error.code}", language, **error.values) for error in errors}
    return {
        name: field(name, asking, stated.get(name, ""), wrong.get(name, ""), language=language)
        for name, asking in asked.items()
    }
