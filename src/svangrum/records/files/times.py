"""An organisation's own times for keeping files and closed purchases; without them the proposals hold."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import Act, action, require
from svangrum.records.erasing import stated_why
from svangrum.records.files.models import StoredFile, ThinningTimes
from svangrum.records.files.permissions import can_set_times
from svangrum.records.files.thinning import rule, rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from svangrum.records.files.thinning import Rule

LONGEST_DECISION = 200
MOST_MONTHS = 1_200


def own_rules() -> tuple[Rule, ...]:
    """The rules that an organisation can set a time for: not those of what stays for good."""
    return tuple(one for one in rules().values() if one.own)


def times_of(organisation: UUID) -> ThinningTimes:
    """What the organisation has set; unsaved and in version 0 before the first setting."""
    found = ThinningTimes.objects.filter(organisation=organisation).first()
    return found or ThinningTimes(organisation_id=organisation)


def rule_of(organisation: UUID, code: str) -> Rule:
    """The rule as it holds in the organisation. Raises ``KeyError`` for none."""
    found = rule(code)
    return replace(found, months=times_of(organisation).months.get(code, found.months))


@action("thinning-times.set")
def set_times(act: Act, *, organisation: UUID, version: int, months: Mapping[str, str], decision: str) -> UUID:
    """The organisation's times as they were written, all at once; an empty one is the proposal again.

    Files that are there already get their last day anew. Raises ``InvalidFactsError`` with ``thin.months``,
    ``thin.no-decision`` and ``thin.decision-too-long``.
    """
    act.take(Organisation, organisation)
    require(can_set_times(act.by, organisation))
    times = times_of(organisation)
    act.expect(times, version)
    times.months, times.decision = _read(months, decision)
    put = act.put(times, {"months": times.months, "decision": times.decision})
    for one in own_rules():
        _count_again(organisation, one.code)
    return put


def stated_decision(decision: str) -> str:
    """Raises ``SvangrumError`` ``thin.no-decision`` and ``thin.decision-too-long``."""
    return stated_why(
        decision,
        missing="thin.no-decision",
        too_long="thin.decision-too-long",
        field="decision",
        longest=LONGEST_DECISION,
    )


def _read(months: Mapping[str, str], decision: str) -> tuple[dict[str, int], str]:
    problems: list[SvangrumError] = []
    read = {one.code: gather(partial(_months, one, months.get(one.code, "")), problems) for one in own_rules()}
    stated = gather(lambda: stated_decision(decision), problems)
    if problems:
        raise InvalidFactsError(tuple(problems))
    return {code: count for code, count in read.items() if count is not None}, stated or ""


def _months(rule: Rule, written: str) -> int | None:
    """None for an empty field. The law's own time is counted from the award, so the proposal is the least there."""
    text = written.strip()
    if not text:
        return None
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not rule.least <= count <= MOST_MONTHS:
        raise SvangrumError("thin.months", field=rule.code, least=rule.least, most=MOST_MONTHS)
    return count


def _count_again(organisation: UUID, code: str) -> None:
    held = rule_of(organisation, code)
    there = StoredFile.objects.filter(organisation=organisation, rule=code, thinned_at__isnull=True)
    files = list(there.select_for_update().order_by("pk"))
    for file in files:
        file.thin_after = held.last_day(day_at_home(file.handed_in_at))
    StoredFile.objects.bulk_update(files, ["thin_after"], batch_size=500)
