"""The number of tenders, by a written rule: what a notice counts, and how well that answers *how many tenders came*.

eForms has a statistic for each kind of submission (BT-760); only ``tenders`` is the number itself. Where it is not
given, the others bound it from below: every electronic tender, every tender from an SME and every tender from abroad is
a tender. Requests to participate are none. Source: eForms SDK, code list received-submission-type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.ingest.notices.notice import TendersKind

if TYPE_CHECKING:
    from collections.abc import Mapping

Counted = tuple[int | None, TendersKind]
ALL = "tenders"
NO_TENDERS = "no-rece"
"""The reason of a lot not awarded that says that no tender came (BT-144)."""
_SIZES = ("t-micro", "t-small", "t-med")
_ALONE = ("t-esubm", "t-sme", "t-verif-inad", "t-verif-inad-low")
_ORIGINS = ("t-oth-eea", "t-no-eea")


def counted(statistics: Mapping[str, int | None], *, withheld: bool, reason: str | None = None) -> Counted:
    """The number of tenders and how it is known.

    ``statistics`` is the number for each code of BT-760, None for one that could not be read; ``withheld`` when the
    notice keeps a statistic back; ``reason`` is BT-144 of a lot that was not awarded. At least nought says nothing.
    """
    stated = statistics.get(ALL)
    if stated is not None:
        return stated, TendersKind.EXACT
    bound = _at_least(statistics)
    if bound:
        return bound, TendersKind.LOWER_BOUND
    if reason == NO_TENDERS:
        return 0, TendersKind.EXACT
    return None, TendersKind.WITHHELD if withheld else TendersKind.UNKNOWN


def from_smes(statistics: Mapping[str, int | None]) -> int | None:
    """Tenders from micro, small and medium enterprises: together, else the sum where all three are counted."""
    together = statistics.get("t-sme")
    if together is None and all(statistics.get(size) is not None for size in _SIZES):
        return _sum(statistics, _SIZES)
    return together


def _at_least(statistics: Mapping[str, int | None]) -> int | None:
    """The largest of what is surely a part: kinds that exclude one another are added up first."""
    known = [statistics[name] for name in _ALONE if statistics.get(name) is not None]
    known += [_sum(statistics, (*_SIZES, "t-large")), _sum(statistics, _ORIGINS)]
    return max((number for number in known if number is not None), default=None)


def _sum(statistics: Mapping[str, int | None], names: tuple[str, ...]) -> int | None:
    known = [number for name in names if (number := statistics.get(name)) is not None]
    return sum(known) if known else None
