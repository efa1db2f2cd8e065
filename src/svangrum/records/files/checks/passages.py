"""Text found in a file, with where it stands; searched for the numbers of persons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.persons import personal_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.findings import Value


@dataclass(frozen=True)
class Place:
    """Where in a file: ``Place("page", {"page": 3})``. Its words are ``file.place.<code>``."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def label(self, language: str) -> str:
        return words(f"file.place.{self.code}", language, **self.values)


@dataclass(frozen=True)
class Passage:
    place: Place
    text: str


def refuse_numbers(passage: Passage) -> None:
    """Raises ``SvangrumError`` ``file.person`` when a person's number stands in the passage.

    The error says where, and does not repeat the number.
    """
    if personal_numbers(passage.text):
        raise SvangrumError("file.person", field="file", where=passage.place)
