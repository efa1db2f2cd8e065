"""Which kept copies of passports the organisation's own time bids go: none before it has set one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.records.files.thinning import Due
from svangrum.records.files.times import rule_of
from svangrum.records.passports.models import Relied

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from uuid import UUID

    from svangrum.records.files.thinning import Rule

RULE = "passport-kept"


def copies_due(on: date, organisation: UUID | None = None) -> list[Due]:
    """What has been kept longer than the rule says, of one organisation or of all, the longest first."""
    kept = Relied.objects.select_related("enterprise").defer("kept").order_by("kept_at", "pk")
    if organisation is not None:
        kept = kept.filter(organisation=organisation)
    return list(_past(kept, on))


def is_due(copy: Relied, *, on: date) -> bool:
    """Whether its organisation has decided on a time, and that is past."""
    last = _last_day(copy, rule_of(copy.organisation_id, RULE))
    return last is not None and last < on


def _past(kept: Iterable[Relied], on: date) -> Iterator[Due]:
    @cache
    def rule(organisation: UUID) -> Rule:
        return rule_of(organisation, RULE)

    for one in kept:
        last = _last_day(one, rule(one.organisation_id))
        if last is not None and last < on:
            yield _due(one, last)


def _last_day(copy: Relied, rule: Rule) -> date | None:
    return rule.last_day(day_at_home(copy.kept_at))


def _due(copy: Relied, last: date) -> Due:
    return Due(
        kind=Relied.chain,
        thing=copy.pk,
        version=copy.version,
        organisation=copy.organisation_id,
        name=f"{copy.procurement}: {copy.enterprise.name}",
        size=0,
        rule=RULE,
        last_day=last,
    )
