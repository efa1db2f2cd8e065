"""What people are told ahead of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.jobs.clock import now
from svangrum.jobs.result import Result
from svangrum.records.actors import PROGRAM
from svangrum.records.letters.reminding import expiring, tell_of_expiry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.jobs.report import Report


def remind(_given: Mapping[str, Any], report: Report) -> Result:
    """Keys that expire soon. The key of each telling keeps it from being told twice."""
    moment = now()
    tokens = list(expiring(moment))
    for number, token in enumerate(tokens):
        report("sending", number, len(tokens))
        tell_of_expiry(by=PROGRAM, recorded_at=moment, key=f"expiry {token.pk}", token=token.pk)
    return Result("reminded", {"count": len(tokens)})
