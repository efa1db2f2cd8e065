"""What is said of a published procurement's lots: who won, by kind, and whether it is reserved.

A person's decision on the mark (``reserved_overrides``) goes before the verdict of the signs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow.compute as pc

from svangrum.analysis.reserved_overrides import read_overrides
from svangrum.competition.reservation import NOT_RESERVED, ReservationFacts, verdict
from svangrum.competition.reservation_signs import reserving_stems
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from svangrum.analysis.reserved_overrides import Override

_SOURCES = {"statistics": "uhm", "lots": "ted"}


class Judged(NamedTuple):
    """``winners``: kinds, each once. ``reserved``: a verdict, or None for what has no mark and says nothing of it."""

    winners: tuple[str, ...]
    reserved: str | None


class Judge:
    """Judges procurements of the open ``sources`` (by dataset), with what people have decided in ``store``."""

    def __init__(self, store: Path, sources: Mapping[str, Any]) -> None:
        self._sources = sources
        self._decided = _decided(store)

    def judge(self, lots: Sequence[Mapping[str, Any]]) -> Judged:
        """What is said of the procurement that has these lots (rows of ``published.ROW``)."""
        winners = self._sources[lots[0]["dataset"]].winner_kinds(lots)
        override = self._decided.get((_SOURCES[lots[0]["dataset"]], lots[0]["notice"] or lots[0]["procurement"]))
        code = override.verdict if override else verdict(_facts(lots, winners)).code
        return Judged(winners, None if code == NOT_RESERVED else code)


def speaks_of_reservation(rows: Any) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """Whether each row is marked, or has a title that may say it is reserved: what is worth judging."""
    stems = "|".join(map(re.escape, reserving_stems()))
    return pc.or_(rows["reserved"], pc.match_substring_regex(pc.utf8_lower(rows["title"]), stems))


def _facts(lots: Sequence[Mapping[str, Any]], winners: tuple[str, ...]) -> ReservationFacts:
    return ReservationFacts(
        country=lots[0]["country"],
        flag_participation=any(lot["participation"] for lot in lots),
        flag_execution=any(lot["execution"] for lot in lots),
        flag_mission=any(lot["mission"] for lot in lots),
        titles=tuple(lot["title"] for lot in lots),
        terms=next((lot["terms"] for lot in lots if lot["terms"]), None),
        cpv=lots[0]["cpv"],
        winners=winners,
        buyer_name=lots[0]["buyer"],
    )


def _decided(store: Path) -> Mapping[tuple[str, str], Override]:
    """What people have decided; nothing when the file cannot be read, so that the list is shown all the same."""
    try:
        return read_overrides(store)
    except SvangrumError:
        return {}
