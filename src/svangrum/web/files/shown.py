"""Files as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.core.language import words, write_day, write_decimal
from svangrum.core.sources import cite
from svangrum.records.files.checks.kinds import named_as
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from svangrum.records.files.models import StoredFile, ThinningTimes
    from svangrum.records.files.thinning import Due, Rule

_PAGES = {"relied": "relied-copy"}
"""Where a thing is read, when its page has another name than its kind."""
_KILOBYTE, _MEGABYTE = 1_000, 1_000_000


@dataclass(frozen=True)
class Listed:
    """A line of the list."""

    name: str
    url: str
    kind: str
    size: str
    by: str
    kept: str
    secret: bool


@dataclass(frozen=True)
class Told:
    """A line of what is to be thinned. ``value`` names the thing and the version that was shown."""

    value: str
    url: str
    kind: str
    name: str
    size: str
    rule: str
    last_day: str


def listed(file: StoredFile, language: str) -> Listed:
    return Listed(
        name=file.name,
        url=address("file", language, file=str(file.pk)),
        kind=kind(file, language),
        size=size(file.size, language),
        by=words("files.by", language, name=file.handed_in_by.name, day=day(file.handed_in_at, language)),
        kept=kept(file, language),
        secret=file.secret,
    )


def gone(file: StoredFile, language: str) -> str:
    """A line for a file that is no more."""
    return words(
        "files.thinned-one",
        language,
        kind=kind(file, language),
        size=size(file.size, language),
        handed_in=day(file.handed_in_at, language),
        gone=day(file.thinned_at, language),
    )


def told(due: Due, language: str) -> Told:
    return Told(
        value=f"{due.kind}.{due.thing}.{due.version}",
        url=address(_PAGES.get(due.kind, due.kind), language, **{due.kind: str(due.thing)}),
        kind=words(f"thinning.kind.{due.kind}", language),
        name=due.name,
        size=size(due.size, language),
        rule=words(f"thinning.rule.{due.rule}.name", language),
        last_day=write_day(due.last_day, language),
    )


def explained(of: Iterable[Rule], times: ThinningTimes, language: str) -> dict[str, object]:
    """Rules with what they say in the organisation and what they rest on, for ``files/rules.html``."""
    told = [(words(f"thinning.rule.{one.code}.name", language), _says(one, times, language)) for one in of]
    source = cite("LOU 12:17")
    return {"rules": told, "source": source, "cited": source.label(language)}


def _says(one: Rule, times: ThinningTimes, language: str) -> str:
    if one.code in times.months:
        return words(f"thinning.own-time.{one.after}", language, months=times.months[one.code], decision=times.decision)
    return words(f"thinning.rule.{one.code}.says", language)


def kind(file: StoredFile, language: str) -> str:
    return words(f"file.kind.{named_as(file.media_type)}", language)


def kept(file: StoredFile, language: str) -> str:
    if file.thin_after is None:
        return words("files.stays", language)
    return words("files.goes", language, day=file.thin_after)


def last_day(file: StoredFile, language: str) -> str:
    return write_day(file.thin_after, language) if file.thin_after else words("files.about.always", language)


def size(count: int, language: str) -> str:
    """``12,4 MB``, ``3 kB``; a thousand bytes to a kilobyte."""
    if count >= _MEGABYTE:
        written = write_decimal(round(count / _MEGABYTE, 1), language)
        return words("files.size.megabytes", language, size=written)
    return words("files.size.kilobytes", language, size=write_decimal(-(-count // _KILOBYTE), language))


def day(moment: datetime | None, language: str) -> str:
    return write_day(day_at_home(moment), language) if moment else ""
