"""Published purchases like one, in one language's words and as plain data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from svangrum.advice.answer import Alike, AlikePurchase
from svangrum.core.language import say, words, write_day, write_list, write_money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.advice.json_values import Json
    from svangrum.analysis.comparables import Comparable, Comparables

_HOME = "SE"
_LONGEST_TITLE = 160
_MOST_LOTS = 6
"""Lots whose tenders are told one by one; of more, the fewest and the most are told."""

SHOWN = 5
"""So many are seen at once; the rest are folded."""


def alike_in_words(comparables: Comparables, language: str) -> Alike:
    """The list in words; when there is none, why not and what to do."""
    return Alike(
        lead=_lead(comparables, language),
        purchases=tuple(_purchase(one, language) for one in comparables.found),
        loaded=bool(comparables.loaded),
        notes=tuple(_notes(comparables, language)),
    )


def _lead(comparables: Comparables, language: str) -> str:
    if comparables.found:
        return words("alike.lead", language)
    if comparables.loaded:
        return words("alike.none-like", language)
    return words("alike.damaged" if comparables.damaged else "alike.none-loaded", language)


def _notes(comparables: Comparables, language: str) -> Iterator[str]:
    if any(one.address is None for one in comparables.found):
        yield words("alike.no-address", language)
    shown = {one.dataset for one in comparables.found}
    yield from (one.attribution for one in comparables.loaded if one.dataset in shown)


def _purchase(one: Comparable, language: str) -> AlikePurchase:
    return AlikePurchase(
        title=shortened(one.title),
        about=_about(one, language),
        got=" ".join(_got(one, language)),
        why=words("alike.why", language, reasons="; ".join(_reasons(one, language))),
        mark=None if one.reserved is None else words(f"alike.reserved.{one.reserved}", language),
        place=_place(one, language),
        url=one.address,
    )


def _reasons(one: Comparable, language: str) -> Iterator[str]:
    """What speaks for likeness; that a purchase at home is of the same country goes without saying."""
    for reason in one.reasons:
        if reason.message.code != "like.country" or one.country != _HOME:
            yield say(reason.message, language)


def shortened(title: str) -> str:
    """A title on one line, cut at a word where it is long."""
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE].rpartition(' ')[0]}…"


def _about(one: Comparable, language: str) -> str:
    buyer = one.buyer or words("alike.buyer-unknown", language)
    where = "home" if one.country == _HOME else "abroad"
    return words(f"alike.about.{where}", language, buyer=buyer, country=one.country, day=write_day(one.day, language))


def _got(one: Comparable, language: str) -> Iterator[str]:
    """The tenders, then who won, then the value. Winners that are not shown are told as such, whatever the reason."""
    yield _tenders(one.tenders, language)
    if one.winners:
        kinds = write_list([words(f"alike.winner.{kind}", language) for kind in one.winners], language)
        yield words("alike.winners", language, kinds=kinds)
    elif any(one.tenders):
        yield words("alike.winners-not-shown", language)
    if one.value is not None:
        yield words(f"alike.value.{one.dataset}", language, value=write_money(one.value, language))


def _tenders(tenders: tuple[int, ...], language: str) -> str:
    if len(tenders) == 1:
        return words(f"alike.tenders.{_number(tenders[0])}", language, tenders=tenders[0])
    if len(tenders) <= _MOST_LOTS:
        each = write_list([str(one) for one in tenders], language)
        return words("alike.tenders.each", language, lots=len(tenders), each=each)
    ones = Counter(tenders)[1]
    return words("alike.tenders.range", language, lots=len(tenders), low=tenders[0], high=tenders[-1], ones=ones)


def _number(count: int) -> str:
    return {0: "none", 1: "one"}.get(count, "several")


def _place(one: Comparable, language: str) -> str:
    """Where it can be read, or under which number it stands in which database."""
    if one.address is not None:
        return words(f"alike.notice.{one.dataset}", language, number=one.address.rpartition("/")[2])
    if one.database is None:
        return words("alike.number", language, number=one.procurement)
    return words("alike.number-in", language, number=one.procurement, database=one.database)


def comparables_object(comparables: Comparables, alike: Alike) -> Json:
    """The list as JSON has it: codes and values, beside the same in words."""
    return {
        "lead": alike.lead,
        "snapshots": [
            {
                "dataset": one.dataset,
                "identity": one.identity,
                "attribution": one.attribution,
                "first_year": one.first_year,
                "last_year": one.last_year,
            }
            for one in comparables.loaded
        ],
        "damaged": list(comparables.damaged),
        "found": [_object(one, told) for one, told in zip(comparables.found, alike.purchases, strict=True)],
    }


def _object(one: Comparable, told: AlikePurchase) -> Json:
    return {
        "dataset": one.dataset,
        "procurement": one.procurement,
        "title": one.title,
        "buyer": one.buyer,
        "country": one.country,
        "published_on": one.day.isoformat(),
        "cpv": one.cpv,
        "points": one.points,
        "reasons": [{"code": reason.message.code, "points": reason.points} for reason in one.reasons],
        "tenders": list(one.tenders),
        "tenders_kind": one.tenders_kind,
        "winners": list(one.winners),
        "value": None if one.value is None else {"minor": one.value.minor, "currency": one.value.currency},
        "reserved": one.reserved,
        "address": one.address,
        "database": one.database,
        "text": {"about": told.about, "got": told.got, "why": told.why, "reserved": told.mark, "place": told.place},
    }
