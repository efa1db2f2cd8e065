"""How one who could deliver fits one need: five parts, each with a grade and the reason, and what they come to.

A supplier is *capable* when every part is certain; *in part* when it could do some of it, alone or with others;
*unknown* when something has not been told; and *not* when something told stands in the way. What is not known is never
held against anybody, and never counted for anybody.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Grade(IntEnum):
    """What a part says, and what all parts come to: the weakest of them."""

    NO = 0
    UNKNOWN = 1
    PART = 2
    YES = 3


class Reason(IntEnum):
    """Why a part has its grade: the hundreds are the part, the tens the grade."""

    TRADE_NEAR = 100
    TRADE_NOTED = 110
    TRADE_PART = 120
    TRADE_COVERS = 130
    PLACE_ELSEWHERE = 200
    PLACE_UNTOLD = 210
    PLACE_NOTED = 211
    PLACE_SERVED = 230
    PLACE_EVERYWHERE = 231
    CAPACITY_NONE_FREE = 300
    CAPACITY_UNTOLD = 310
    CAPACITY_NOT_ASKED = 311
    CAPACITY_LONG_AGO = 312
    CAPACITY_PART = 320
    CAPACITY_ENOUGH = 330
    EVIDENCE_FAILS = 400
    EVIDENCE_NONE = 410
    EVIDENCE_EXPIRED = 411
    EVIDENCE_REVIEWED = 412
    EVIDENCE_LATER = 413
    EVIDENCE_VALID = 430
    WILL_NOT = 500
    WILL_UNTOLD = 510
    WILL_LONG_AGO = 511
    WILL_PART = 520
    WILL_TOGETHER = 521
    WILL_WHOLE = 530

    @property
    def part(self) -> str:
        """``trade``, ``place``, ``capacity``, ``evidence`` or ``will``."""
        return PARTS[self // 100 - 1]

    @property
    def grade(self) -> Grade:
        return Grade(self // 10 % 10)

    @property
    def code(self) -> str:
        """``trade-covers``: as it is exported, and as its words are found."""
        return self.name.lower().replace("_", "-")


PARTS = ("trade", "place", "capacity", "evidence", "will")


class Fit(NamedTuple):
    """One supplier beside one need. ``free`` is what is free each month all along, none when it was not told.

    ``distance``: steps in the CPV tree between the nearest code that it offers, ``offer``, and what is needed.
    """

    key: str
    control: str
    kind: str
    reasons: tuple[Reason, ...]
    offer: str
    distance: int
    free: int | None

    @property
    def grade(self) -> Grade:
        return Grade(min(reason.grade for reason in self.reasons))
