"""The kinds of work, and who may start each."""

from __future__ import annotations

from enum import StrEnum


class WorkKind(StrEnum):
    IMPORT_NOTICES = "import-notices"
    IMPORT_STATISTICS = "import-statistics"
    IMPORT_CONTRACTS = "import-contracts"
    BUILD_OBSERVATORY = "build-observatory"
    SEND_DIGESTS = "send-digests"
    REMIND = "remind"
    CLEAR_AWAY = "clear-away"


IMPORTS = (WorkKind.IMPORT_NOTICES, WorkKind.IMPORT_STATISTICS, WorkKind.IMPORT_CONTRACTS)
"""Work that is given ``names`` of files and folders."""
BY_OPERATORS = (*IMPORTS, WorkKind.BUILD_OBSERVATORY)
"""What who runs the installation starts."""
DAILY = frozenset({WorkKind.REMIND, WorkKind.SEND_DIGESTS, WorkKind.CLEAR_AWAY})
"""What the program starts itself, once a day."""
