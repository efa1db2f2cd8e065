"""A challenge that nobody settled in time: both sides are written to, once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.records.actions import Act, MissingError, action, require
from svangrum.records.actors import PROGRAM
from svangrum.records.passports.letters import tell_deciders, tell_enterprise
from svangrum.records.passports.models import Challenge
from svangrum.records.passports.permissions import can_lapse
from svangrum.records.passports.queries import lapsed_challenges
from svangrum.records.passports.taking import told_on

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


def lapse_challenges(*, recorded_at: datetime) -> int:
    """Tell of those that have lapsed and were not told of, but for what is removed meanwhile; how many there were."""
    lapsed = 0
    for one in list(lapsed_challenges(day_at_home(recorded_at)).values_list("pk", flat=True)):
        with suppress(MissingError):
            lapse_challenge(by=PROGRAM, recorded_at=recorded_at, challenge=one)
            lapsed += 1
    return lapsed


@action("challenge.lapsed")
def lapse_challenge(act: Act, *, challenge: UUID) -> UUID:
    """It counts no more since some day, whoever is told: this tells of it. Nothing when it is told or settled."""
    require(can_lapse(act.by))
    found = act.take(Challenge, challenge)
    if not lapsed_challenges(told_on(act)).filter(pk=found.pk).exists():
        return found.pk
    found.lapse_told_at = act.recorded_at
    tell_enterprise(act, found, "passport-lapsed")
    tell_deciders(act, found, "passport-unsettled")
    return act.put(found, {})
