"""An enterprise's passport in words: the same on the page, behind a link, in a kept copy and on paper.

Takes the passport as it is kept (``data/schemas/passport.schema.json``), so that a copy of years ago reads as it did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from svangrum.advice.answer import Cited
from svangrum.core.language import words, write_day, write_decimal
from svangrum.core.parameters import number
from svangrum.core.sources import Citation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Kept = Mapping[str, Any]

TESTS = ("purpose", "share")
CRITERION = "CRITERION.OTHER.EO_DATA.SHELTERED_WORKSHOP"
"""The field of the ESPD's data model, version 2: OP-TED/ESPD-EDM on GitHub, issues 220 and 266."""
_FIELD = {"criterion": CRITERION, "later": "shelt-worksh"}
_ESPD_NOTES = ("reserved", "where", "verify", "code", "meaning")
LAW = Citation("LOU", "4:18")
_OUTCOMES = {"yes": "permitted", "no": "forbidden", "unknown": "unknown"}
_NOTES = ("control", "below", "supplier", "counting", "who-counts")
CRITERIA = ("aim", "participation", "profit", "independence")
"""The four by which Tillväxtverket tells a work-integrating social enterprise: words ``passport.asf.<code>``.

Source: https://sofisam.se/vad-ar-sociala-foretag/def
"""


@dataclass(frozen=True)
class TestOnPaper:
    """One test. ``outcome`` is the mark beside ``status``; ``facts`` are labels with their values."""

    __test__ = False

    code: str
    title: str
    outcome: str
    status: str
    says: str
    facts: tuple[tuple[str, str], ...]
    statement: str
    history: tuple[str, ...]


@dataclass(frozen=True)
class PassportOnPaper:
    """``espd`` are questions of the form with what to answer; ``criteria`` those of a work-integrating enterprise."""

    language: str
    name: str
    headline: str
    lead: str
    about: tuple[tuple[str, str], ...]
    tests: tuple[TestOnPaper, ...]
    notes: tuple[str, ...]
    espd: tuple[tuple[str, str], ...]
    espd_notes: tuple[str, ...]
    criteria: tuple[str, ...]
    law: Cited


def in_words(kept: Kept, language: str) -> PassportOnPaper:
    """The passport ``kept``, as a reader of ``language`` reads it."""
    on = date.fromisoformat(kept["on"])
    enterprise = kept["enterprise"]
    return PassportOnPaper(
        language=language,
        name=enterprise["name"],
        headline=words(f"passport.headline.{_headline(kept)}", language, name=enterprise["name"]),
        lead=words("passport.lead", language, day=on),
        about=((words("passport.orgnr", language), f"{enterprise['orgnr'][:6]}-{enterprise['orgnr'][6:]}"),),
        tests=tuple(_test(code, kept["tests"][code], language) for code in TESTS),
        notes=tuple(words(f"passport.note.{code}", language) for code in _noted(kept)),
        espd=tuple(_espd(kept, language)),
        espd_notes=tuple(words(f"passport.espd.{code}", language, **_FIELD) for code in _ESPD_NOTES),
        criteria=tuple(words(f"passport.asf.{code}", language) for code in CRITERIA),
        law=Cited(LAW.label(language), LAW.url),
    )


def espd_answers(kept: Kept) -> dict[str, Any]:
    """What the passport proposes for the questions of the ESPD, part II A; a percentage only where counts are in it.

    No is proposed from the share alone: the form asks of sheltered workshops and programmes as well, which have no aim
    to show.
    """
    share, together = kept["tests"]["share"], kept["may_take_part"]
    current, known = share["current"] or {}, share["answer"] != "unknown"
    return {
        "is_sheltered_or_social": "unknown" if together == "no" and share["answer"] != "no" else together,
        "percentage": current.get("percent") if known else None,
        "category": None,
    }


def _headline(kept: Kept) -> str:
    """Its code: of a sheltered workshop the act asks for the share, and for no aim."""
    together: str = kept["may_take_part"]
    return "sheltered" if together == "yes" and _is_sheltered(kept["tests"]["purpose"]) else together


def _is_sheltered(purpose: Kept) -> bool:
    return bool((purpose["current"] or {}).get("sheltered"))


