"""The one sentence that could be read aloud, and the regime it speaks of: both from visible tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.findings import Message, Outcome

if TYPE_CHECKING:
    from svangrum.law.assess import Assessment

BY_RESERVATION: dict[str, str] = {
    "not-needed": "direct",
    "national": "reserve-unsettled",
    "annex2": "reserve-unsettled",
    "threshold-unclear": "near-threshold",
    "directive": "reserve",
    "directive-unless-annex2": "reserve-unless-annex2",
    "concession-not-needed": "direct",
    "concession-below": "reserve-unsettled",
    "concession-annex3": "reserve-unsettled",
    "concession-threshold-unclear": "near-threshold",
    "concession-above": "reserve",
    "concession-above-unless-annex3": "reserve-unless-annex3",
}
"""What the headline says when the purchase may not, or need not, be bought directly: by the code of ``reserve``."""

REGIMES: dict[str, str] = {
    "not-needed": "chapter-19",
    "national": "chapter-19",
    "annex2": "chapter-19",
    "threshold-unclear": "unknown",
    "directive": "directive",
    "directive-unless-annex2": "unknown",
    "concession-not-needed": "concession-15",
    "concession-below": "concession-15",
    "concession-annex3": "concession-15",
    "concession-threshold-unclear": "unknown",
    "concession-above": "concession",
    "concession-above-unless-annex3": "unknown",
}
"""Which rules the texts to take away are written for, by the code of ``reserve``."""

MAY_BUY_DIRECTLY = (Outcome.PERMITTED, Outcome.CONDITIONAL)


def headline(assessment: Assessment) -> Message:
    """The weightiest thing to say first."""
    return Message(f"headline.{_choice(assessment)}")


def regime(assessment: Assessment) -> str:
    """``"directive"``, ``"chapter-19"``, for a concession ``"concession"`` or ``"concession-15"``, or ``"unknown"``."""
    reserve = assessment.instrument("reserve")
    return REGIMES[reserve.code] if reserve else "unknown"


def reservable(assessment: Assessment) -> bool:
    """Is there a reason to reserve? Not when the purchase may be made directly."""
    reserve = assessment.instrument("reserve")
    return reserve is None or reserve.outcome is not Outcome.NOT_APPLICABLE


def _choice(assessment: Assessment) -> str:
    direct, reserve = assessment.instrument("direct-award"), assessment.instrument("reserve")
    contract = assessment.instrument("contract")
    if contract and contract.code in ("use-it", "concession-use-it"):
        return "covered"
    if direct and direct.outcome in MAY_BUY_DIRECTLY:
        return "direct"
    if direct and direct.outcome is Outcome.UNSETTLED:
        return "direct-unsettled"
    if reserve and reserve.code == "national" and "main_object_confirmed" in assessment.asked:
        return "annex2-first"
    if reserve and reserve.outcome is not Outcome.NOT_APPLICABLE:
        return BY_RESERVATION[reserve.code]
    return "ask" if "value" in assessment.asked else "maybe-direct"
