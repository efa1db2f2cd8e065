"""Who could deliver, as the page shows it: a sentence, the tenders, and everyone with the reasons, group by group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.language import words, write_list
from svangrum.matching.fit import Reason
from svangrum.matching.suppliers import Kind
from svangrum.records.suppliers.found import GRADES
from svangrum.records.suppliers.need import is_code
from svangrum.records.suppliers.told import (
    amount_told,
    headline,
    label_of,
    measure_told,
    names_of,
    narrower,
    place_told,
    reason_told,
    resting_on,
    unknown_counts,
)
from svangrum.web.suppliers.carried import as_dialogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from svangrum.matching.fit import Fit, Grade
    from svangrum.matching.independent import Tenders
    from svangrum.records.suppliers.found import Found
    from svangrum.records.suppliers.known import Entry

SHOWN = 100
"""So many of a group are shown; all are in the file."""


@dataclass(frozen=True)
class ReasonShown:
    """``part`` is what it is about, ``grade`` yes, in part, not known or no, and ``says`` why."""

    part: str
    grade: str
    says: str


@dataclass(frozen=True)
class FitShown:
    entry: Entry
    samhall: bool
    reasons: tuple[ReasonShown, ...]


@dataclass(frozen=True)
class Group:
    """Everyone of one grade. ``more`` is how many are not shown."""

    name: str
    says: str
    count: int
    fits: tuple[FitShown, ...]
    more: int


@dataclass(frozen=True)
class TendersShown:
    """Who would stand behind each tender, in words; ``joint`` when several owners stand behind one."""

    title: str
    tenders: tuple[str, ...]
    joint: bool


@dataclass(frozen=True)
class Narrower:
    """A code within what was asked for, and the question with it in place."""

    label: str
    count: int
    query: Mapping[str, str]


@dataclass(frozen=True)
class Missing:
    """Something that many have not told, what to do about it, and who they are."""

    says: str
    how: str
    entries: tuple[Entry, ...]


def parts_of(found: Found, stated: Mapping[str, str], language: str) -> dict[str, object]:
    """What the page's template shows; ``stated`` is the question as it was written."""
    asked = {name: value for name, value in stated.items() if name != "cpv"}
    return {
        "headline": headline(found, language),
        "rests": resting_on(found, language),
        "summary": _summary(found, language),
        "samhall": _samhall(found, language),
        "tenders": _tenders(found, language),
        "groups": [group for group in (_group(found, grade, language) for grade in GRADES) if group.count],
        "municipal": [_fit(found, one, language) for one in found.municipal[:SHOWN]],
        "out": [(one, words(f"suppliers.out.{one.why}", language)) for one in found.known.out[:SHOWN]],
        "narrower": [
            Narrower(f"{label_of(code, language)} ({code})", count, asked | {"what": code})
            for code, count in narrower(found)
        ],
        "missing": _missing(found, language),
        "silent": found.known.silent[:SHOWN],
        "silent_count": len(found.known.silent),
        "asked_how_much": found.need.per_month is not None,
        "new_dialogue": _new_dialogue(found, stated, language),
    }


def _new_dialogue(found: Found, stated: Mapping[str, str], language: str) -> dict[str, str]:
    """With what a dialogue about the same begins, and the kept purchase from which one came."""
    what, about = stated.get("what", ""), {"purchase": stated["purchase"]} if "purchase" in stated else {}
    return as_dialogue(found.need, "" if is_code(what) else what, language) | about


def _summary(found: Found, language: str) -> list[tuple[str, str]]:
    need = found.need
    much = (
        amount_told(need.per_month, need.measure, language) if need.per_month else words("suppliers.untold", language)
    )
    days = words("capacities.between", language, since=need.since, until=need.until)
    told = {
        "what": f"{label_of(need.cpv, language)} ({need.cpv})",
        "where": place_told(found),
        "when": days,
        "much": much,
    }
    return [(words(f"suppliers.fact.{name}", language), value) for name, value in told.items()]


def _samhall(found: Found, language: str) -> str:
    count = found.with_samhall.at_least
    return "" if count == found.without_samhall.at_least else words("suppliers.with-samhall", language, count=count)


def _tenders(found: Found, language: str) -> list[TendersShown]:
    shown = [_tenders_shown(found, "without", found.without_samhall, language)]
    if found.with_samhall != found.without_samhall:
        shown.append(_tenders_shown(found, "with", found.with_samhall, language))
    return [one for one in shown if one.tenders]


def _tenders_shown(found: Found, code: str, tenders: Tenders, language: str) -> TendersShown:
    alone = [_named(found, keys, "suppliers.tender.owner", language) for keys in tenders.alone]
    together = [_named(found, keys, "suppliers.tender.together", language) for keys in tenders.together]
    title = words(f"suppliers.tenders.{code}", language, count=tenders.at_least)
    return TendersShown(title, (*alone, *together), joint=bool(together))


def _named(found: Found, keys: Sequence[str], code: str, language: str) -> str:
    """One tender by the names behind it: one, several of one owner, or several together."""
    names = [one.name for one in names_of(found, keys)]
    return names[0] if len(names) == 1 else words(code, language, names=write_list(names, language))


def _group(found: Found, grade: Grade, language: str) -> Group:
    fits, code = found.of_grade(grade), grade.name.lower()
    return Group(
        name=words(f"suppliers.group.{code}.name", language),
        says=words(f"suppliers.group.{code}.says", language),
        count=len(fits),
        fits=tuple(_fit(found, one, language) for one in fits[:SHOWN]),
        more=max(len(fits) - SHOWN, 0),
    )


def _fit(found: Found, fit: Fit, language: str) -> FitShown:
    reasons = tuple(_reason(found, fit, one, language) for one in fit.reasons)
    return FitShown(found.entry(fit.key), fit.kind == Kind.SAMHALL, reasons)


def _reason(found: Found, fit: Fit, reason: Reason, language: str) -> ReasonShown:
    return ReasonShown(
        part=words(f"suppliers.part.{reason.part}", language),
        grade=words(f"suppliers.short.{reason.grade.name.lower()}", language),
        says=reason_told(found, fit, reason, language),
    )


def _missing(found: Found, language: str) -> list[Missing]:
    measure = measure_told(found, language)
    return [
        Missing(
            says=words(f"suppliers.missing.{reason.code}", language, count=len(keys), measure=measure),
            how=words(f"suppliers.fill.{reason.code}", language),
            entries=tuple(_entries(found, keys)) if reason is not Reason.CAPACITY_NOT_ASKED else (),
        )
        for reason, keys in unknown_counts(found)
    ]


def _entries(found: Found, keys: Iterable[str]) -> list[Entry]:
    return names_of(found, list(keys)[:SHOWN])
