"""What came of a lot, where a notice tells of it in several places: taken together, so that each lot counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.ingest.notices.notice import Amount, Outcome, TendersKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


MOST_HUNDREDTHS = 10**17
"""A million milliards. What is more was mistyped."""


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Results of one lot as one: the largest count of tenders, all winners once, the sum of the values stated."""
    if len(outcomes) == 1:
        return outcomes[0]
    most = max(outcomes, key=lambda one: (one.tenders is not None, one.tenders or 0))
    awarded = [one.awarded for one in outcomes if one.awarded is not None]
    reasons = [one.not_awarded_reason for one in outcomes if one.not_awarded_reason]
    return Outcome(
        tenders=most.tenders,
        tenders_kind=most.tenders_kind if most.tenders is not None else _less_known(outcomes),
        tenders_sme=max((one.tenders_sme for one in outcomes if one.tenders_sme is not None), default=None),
        awarded=any(awarded) if awarded else None,
        not_awarded_reason=None if any(awarded) or not reasons else reasons[0],
        value=added(one.value for one in outcomes),
        winners=tuple(dict.fromkeys(winner for one in outcomes for winner in one.winners)),
    )


def by_lot(outcomes: Iterable[tuple[str, Outcome]]) -> dict[str, Outcome]:
    """One outcome for each lot, in the order they were first told of."""
    found: dict[str, list[Outcome]] = {}
    for lot_id, outcome in outcomes:
        found.setdefault(lot_id, []).append(outcome)
    return {lot_id: together(several) for lot_id, several in found.items()}


def _less_known(outcomes: Iterable[Outcome]) -> TendersKind:
    withheld = any(one.tenders_kind is TendersKind.WITHHELD for one in outcomes)
    return TendersKind.WITHHELD if withheld else TendersKind.UNKNOWN


def added(amounts: Iterable[Amount | None]) -> Amount | None:
    """The sum of amounts in one currency; None when none is known, they are in several, or it is beyond belief."""
    known = [one for one in amounts if one is not None]
    whole = sum(one.hundredths for one in known)
    if not known or len({one.currency for one in known}) > 1 or whole > MOST_HUNDREDTHS:
        return None
    return Amount(whole, known[0].currency)
