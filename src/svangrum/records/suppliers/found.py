"""One need held beside everyone in the register: who fits and why, and how many independent tenders that is at least.

found = find(known_to(organisation, on=day), read_need(written), on=day)
found.without_samhall.at_least
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from svangrum.matching.fit import Grade
from svangrum.matching.independent import independent_tenders
from svangrum.matching.register import Register
from svangrum.matching.suppliers import Kind

if TYPE_CHECKING:
    from datetime import date

    from svangrum.matching.fit import Fit
    from svangrum.matching.independent import Tenders
    from svangrum.matching.suppliers import Need
    from svangrum.records.suppliers.known import Entry, Known

GRADES = (Grade.YES, Grade.PART, Grade.UNKNOWN, Grade.NO)
"""The best first."""


class Found(NamedTuple):
    """``fits`` are all with an offer in the need's division, the best first."""

    need: Need
    on: date
    known: Known
    fits: tuple[Fit, ...]
    without_samhall: Tenders
    with_samhall: Tenders

    def of_grade(self, grade: Grade) -> list[Fit]:
        """Those who may tender: enterprises, and Samhall."""
        return [one for one in self.fits if one.grade is grade and one.kind != Kind.MUNICIPAL]

    @property
    def municipal(self) -> list[Fit]:
        """Units of municipalities: they are shown apart, and counted in no tender."""
        return [one for one in self.fits if one.kind == Kind.MUNICIPAL]

    @property
    def unknown(self) -> int:
        """How many have not told enough to say whether they could."""
        return len(self.of_grade(Grade.UNKNOWN)) + len(self.known.silent)

    def entry(self, key: str) -> Entry:
        return self.known.entries[key]


def find(known: Known, need: Need, *, on: date) -> Found:
    """Hold the need beside everyone on a day; capacity is known for six years from the need's first month."""
    fits = tuple(Register.for_need(known.suppliers, need).ranked(need, as_of=on))
    alone, both = (
        independent_tenders(fits, per_month=need.per_month, kinds=kinds)
        for kinds in ((Kind.ENTERPRISE,), (Kind.ENTERPRISE, Kind.SAMHALL))
    )
    return Found(need, on, known, fits, alone, both)
