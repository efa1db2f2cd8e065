"""What kind of winner a name and a legal form tell of. The signs are ``data/market/winner_signs.yaml``.

A kind is what the name says, not what the enterprise is: a work-integrating enterprise in the form of a company with
a plain name is a ``company`` here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from svangrum.competition.phrases import begins_with, first_found
from svangrum.core.data import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS = "market/winner_signs.yaml"
SAMHALL, PRISON, SOCIAL, ASSOCIATION = "samhall", "prison", "social", "association"
PUBLIC, COMPANY, SOLE_TRADER, UNKNOWN = "public", "company", "sole-trader", "unknown"
KINDS = (SAMHALL, PRISON, SOCIAL, ASSOCIATION, PUBLIC, COMPANY, SOLE_TRADER, UNKNOWN)

_COUNTRIES = {"GR": "EL", "UK": "GB"}


@dataclass(frozen=True)
class _Sign:
    kind: str
    forms: frozenset[str]
    names: Mapping[str, tuple[str, ...]]
    first: bool

    def fits(self, name: str, form: str, country: str) -> bool:
        if form and form in self.forms:
            return True
        phrases = self.names.get(country, ())
        return begins_with(phrases, name) if self.first else first_found(phrases, name) is not None


@lru_cache(maxsize=65_536)
def winner_kind(name: str | None, *, legal_form: str | None = None, country: str = "SE") -> str:
    """One of ``KINDS``. ``legal_form`` in the words of the Swedish statistics; ``country`` ISO 3166-1 alpha-2."""
    folded, form = (name or "").casefold(), (legal_form or "").casefold().strip()
    home = _COUNTRIES.get(country.upper(), country.upper()).casefold()
    return next((sign.kind for sign in _signs() if sign.fits(folded, form, home)), UNKNOWN)


@cache
def _signs() -> tuple[_Sign, ...]:
    return tuple(_sign(raw) for raw in read_yaml(SIGNS)["kinds"])


def _sign(raw: Mapping[str, Any]) -> _Sign:
    names = {country: tuple(phrases) for country, phrases in raw.get("names", {}).items()}
    return _Sign(raw["kind"], frozenset(raw.get("forms", ())), names, first=raw.get("at") == "start")
