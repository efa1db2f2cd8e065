"""What an example tells, as texts in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.codes import Cpv, Municipality
from svangrum.core.language import words, write_value
from svangrum.core.prose import Prose
from svangrum.guide.examples import Bought, Buyer, Figure, Instrument, Years

if TYPE_CHECKING:
    from datetime import date

    from svangrum.guide.compare import Told

NOT_TOLD = "examples.not-told"


@dataclass(frozen=True)
class Writer:
    """Writes in ``language`` what holds on ``as_of``."""

    language: str
    as_of: date

    def word(self, code: str) -> str:
        return words(code, self.language)

    def prose(self, text: Prose) -> str:
        return text.say(self.language, as_of=self.as_of)

    def told(self, one: Told) -> str:  # noqa: PLR0911 - one return for each kind of thing told
        match one:
            case Prose():
                return self.prose(one)
            case Figure():
                return f"{self.counted(one)}: {self.number(one)}"
            case Years():
                return self.years(one)
            case Municipality():
                return one.short
            case Cpv():
                return one.label(self.language)
            case Buyer():
                return self.word(f"buyer.{one}")
            case Instrument():
                return self.word(f"examples.instrument.{one}")
            case Bought():
                return self.word(f"kind.{one}")

    def years(self, years: Years) -> str:
        """``2017``, ``2013–2015``, ``från 2016``, ``senast 2020``."""
        if years.last is None:
            return words("examples.years.from", self.language, first=str(years.first))
        if years.first is None:
            return words("examples.years.by", self.language, last=str(years.last))
        return str(years.first) if years.first == years.last else f"{years.first}–{years.last}"

    def counted(self, figure: Figure) -> str:
        """What a figure counts, with its year."""
        return f"{self.prose(figure.what)}, {figure.year}" if figure.year else self.prose(figure.what)

    def number(self, figure: Figure) -> str:
        """``84``, ``cirka 100``, ``minst 2``, ``högst 200``, ``50–80``."""
        low, high = (
            "" if bound is None else write_value(figure.bound(bound), self.language)
            for bound in (figure.low, figure.high)
        )
        if low == high:
            return words("examples.number.about", self.language, number=low) if figure.about else low
        if not high:
            return words("examples.number.least", self.language, number=low)
        return f"{low}–{high}" if low else words("examples.number.most", self.language, number=high)
