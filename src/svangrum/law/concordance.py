"""Where another act says what a place in LOU says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.data import read_yaml
from svangrum.core.sources import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = "law/concordance.yaml"


@dataclass(frozen=True)
class Concordance:
    """One act held against LOU. The keys are places in LOU (``"4:18"``, ``"19:9 p. 2"``), the values places in the act.

    ``differs`` says where a counterpart is another in substance, and ``none`` why a place has no counterpart.
    ``directive`` leads from an article of the directive behind LOU to that of the directive behind the act.
    """

    places: Mapping[str, str]
    by_reference: Mapping[str, str]
    none: Mapping[str, str]
    differs: Mapping[str, str]
    directive: Mapping[str, Citation]

    def __contains__(self, section: str) -> bool:
        """Whether the place has been read against LOU by itself."""
        return section in self.places or section in self.by_reference or section in self.none

    def find(self, section: str) -> str | None:
        """The place that answers to one in LOU; None when the act has none. Raises ``KeyError`` for one not read."""
        if section in self.none:
            return None
        return self.by_reference[section] if section in self.by_reference else self.places[section]


@cache
def concordance(act_code: str) -> Concordance:
    """The places of ``"LUF"`` or ``"LUK"`` by those of LOU. Raises ``KeyError`` for an act not held against LOU."""
    raw = read_yaml(SOURCE)[act_code]
    none = {section: why for why, sections in raw["none"].items() for section in sections}
    directive = {code: Citation(*place) for code, place in raw.get("directive", {}).items()}
    return Concordance(raw["places"], raw.get("by_reference", {}), none, raw["differs"], directive)


@cache
def counterpart(citation: Citation, act_code: str) -> Citation | None:
    """The place in ``"LUF"`` or ``"LUK"`` with the same content as a place in LOU; None when the act has no such place.

    A citation of another act than LOU comes back unchanged, unless it is an article of LOU's directive that the file
    leads on, and LOU as a whole becomes the act as a whole. A point follows its paragraph unless it is listed by
    itself. Raises ``KeyError`` for a place in LOU that the file does not hold.
    """
    if citation.act != "LOU":
        return concordance(act_code).directive.get(citation.code, citation)
    if not citation.section:
        return Citation(act_code)
    section = _section(citation.section, concordance(act_code))
    return None if section is None else Citation(act_code, section)


def _section(section: str, act: Concordance) -> str | None:
    paragraph, separator, point = section.partition(" p. ")
    if section in act or not separator:
        return _listed(section, act)
    found = _listed(paragraph, act)
    return found if found is None or paragraph in act.by_reference else f"{found} p. {point}"


def _listed(section: str, act: Concordance) -> str | None:
    if section not in act:
        message = f"LOU {section} does not stand in data/{SOURCE}: add the place that answers to it, or why none does"
        raise KeyError(message)
    return act.find(section)
