"""The order in which findings are read: what you may do, then what you must follow, last what does not apply."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.core.findings import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from svangrum.core.findings import Finding


class Group(StrEnum):
    """Where a finding stands in the answer."""

    WAY = "way"
    DUTY = "duty"
    ELSEWHERE = "elsewhere"


WAYS = frozenset(
    {
        "contract",
        "advertise",
        "direct-award",
        "reserve",
        "reserve-lot",
        "sheltered-programme",
        "reserve-other",
        "lots",
        "small-lot",
        "employment-clause",
        "award-criterion",
        "labour-conditions",
        "framework",
        "voluntary-notice",
        "lov",
        "grant",
        "iop",
    }
)
"""Rules about a way to buy; the others are about duties that go with it."""

DUTIES_AMONG_WAYS = frozenset({"lots.not-to-evade", "iop.no-exemption", "labour-conditions.directive"})
"""Findings of those rules that go with the duties: they forbid a way round the rules, or demand a check."""


def group_of(finding: Finding) -> Group:
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return Group.ELSEWHERE
    return Group.WAY if finding.rule in WAYS and finding.key not in DUTIES_AMONG_WAYS else Group.DUTY


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By group, then the weightiest first, then as the rules stand."""
    return tuple(sorted(findings, key=lambda one: (list(Group).index(group_of(one)), one.outcome.weight)))
