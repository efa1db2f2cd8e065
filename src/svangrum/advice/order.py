"""The order in which findings are read: what you may do, what you must follow, what to watch out for, last the rest."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.advice.moments import MOMENTS, Moment, moment_of
from svangrum.core.findings import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from svangrum.core.findings import Finding


class Group(StrEnum):
    """Where a finding stands in the answer."""

    WAY = "way"
    MORE = "more"
    DUTY = "duty"
    TRAP = "trap"
    ELSEWHERE = "elsewhere"


WAYS = frozenset(
    {
        "contract",
        "advertise",
        "direct-award",
        "reserve",
        "reserve-lot",
        "reserve-other",
        "lots",
        "small-lot",
        "employment-clause",
        "lov",
    }
)
"""Rules about a way to buy. Those of neither set are about duties that go with it."""

FURTHER_WAYS = frozenset(
    {
        "sheltered-programme",
        "award-criterion",
        "labour-conditions",
        "framework",
        "voluntary-notice",
        "grant",
    }
)
"""Rules about ways that are seldom the first to choose: a page folds them, so that the others are seen."""

DUTIES_AMONG_WAYS = frozenset(
    {
        "lots.not-to-evade",
        "lots.concession-not-to-evade",
        "labour-conditions.directive",
        "labour-conditions.concession-above",
    }
)
"""Findings of those rules that go with the duties: they forbid a way round the rules, or demand a check."""


_GROUPS = {group: place for place, group in enumerate(Group)}
_MOMENTS = {moment: place for place, moment in enumerate(Moment)}


def group_of(finding: Finding) -> Group:
    if finding.rule in MOMENTS:
        return Group.TRAP
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return Group.ELSEWHERE
    if finding.key in DUTIES_AMONG_WAYS:
        return Group.DUTY
    if finding.rule in WAYS:
        return Group.WAY
    return Group.MORE if finding.rule in FURTHER_WAYS else Group.DUTY


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By group, then the weightiest first, then as the rules stand. Traps: by when they bite.

    A trap that does not concern the purchase is left out.
    """
    return tuple(sorted(filter(_concerns, findings), key=_place))


def _concerns(finding: Finding) -> bool:
    return finding.rule not in MOMENTS or finding.outcome is not Outcome.NOT_APPLICABLE


def _place(finding: Finding) -> tuple[int, int]:
    moment = moment_of(finding)
    within = finding.outcome.weight if moment is None else _MOMENTS[moment]
    return _GROUPS[group_of(finding)], within
