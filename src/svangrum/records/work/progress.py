"""How far work has come, and that whoever does it lives. Not events: what is told each second is nobody's decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.records.work.models import Work, WorkState

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True)
class Hold:
    """A worker's hold of work: lost as soon as the work has another row in the queue."""

    work: UUID
    task: UUID

    def beat(self, moment: datetime) -> bool:
        """A sign of life. False when the hold is lost."""
        return self._tell(beat_at=moment)

    def tell(self, moment: datetime, step: str, done: int, total: int) -> bool:
        """How far it has come. False when the hold is lost."""
        return self._tell(beat_at=moment, step=step, done=done, total=total)

    def is_asked_to_stop(self) -> bool:
        return Work.objects.filter(pk=self.work, stop_asked=True).exists()

    def _tell(self, **columns: object) -> bool:
        held = Work.objects.filter(pk=self.work, task=self.task, state=WorkState.RUNNING)
        return bool(held.update(**columns))
