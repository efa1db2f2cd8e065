"""What an example tells, as texts in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.codes import Cpv, Municipality
from svangrum.core.language import write_value
from svangrum.core.prose import Prose
from svangrum.guide.examples import Bought, Buyer, Figure, Instrument, Years
from svangrum.web.said import Speaker

if TYPE_CHECKING:
    from svangrum.guide.compare import Told

NOT_TOLD = "examples.not-told"


class Writer(Speaker):
    """Says also what only examples tell: figures, years, ways of buying."""

    def told(self, one: Told) -> str:  # noqa: PLR0911 - one return for each kind of thing told
        match one:
            case Prose():
                return self.text(one)
            case Figure():
                return f"{self.counted(one)}: {self.number(one)}"
            case Years():
                return self.years(one)
            case Municipality():
                return one.short
            case Cpv():
                return one.label(self.language)
            case Buyer():
                return self.words(f"buyer.{one}")
            case Instrument():
                return self.words(f"examples.instrument.{one}")
            case Bought():
                return self.words(f"kind.{one}")

    def years(self, years: Years) -> str:
        """``2017``, ``2013–2015``, ``från 2016``, ``senast 2020``."""
        if years.last is None:
            return self.words("examples.years.from", first=str(years.first))
        if years.first is None:
            return self.words("examples.years.by", last=str(years.last))
        return str(years.first) if years.first == years.last else f"{years.first}–{years.last}"

    def counted(self, figure: Figure) -> str:
        """What a figure counts, with its year."""
        return f"{self.text(figure.what)}, {figure.year}" if figure.year else self.text(figure.what)

    def number(self, figure: Figure) -> str:
        """``84``, ``cirka 100``, ``minst 2``, ``högst 200``, ``50–80``."""
        low, high = (
            "" if bound is None else write_value(figure.bound(bound), self.language)
            for bound in (figure.low, figure.high)
        )
        if low == high:
            return self.words("examples.number.about", number=low) if figure.about else low
        if not high:
            return self.words("examples.number.least", number=low)
        return f"{low}–{high}" if low else self.words("examples.number.most", number=high)
