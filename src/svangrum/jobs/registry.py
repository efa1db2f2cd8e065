"""Which function does each kind of work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.jobs.kinds.clearing import clear_away
from svangrum.jobs.kinds.digests import send_digests
from svangrum.jobs.kinds.imports import import_contracts, import_notices, import_statistics
from svangrum.jobs.kinds.observatory import build_observatory
from svangrum.jobs.kinds.reminders import remind
from svangrum.records.work.kinds import WorkKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from svangrum.jobs.report import Report
    from svangrum.jobs.result import Result

    Doing = Callable[[Mapping[str, Any], Report], Result]

KINDS: dict[str, Doing] = {
    WorkKind.IMPORT_NOTICES: import_notices,
    WorkKind.IMPORT_STATISTICS: import_statistics,
    WorkKind.IMPORT_CONTRACTS: import_contracts,
    WorkKind.BUILD_OBSERVATORY: build_observatory,
    WorkKind.REMIND: remind,
    WorkKind.SEND_DIGESTS: send_digests,
    WorkKind.CLEAR_AWAY: clear_away,
}
