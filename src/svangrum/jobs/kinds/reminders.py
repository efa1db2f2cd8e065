"""What people are told when a day comes: ahead of it, or when it has passed and nobody did anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.jobs.clock import now
from svangrum.jobs.result import Result
from svangrum.records.actors import PROGRAM
from svangrum.records.letters.reminding import expiring, tell_of_expiry
from svangrum.records.passports.actions.lapsing import lapse_challenges

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.jobs.report import Report


def remind(_given: Mapping[str, Any], report: Report) -> Result:
    """Keys that expire soon (the key of each telling keeps it from being told twice), and challenges that lapsed."""
    moment = now()
    tokens = list(expiring(moment))
    for number, token in enumerate(tokens):
        report("sending", number, len(tokens))
        tell_of_expiry(by=PROGRAM, recorded_at=moment, key=f"expiry {token.pk}", token=token.pk)
    return Result("reminded", {"count": len(tokens), "lapsed": lapse_challenges(recorded_at=moment)})
