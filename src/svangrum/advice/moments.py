"""When what you must watch out for bites: the order in which traps are read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.findings import Finding


class Moment(StrEnum):
    """From the first to the last."""

    BEFORE = "before-notice"
    DOCUMENTS = "documents"
    TENDERS = "tenders"
    AWARD = "award"
    CONTRACT = "contract"
    WRONG = "wrong"


MOMENTS: Mapping[str, Moment] = {
    "splitting": Moment.BEFORE,
    "small-lot-direct": Moment.BEFORE,
    "same-kind-room": Moment.BEFORE,
    "mixed-contract": Moment.BEFORE,
    "prior-knowledge": Moment.BEFORE,
    "one-supplier": Moment.DOCUMENTS,
    "shut-out": Moment.DOCUMENTS,
    "narrower-circle": Moment.DOCUMENTS,
    "share-count": Moment.DOCUMENTS,
    "who-performs": Moment.DOCUMENTS,
    "clause-link": Moment.DOCUMENTS,
    "secrecy": Moment.TENDERS,
    "group-bid": Moment.TENDERS,
    "low-tender": Moment.TENDERS,
    "few-tenders": Moment.TENDERS,
    "sign-early": Moment.AWARD,
    "share-after-award": Moment.CONTRACT,
    "clause-penalty": Moment.CONTRACT,
    "priority-right": Moment.CONTRACT,
    "change": Moment.CONTRACT,
    "keep": Moment.CONTRACT,
    "redo": Moment.WRONG,
    "unlawful-direct": Moment.WRONG,
}
"""Rules about what to watch out for, by when it bites."""


def moment_of(finding: Finding) -> Moment | None:
    """When a trap bites; None for what is no trap."""
    return MOMENTS.get(finding.rule)
