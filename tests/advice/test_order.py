"""Which group a finding is read in: the sets name rules that exist, and leave the first choices few."""

from __future__ import annotations

from svangrum.advice.order import DUTIES_AMONG_WAYS, FURTHER_WAYS, WAYS, Group, group_of
from svangrum.core.findings import Finding, Outcome
from svangrum.law.registry import entries, rules

NAMES = {rule.name for rule in rules()}


def _finding(key: str, outcome: Outcome = Outcome.CONDITIONAL) -> Finding:
    rule, _, code = key.partition(".")
    return Finding(rule, code, outcome, ())


def test_the_sets_name_rules_and_codes_that_exist():
    assert WAYS | FURTHER_WAYS <= NAMES
    assert not WAYS & FURTHER_WAYS
    for key in DUTIES_AMONG_WAYS:
        rule, _, code = key.partition(".")
        assert code in entries(rule)
        assert rule in WAYS | FURTHER_WAYS


def test_a_finding_is_read_where_its_rule_or_code_belongs():
    assert group_of(_finding("direct-award.within-limit")) is Group.WAY
    assert group_of(_finding("framework.national")) is Group.MORE
    assert group_of(_finding("documentation.direct-by-day")) is Group.DUTY
    assert group_of(_finding("lots.not-to-evade", Outcome.FORBIDDEN)) is Group.DUTY
    assert group_of(_finding("labour-conditions.directive", Outcome.REQUIRED)) is Group.DUTY
    assert group_of(_finding("labour-conditions.national")) is Group.MORE
    assert group_of(_finding("iop.no-exemption", Outcome.FORBIDDEN)) is Group.DUTY


def test_what_does_not_apply_is_read_last():
    assert group_of(_finding("lov.not-services", Outcome.NOT_APPLICABLE)) is Group.ELSEWHERE
