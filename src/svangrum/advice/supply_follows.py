"""What follows from the two-supplier test: from a visible table, each with the paragraphs of the law's own findings.

The test gives no right and takes none away: what the law allows is said by the rules, and what follows here cites them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from svangrum.advice.headline import MAY_BUY_DIRECTLY
from svangrum.competition.two_suppliers import TwoSuppliers
from svangrum.core.findings import Message, Outcome
from svangrum.core.parameters import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from svangrum.advice.supply import Supply
    from svangrum.core.findings import Value
    from svangrum.core.sources import Citation
    from svangrum.law.assess import Assessment

FOLLOWS: Mapping[TwoSuppliers, tuple[str, ...]] = {
    TwoSuppliers.RESERVE: ("reserve", "reserve-lot", "direct-two", "again"),
    TwoSuppliers.PRICE_FIRST: ("price", "reserve-lot", "direct-two", "again"),
    TwoSuppliers.PRICE_APART: ("price-apart", "direct-two", "again"),
    TwoSuppliers.ONE: ("direct", "direct-unsure", "divide", "group", "dialogue", "clause", "again"),
    TwoSuppliers.NONE: ("clause", "either-or", "develop", "look-again"),
    TwoSuppliers.ASK_FIRST: ("ask", "fill", "again"),
}
"""Everything that may follow, in the order it is done; ``_holds`` leaves out what does not fit the purchase."""

RULES: Mapping[str, str] = {
    "reserve": "reserve",
    "reserve-lot": "reserve-lot",
    "direct": "direct-award",
    "direct-two": "direct-award",
    "direct-unsure": "direct-award",
    "divide": "lots",
    "group": "group-bid",
    "dialogue": "prior-knowledge",
    "ask": "prior-knowledge",
    "clause": "employment-clause",
    "either-or": "employment-clause",
}
"""The rule whose finding says what the law says of it."""

_UNSETTLED: Mapping[str, str] = {"reserve": "reserve-unsettled", "reserve-lot": "reserve-lot-unsettled"}
"""What is said of a reservation where the law has not settled it; where the law forbids it, nothing is said of it."""
_DIRECTLY = {"direct", "direct-two"}
_ADVERTISED = {"reserve", "reserve-lot", "divide", "group"}
_STATUTES = {"LOU", "LUF", "LUK"}


class Follow(NamedTuple):
    message: Message
    citations: tuple[Citation, ...]


def may_buy_directly(assessment: Assessment) -> bool:
    """Whether the law allows it, on the value that is stated and what is bought of the same kind."""
    found = assessment.instrument("direct-award")
    return found is not None and found.outcome in MAY_BUY_DIRECTLY


def reservation_is_unsettled(assessment: Assessment) -> bool:
    """Whether the law has not settled that the purchase may be reserved."""
    return _outcome("reserve", assessment) is Outcome.UNSETTLED


def follows(supply: Supply, assessment: Assessment) -> tuple[Follow, ...]:
    return tuple(
        Follow(_message(code, supply, assessment), _citations(code, assessment))
        for code in FOLLOWS[supply.finding]
        if _holds(code, supply, assessment)
    )


def _holds(code: str, supply: Supply, assessment: Assessment) -> bool:
    directly = may_buy_directly(assessment)
    if code in _DIRECTLY:
        return directly
    if code == "direct-unsure":
        return not directly and _may_perhaps(assessment)
    if directly and code in _ADVERTISED:
        return False
    if code in _UNSETTLED and _outcome(code, assessment) not in (*MAY_BUY_DIRECTLY, Outcome.UNSETTLED):
        return False
    if code == "reserve-lot":
        return supply.in_lots or (supply.finding is not TwoSuppliers.RESERVE and _has_lots(supply))
    return code != "reserve" or not supply.in_lots


def _outcome(code: str, assessment: Assessment) -> Outcome:
    found = assessment.instrument(RULES[code])
    return found.outcome if found else Outcome.UNSETTLED


def _has_lots(supply: Supply) -> bool:
    return supply.plan is not None and bool(supply.plan.lots)


def _may_perhaps(assessment: Assessment) -> bool:
    found = assessment.instrument("direct-award")
    return found is None or found.outcome is Outcome.UNSETTLED


def _message(code: str, supply: Supply, assessment: Assessment) -> Message:
    if code in _DIRECTLY:
        return Message(f"supply.follow.{code}-{supply.act}")
    return Message(f"supply.follow.{_said(code, supply, assessment)}", dict(_values(code, supply, assessment)))


def _said(code: str, supply: Supply, assessment: Assessment) -> str:
    """A reservation as far as the law has settled it, and of lots only when the price is known."""
    if code in _UNSETTLED and _outcome(code, assessment) is Outcome.UNSETTLED:
        return _UNSETTLED[code]
    if code == "reserve-lot" and supply.finding is TwoSuppliers.PRICE_FIRST:
        return "reserve-lot-priced"
    return code


def _values(code: str, supply: Supply, assessment: Assessment) -> Iterator[tuple[str, Value]]:
    if code == "reserve-lot" and supply.plan is not None:
        yield "percent", round(100 * supply.plan.share)
    elif code == "look-again":
        yield "months", round(number("register-look-again", assessment.as_of))


def _citations(code: str, assessment: Assessment) -> tuple[Citation, ...]:
    """Of the acts on procurement: a case or an official page stands with the finding itself."""
    found = assessment.instrument(RULES[code]) if code in RULES else None
    if found is None:
        return ()
    return tuple(one for one in found.citations if one.act in _STATUTES and one.section)
