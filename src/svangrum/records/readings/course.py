"""When a reading may be told to the enterprise: what it concerned, as far as that had come on a day. Pure.

A reading before anything is public reveals a coming purchase. One after the notice reveals that tenders are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

AFTER = timedelta(days=30)
"""What an officer has said of a purchase (that it is advertised, awarded, closed) counts as public so long after.

It is our own choice: a test can be signed some days before the notice is out, and an award before it is told.
"""


@dataclass(frozen=True)
class Talk:
    """A published dialogue: the day when it was, and the day when it was closed."""

    opened: date
    closed: date | None = None


@dataclass(frozen=True)
class Course:
    """How far what a reading concerned has come.

    ``talks`` are the published dialogues about it. ``noticed`` is the day when a test of the purchase was first signed
    at the notice or the award; ``over`` when one was signed at the award, or the purchase was closed.
    """

    talks: tuple[Talk, ...] = ()
    noticed: date | None = None
    over: date | None = None

    def tells(self, read_on: date, *, on: date) -> bool:
        """Whether a reading of ``read_on`` may be told ``on`` a day: nothing before something is public.

        What was read to prepare is told from then; what was read later, when it is over.
        """
        prepared = self._prepared_until(on)
        return prepared is not None and (read_on <= prepared or _past(self.over, on))

    def _prepared_until(self, on: date) -> date | None:
        """The last day that belongs to the preparations, by what is public; none while nothing is."""
        days = [one.closed or one.opened for one in self.talks if one.opened <= on]
        if self.noticed and _past(self.noticed, on):
            days.append(self.noticed)
        if not days:
            return None
        return min(max(days), self.noticed or max(days))


def _past(day: date | None, on: date) -> bool:
    return day is not None and day + AFTER <= on
