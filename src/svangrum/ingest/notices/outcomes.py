"""What came of a lot, where a notice tells of it in several places: taken together, so that each lot counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.ingest.notices.notice import Amount, Outcome, TendersKind

if TYPE_CHECKING:
    from collections.abc import Iterable


def together(one: Outcome, other: Outcome) -> Outcome:
    """Two results of one lot: the larger count of tenders, all winners, the sum of the values."""
    more = max((one, other), key=lambda outcome: (outcome.tenders is not None, outcome.tenders or 0))
    known = [each for each in (one.awarded, other.awarded) if each is not None]
    smes = [each for each in (one.tenders_sme, other.tenders_sme) if each is not None]
    return Outcome(
        tenders=more.tenders,
        tenders_kind=more.tenders_kind if more.tenders is not None else _less_known(one, other),
        tenders_sme=max(smes, default=None),
        awarded=any(known) if known else None,
        not_awarded_reason=None if any(known) else one.not_awarded_reason or other.not_awarded_reason,
        value=added((one.value, other.value)),
        winners=tuple(dict.fromkeys((*one.winners, *other.winners))),
    )


def _less_known(one: Outcome, other: Outcome) -> TendersKind:
    kinds = {one.tenders_kind, other.tenders_kind}
    return TendersKind.WITHHELD if TendersKind.WITHHELD in kinds else TendersKind.UNKNOWN


def added(amounts: Iterable[Amount | None]) -> Amount | None:
    """The sum of amounts in one currency; None when none is known, or when they are in several."""
    known = [one for one in amounts if one is not None]
    if not known or len({one.currency for one in known}) > 1:
        return None
    return Amount(sum(one.hundredths for one in known), known[0].currency)
