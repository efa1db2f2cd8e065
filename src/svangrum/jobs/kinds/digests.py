"""The daily letter to each person who wants one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.jobs.clock import now
from svangrum.jobs.letters.digest import gathered, send_digest
from svangrum.jobs.result import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.jobs.report import Report


def send_digests(_given: Mapping[str, Any], report: Report) -> Result:
    """One mail for each person. Raises ``SvangrumError`` ``mail.not-sent`` when any could not be sent: it may pass."""
    people = gathered(now())
    sent = 0
    for number, letters in enumerate(people):
        report("sending", number, len(people))
        sent += send_digest(letters, now())
    if sent < len(people):
        raise SvangrumError("mail.not-sent")
    return Result("digests-sent", {"count": sent})