def _noted(kept: Kept) -> tuple[str, ...]:
    seen = any(told["seen_on"] for test in kept["tests"].values() for told in test["history"])
    more = {"seen": seen, "no-counts": not kept["with_counts"]}
    return (*_NOTES, *(code for code, holds in more.items() if holds))


def _test(code: str, kept: Kept, language: str) -> TestOnPaper:
    answer, current = kept["answer"], kept["current"]
    outcome = "unsettled" if kept["why"] == "under-review" else _OUTCOMES[answer]
    return TestOnPaper(
        code=code,
        title=words(f"passport.{code}.title", language),
        outcome=outcome,
        status=words(f"passport.answer.{'under-review' if outcome == 'unsettled' else answer}", language),
        says=_says(code, kept, language),
        facts=tuple(_facts(kept, language)) if current else (),
        statement=(current or {}).get("statement", ""),
        history=tuple(_told(one, language) for one in kept["history"] if one != current),
    )


def _says(code: str, kept: Kept, language: str) -> str:
    why, current = kept["why"], kept["current"]
    if why is None and _is_sheltered(kept):
        return words("passport.purpose.sheltered", language)
    if why is None:
        share = int(number("reserved-share", date.fromisoformat(current["counted_on"])))
        return words(f"passport.{code}.{kept['answer']}", language, share=share)
    days = {
        "since": kept.get("under_review_since"),
        "ends": kept.get("review_ends"),
        "expires": (current or {}).get("expires"),
    }
    known = {name: date.fromisoformat(day) for name, day in days.items() if day}
    return words(f"passport.why.{why}", language, **known)


def _facts(test: Kept, language: str) -> Iterator[tuple[str, str]]:
    """What is told of the test; the answer too, where a challenge hides it."""
    current = test["current"]
    if test["why"] == "under-review":
        answer = "yes" if current["holds"] else "no"
        yield words("passport.fact.states", language), words(f"passport.answer.{answer}", language)
    yield words("passport.fact.grade", language), _grade(current, language)
    if current.get("reviewer"):
        yield words("passport.fact.reviewer", language), current["reviewer"]
    if "percent" in current:
        yield words("passport.fact.counts", language), counted(current, language)
    for name in ("counted_on", "expires", "told_on"):
        yield words(f"passport.fact.{name}", language), _day(current[name], language)
    if "found_wrong_on" in test:
        yield words("passport.fact.found_wrong_on", language), _day(test["found_wrong_on"], language)


def _grade(evidence: Kept, language: str) -> str:
    """What it rests on; with the day, where a buyer states to have seen the documents."""
    if evidence["grade"] == "seen-by-a-municipality":
        return words("passport.seen", language, day=date.fromisoformat(evidence["seen_on"][-1]))
    return words(f"passport.grade.{evidence['grade']}", language)


def counted(evidence: Kept, language: str) -> str:
    """``3 av 7, 42,8 procent``."""
    percent = write_decimal(evidence["percent"], language)
    told = {name: evidence[name] for name in ("of_groups", "all_occupied")}
    return words("passport.counted", language, percent=percent, **told)


def _told(one: Kept, language: str) -> str:
    """One line of the history."""
    answer = words(f"passport.answer.{'yes' if one['holds'] else 'no'}", language)
    days = {name: date.fromisoformat(one[name]) for name in ("counted_on", "told_on")}
    grade = _grade(one, language)
    ended = one["ended_on"]
    if ended is None:
        return words("passport.told", language, answer=answer, grade=grade, **days)
    return words("passport.told-before", language, answer=answer, grade=grade, ended=date.fromisoformat(ended), **days)


def _espd(kept: Kept, language: str) -> Iterator[tuple[str, str]]:
    answers = espd_answers(kept)
    percentage = answers["percentage"]
    yield (
        words("passport.espd.is", language),
        words(f"passport.espd.is-{answers['is_sheltered_or_social']}", language),
    )
    if percentage is not None:
        told = words("passport.espd.percent", language, percent=write_decimal(percentage, language))
    else:
        told = words(f"passport.espd.{'not-known' if kept['with_counts'] else 'not-here'}", language)
    yield words("passport.espd.percentage", language), told
    yield words("passport.espd.category", language), words("passport.espd.no-category", language)


def _day(written: str, language: str) -> str:
    return write_day(date.fromisoformat(written), language)
