"""One attempt at one piece of work, from taking it to telling what came of it.

Nothing that goes wrong reaches the queue, which would keep its text: work fails with a code of words.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.jobs.beats import beating
from svangrum.jobs.clock import now
from svangrum.jobs.registry import KINDS
from svangrum.jobs.report import ClosingError, LostError, Report, StoppedError
from svangrum.jobs.result import kept_error
from svangrum.records.actors import PROGRAM
from svangrum.records.work import running
from svangrum.records.work.models import Work

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping
    from typing import Any

    from svangrum.jobs.result import Result
    from svangrum.records.work.progress import Hold

WAITS = (timedelta(minutes=1), timedelta(minutes=5))
"""Between one attempt and the next; after the last the work is given up."""
MOST_ATTEMPTS = len(WAITS) + 1
_MAY_PASS = frozenset({"facts.locked", "ingest.worker-died", "mail.not-sent"})
"""Errors told in words that another attempt may not meet."""
_log = logging.getLogger("svangrum.jobs")


@dataclass(frozen=True)
class Attempt:
    """A worker's attempt: what it holds, when the worker is told to end, how often it gives a sign of life."""

    hold: Hold
    closing: threading.Event
    beat_seconds: float

    def run(self) -> None:
        """Do the work, unless it is another's by now."""
        if not self._tell("begin_work"):
            return
        report = Report(self.hold, self.closing)
        try:
            with beating(self.hold, report, self.beat_seconds):
                result = self._do(report)
        except StoppedError:
            self._tell("end_stopped_work")
        except LostError:
            return
        except ClosingError:
            self._tell("give_back_work")
        except SvangrumError as error:
            self._fail(kept_error(error), may_pass=error.code in _MAY_PASS)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told in words and never stored
            _log.error("work failed", exc_info=error, extra={"work": str(self.hold.work)})
            self._fail({"code": "work.unexpected", "values": {}}, may_pass=True)
        except BaseException:
            self._tell("give_back_work")
            raise
        else:
            self._tell("finish_work", result=result.kept())

    def _do(self, report: Report) -> Result:
        work = Work.objects.get(pk=self.hold.work)
        kind = KINDS.get(work.kind)
        if kind is None:
            raise SvangrumError("work.unknown", kind=work.kind)
        return kind(work.given, report)

    def _fail(self, error: Mapping[str, Any], *, may_pass: bool) -> None:
        attempts = Work.objects.get(pk=self.hold.work).attempts
        if may_pass and attempts < MOST_ATTEMPTS:
            self._tell("postpone_work", error=error, due_at=now() + WAITS[attempts - 1])
        else:
            self._tell("fail_work", error=error)

    def _tell(self, action: str, **given: object) -> bool:
        """False when the work is no longer this worker's."""
        try:
            getattr(running, action)(by=PROGRAM, recorded_at=now(), work=self.hold.work, task=self.hold.task, **given)
        except running.NotOursError:
            return False
        return True
