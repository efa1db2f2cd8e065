"""Content in one language: texts with what they rest on and where they lead, ready for a template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.advice.answer import Cited
from svangrum.core.language import words
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.core.prose import Prose
    from svangrum.core.sources import Citation, Source


@dataclass(frozen=True)
class Said:
    """A sentence, what it rests on, and a link to the page where it is done."""

    text: str
    citations: tuple[Cited, ...] = ()
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Speaker:
    """Says content in one language as it holds on one day."""

    language: str
    as_of: date

    def words(self, code: str, /, **values: Value) -> str:
        return words(code, self.language, **values)

    def text(self, prose: Prose) -> str:
        return prose.say(self.language, as_of=self.as_of)

    def texts(self, several: Iterable[Prose]) -> list[str]:
        return [self.text(one) for one in several]

    def cited(self, places: Iterable[Citation | Source]) -> tuple[Cited, ...]:
        return tuple(Cited(one.label(self.language), one.url) for one in places)

    def said(
        self,
        prose: Prose,
        cited: Citation | Source | None = None,
        page: str | None = None,
        part: Mapping[str, str] | None = None,
    ) -> Said:
        url = address(page, self.language, **(part or {})) if page else ""
        link = words(f"to-page.{page}", self.language) if page else ""
        return Said(self.text(prose), self.cited([cited]) if cited else (), url, link)
