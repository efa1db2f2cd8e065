"""What a statement rests on: a place in an act, or a page, report or article that has been read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.data import read_yaml, yaml_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_SECTION = re.compile(r"(?:(?P<chapter>\d+(?: [a-z])?):)?(?P<paragraph>\d+(?: [a-z])?)(?: p\. \d+)?")


@dataclass(frozen=True)
class Act:
    """A statute, directive, case or official page that can be cited.

    ``consolidated_through`` is the last amendment that was read: an answer for a later day says so.
    It is None where the text itself has not been read, and then the source is ``to-verify``.
    """

    code: str
    number: str
    title: dict[str, str]
    in_force: date
    url: str
    consolidated_through: date | None
    last_amendment: str | None = None
    section_url: str | None = None

    def label(self, language: str) -> str:
        return self.title[language]


@dataclass(frozen=True)
class Citation:
    """A place in an act. ``section`` is ``"4:18"`` (chapter and paragraph), ``"19 a:2"``, ``"bilaga 2"`` or ``""``."""

    act: str
    section: str = ""

    @property
    def code(self) -> str:
        """As it is written in the files: ``LOU 4:18``."""
        return f"{self.act} {self.section}".strip()

    @property
    def url(self) -> str:
        """The address of the place, or of the act when the source has no address for places."""
        act = acts()[self.act]
        match = _SECTION.fullmatch(self.section)
        if act.section_url is None or match is None:
            return act.url
        anchor = (f"K{match['chapter']}" if match["chapter"] else "") + f"P{match['paragraph']}"
        return act.section_url.format(anchor=anchor.replace(" ", ""))

    def label(self, language: str) -> str:
        """As lawyers write it: ``4 kap. 18 § LOU``; in English ``Chapter 4, section 18 LOU``."""
        match = _SECTION.fullmatch(self.section)
        if match is None:
            return " ".join(part for part in (self._place(language), self.act) if part)
        chapter, paragraph = match["chapter"], match["paragraph"]
        point = self.section[match.end("paragraph") :]
        if language == "sv":
            place = f"{chapter} kap. {paragraph} §" if chapter else f"{paragraph} §"
            return f"{place}{point} {self.act}"
        place = f"Chapter {chapter}, section {paragraph}" if chapter else f"section {paragraph}"
        return f"{place}{point.replace('p.', 'point')} {self.act}"

    def _place(self, language: str) -> str:
        if language == "en":
            return self.section.replace("bilaga", "Annex")
        return self.section


@cache
def acts() -> dict[str, Act]:
    """Every act the project cites, by code (``"LOU"``), from ``data/law/acts.yaml``."""
    return {code: Act(code=code, **fields) for code, fields in read_yaml("law/acts.yaml").items()}


@dataclass(frozen=True)
class Source:
    """A page, report or article that facts come from, from ``data/sources/*.yaml``.

    ``read_on`` is the day it was read. ``extent`` says how much of it: ``whole``, ``part`` (a stored copy's beginning),
    or ``secondhand`` (known through another source). ``published`` is a year or a day as the source states it.
    """

    code: str
    publisher: str
    title: str
    url: str
    read_on: date
    extent: str
    published: str = ""

    def label(self, language: str) -> str:  # noqa: ARG002 - a title is cited in the language it was published in
        return f"{self.publisher}: {self.title}"


@cache
def sources() -> Mapping[str, Source]:
    """Every page, report and article that is cited, by code. A code that stands in two files raises ``ValueError``."""
    found: dict[str, Source] = {}
    for path in yaml_files("sources"):
        for code, fields in read_yaml(path).items():
            if code in found:
                message = f"{code} stands twice among the sources"
                raise ValueError(message)
            found[code] = Source(code=code, **fields)
    return found


def cite(place: str) -> Citation | Source:
    """``"LOU 19 a:2"`` as a citation, ``"trafikverket-places"`` as the source of that code.

    Raises ``ValueError`` for what is neither an act nor a source.
    """
    if place in sources():
        return sources()[place]
    act = max((code for code in acts() if f"{place} ".startswith(f"{code} ")), key=len, default=None)
    if act is None:
        message = f"nothing is cited as {place}"
        raise ValueError(message)
    return Citation(act, place.removeprefix(act).strip())
