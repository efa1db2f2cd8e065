"""What was found in words: why each fits or does not, how much, and what is not known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from svangrum.core.codes import cpv_table, short_name_of
from svangrum.core.language import words
from svangrum.matching.fit import Grade, Reason
from svangrum.records.passports.passport import Grade as Proof

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.core.findings import Value
    from svangrum.matching.fit import Fit
    from svangrum.records.suppliers.found import Found
    from svangrum.records.suppliers.known import Entry

_NARROWER = 3


def amount_told(amount: int, measure: str, language: str) -> str:
    """``160 timmar i månaden``."""
    return words(f"suppliers.amount.{measure}", language, amount=amount)


def place_told(found: Found) -> str:
    """The municipality of the need by its short name."""
    return short_name_of(found.need.municipality)


def label_of(cpv: str, language: str) -> str:
    """What a code is called; one that is not of the nomenclature stands as it is."""
    known = cpv_table().get(cpv)
    return known.label(language) if known else cpv


def measure_told(found: Found, language: str) -> str:
    """``timmar``: what the need is counted in. Who has told in the other measure has not told in this one."""
    return words(f"capacities.measure.{found.need.measure}", language)


def reason_told(found: Found, fit: Fit, reason: Reason, language: str) -> str:
    """Why a part has its grade, and whose word that is when it is not the enterprise's own."""
    values: dict[str, Value] = {
        "offer": label_of(fit.offer, language),
        "place": place_told(found),
        "free": amount_told(fit.free or 0, found.need.measure, language),
        "measure": measure_told(found, language),
    }
    said = words(f"suppliers.reason.{reason.code}", language, **values)
    return " ".join([said, *_whose_word(found, found.entry(fit.key), reason, language)])


def headline(found: Found, language: str) -> str:
    """The count in one sentence. None is never told as nought: the register does not hold everyone."""
    count = found.without_samhall.at_least
    if count == 0:
        return words("suppliers.headline.unknown", language)
    return words("suppliers.headline.one" if count == 1 else "suppliers.headline.several", language, count=count)


def resting_on(found: Found, language: str) -> list[str]:
    """What the count rests on that nobody has looked into: own word of the tests, and no word of who decides."""
    tenders = [*found.without_samhall.alone, *found.without_samhall.together]
    entries = [names_of(found, keys) for keys in tenders]
    counts = {
        "own-word": sum(any(one.weakest is Proof.SELF_DECLARED for one in several) for several in entries),
        "control-untold": sum(any(not one.control_told for one in several) for several in entries),
    }
    return [words(f"suppliers.rests.{code}", language, count=count) for code, count in counts.items() if count]


def unknown_counts(found: Found) -> list[tuple[Reason, tuple[str, ...]]]:
    """What those who might be able have not told, and who they are; what most lack first."""
    lacking = [(reason, one.key) for one in found.of_grade(Grade.UNKNOWN) for reason in _unknown(one)]
    counted = Counter(reason for reason, _ in lacking)
    return [(reason, tuple(key for other, key in lacking if other is reason)) for reason, _ in counted.most_common()]


def narrower(found: Found) -> list[tuple[str, int]]:
    """The codes within what is asked for that most offer who offer a part of it, and how many do; at most three.

    Who asks for a whole branch of the tree often means one of them.
    """
    offered = Counter(one.offer for one in found.fits if Reason.TRADE_PART in one.reasons)
    return sorted(offered.items(), key=lambda told: (-told[1], told[0]))[:_NARROWER]


def names_of(found: Found, keys: Iterable[str]) -> list[Entry]:
    return [found.entry(key) for key in keys]


def _unknown(fit: Fit) -> list[Reason]:
    return [reason for reason in fit.reasons if reason.grade is Grade.UNKNOWN]


def _whose_word(found: Found, entry: Entry, reason: Reason, language: str) -> Iterator[str]:
    noted = (reason.part == "trade" and entry.offers_noted) or (reason.part == "place" and entry.places_noted)
    if noted:
        code = "suppliers.noted-from" if entry.source else "suppliers.noted"
        yield words(code, language, source=entry.source)
    if reason is Reason.EVIDENCE_VALID:
        yield words("suppliers.weakest", language, grade=words(f"passport.grade.{entry.weakest}", language))
        if entry.proved_until and entry.proved_until < found.need.since:
            yield words("suppliers.ends-before", language, day=entry.proved_until)
