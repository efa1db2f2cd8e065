"""What is known of those who could deliver, and of what is needed: as the enterprises themselves have told it.

Nothing here is about a person. A text is never part of it: words stand in the register, codes and numbers here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Measure(StrEnum):
    """What capacity is counted in, a month at a time."""

    HOURS = "hours"
    KRONOR = "kronor"


class Kind(StrEnum):
    """Samhall and the units of municipalities are counted apart."""

    ENTERPRISE = "enterprise"
    SAMHALL = "samhall"
    MUNICIPAL = "municipal"


class Willing(StrEnum):
    """What an enterprise has said that it would tender for."""

    WHOLE = "whole"
    PART = "part"
    CONSORTIUM = "consortium"
    NO = "no"


class Monthly(NamedTuple):
    """So much each month, in one branch of the CPV tree: what can be done, or what is promised to others.

    ``until`` is the last day; none for no end. ``told_on`` is when it was last told, none where that is not known.
    """

    cpv: str
    measure: Measure
    per_month: int
    since: date
    until: date | None = None
    told_on: date | None = None


class Pause(NamedTuple):
    """Days, the first and the last, when nothing is done. A month that it touches does not count."""

    since: date
    until: date


class Proof(NamedTuple):
    """What is proved of one of the two tests of 4:18 LOU (2016:1145), and for which days.

    ``holds`` is what the proof says. One that is challenged is ``under_review``, and proves nothing meanwhile.
    """

    holds: bool
    since: date
    expires: date
    under_review: bool = False


class Said(NamedTuple):
    """What an enterprise has said that it would tender for, and the day it said so."""

    will: Willing
    on: date


class Supplier(NamedTuple):
    """One who could deliver. ``key`` is its organisation number.

    ``control``: the same for suppliers that the same owner decides over, who count once. ``places``: codes of
    municipalities; none when it has not told. ``offers_noted`` and ``places_noted``: that they are the note of who
    asks, and no word of its own.
    """

    key: str
    control: str
    offers: tuple[str, ...]
    places: tuple[str, ...] | None = None
    everywhere: bool = False
    capacities: tuple[Monthly, ...] = ()
    promises: tuple[Monthly, ...] = ()
    pauses: tuple[Pause, ...] = ()
    purpose: Proof | None = None
    share: Proof | None = None
    said: Said | None = None
    kind: Kind = Kind.ENTERPRISE
    offers_noted: bool = False
    places_noted: bool = False


class Need(NamedTuple):
    """What is to be bought: by its CPV code, where, between which days, and how much each month when that is known."""

    cpv: str
    municipality: str
    since: date
    until: date
    measure: Measure = Measure.HOURS
    per_month: int | None = None
