"""What the query asks of the observatory: which source, which country, which years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.analysis.observatory.cells import TED, TED_COMPETITIONS
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import FieldReader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from svangrum.analysis.observatory.cells import Observatory

FIELDS = ("source", "country", "since", "until")
HOME = "SE"
_READ_IN = {TED, TED_COMPETITIONS}
"""Sources of which a server has the notices that were read in there, not a whole country's."""
_LONGEST = 20


@dataclass(frozen=True)
class Asked:
    """A choice that the observatory has figures for."""

    source: str
    country: str
    years: tuple[int, ...]

    @property
    def read_in(self) -> bool:
        """Whether the figures are those of the notices that happen to be read in."""
        return self.source in _READ_IN

    @property
    def law(self) -> str:
        """The code of the words on what reserved means there."""
        return "observed.method.law" if self.country == HOME else "observed.method.law-elsewhere"

    @property
    def query(self) -> dict[str, str]:
        """The choice as it stands in an address."""
        first, last = str(min(self.years)), str(max(self.years))
        return {"source": self.source, "country": self.country, "since": first, "until": last}


def stated(query: Mapping[str, str]) -> dict[str, str]:
    """What was written, by field."""
    return {name: query.get(name, "").strip()[:_LONGEST] for name in FIELDS}


def read(raw: Mapping[str, str], observatory: Observatory) -> Asked:
    """The choice; what was not chosen is the first source, Sweden where it has it, and all years.

    Raises ``InvalidFactsError`` with every field at fault.
    """
    reader = FieldReader(raw)
    source = reader.read("source", _among(observatory.sources, "source")) or observatory.sources[0]
    countries = observatory.countries(source)
    country = reader.read("country", _among(countries, "country")) or _usual(countries)
    reader.finish()
    years = tuple(sorted(observatory.years(source, country)))
    since = reader.read("since", _year("since", years)) or years[0]
    until = reader.read("until", _year("until", years)) or years[-1]
    reader.finish()
    chosen = tuple(year for year in years if since <= year <= until)
    if not chosen:
        reader.errors.append(SvangrumError("observed.years", field="until", since=str(since), until=str(until)))
    reader.finish()
    return Asked(source, country, chosen)


def usual(observatory: Observatory) -> Asked:
    """The choice that is shown before anything is chosen."""
    return read({}, observatory)


def _usual(countries: Sequence[str]) -> str:
    return HOME if HOME in countries else countries[0]


def _among(known: Sequence[str], field: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        by_plain = {one.lower(): one for one in known}
        if text.lower() not in by_plain:
            raise SvangrumError("choice.unknown", field=field, text=text, allowed=", ".join(known))
        return by_plain[text.lower()]

    return parse


def _year(field: str, years: Sequence[int]) -> Callable[[str], int]:
    def parse(text: str) -> int:
        first, last = str(years[0]), str(years[-1])
        if not (text.isascii() and text.isdigit() and years[0] <= int(text) <= years[-1]):
            raise SvangrumError("observed.year", field=field, text=text, first=first, last=last)
        return int(text)

    return parse
