"""How often the signs of a reserved purchase are wrong, counted on the labelled sample that the project keeps.

The sample is ``data/market/reserved_labels.yaml``. No weight was fitted to it, so nothing is held out; but the signs
were written by a reader who had seen most of it, so the errors counted here are too few.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.competition.reservation import GENUINE, MISSED, UNCLEAR, ReservationFacts, Verdict, verdict
from svangrum.competition.shares import interval
from svangrum.core.data import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

LABELS = "market/reserved_labels.yaml"
RESERVED = (GENUINE, MISSED)
BANDS = ((0.0, 0.3), (0.3, 0.7), (0.7, 1.0))


@dataclass(frozen=True)
class Label:
    """One procurement of the sample. ``label`` is one of the verdicts; ``sample`` tells how it came to be in it."""

    id: str
    source: str
    sample: str
    label: str
    reason: str
    facts: ReservationFacts

    @property
    def flagged(self) -> bool:
        return self.facts.flagged


@dataclass(frozen=True)
class Share:
    """``hits`` of ``n``, with its interval of 95 %."""

    hits: int
    n: int

    @property
    def share(self) -> float | None:
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        return interval(self.hits, self.n)


@dataclass(frozen=True)
class Band:
    """Labels whose probability lies in a band, with how many of them are reserved and how many unclear."""

    low: float
    high: float
    n: int
    reserved: int
    unclear: int


@dataclass(frozen=True)
class Errors:
    """``confusion``: label → verdict → how many. Labels that are unclear count in neither share."""

    n: int
    confusion: Mapping[str, Mapping[str, int]]
    precision: Share
    recall: Share
    bands: tuple[Band, ...]
    wrong: tuple[tuple[Label, Verdict], ...]


@cache
def read_labels() -> tuple[Label, ...]:
    """The labelled sample as shipped."""
    return tuple(_label(raw) for raw in read_yaml(LABELS)["labels"])


def label_of(source: str, procurement_id: str) -> Label | None:
    """What the project's reader concluded of a procurement, where it was read. ``source`` as in ``Reviewed``."""
    return _labels_by_id().get((source, procurement_id))


@cache
def _labels_by_id() -> Mapping[tuple[str, str], Label]:
    return {(label.source, label.id): label for label in read_labels()}


def errors(labels: Sequence[Label], judge: Callable[[ReservationFacts], Verdict] = verdict) -> Errors:
    """Hold the verdicts of ``judge`` against the labels."""
    judged = [(label, judge(label.facts)) for label in labels]
    told = [(label.label in RESERVED, one.code in RESERVED) for label, one in judged if label.label != UNCLEAR]
    return Errors(
        n=len(judged),
        confusion=_confusion(judged),
        precision=_share(true for true, found in told if found),
        recall=_share(found for true, found in told if true),
        bands=tuple(_band(judged, low, high) for low, high in BANDS),
        wrong=tuple((label, one) for label, one in judged if label.label != one.code),
    )


def trust(labels: Sequence[Label]) -> dict[str, float]:
    """Verdict → how likely a procurement with that verdict is to be reserved, by the labels.

    An unclear label counts as half; half a procurement either way is added, so that few never make it certain.
    """
    held: dict[str, list[float]] = {}
    for label in labels:
        value = 0.5 if label.label == UNCLEAR else float(label.label in RESERVED)
        held.setdefault(verdict(label.facts).code, []).append(value)
    return {code: round((sum(values) + 0.5) / (len(values) + 1), 3) for code, values in sorted(held.items())}


def _label(raw: Mapping[str, Any]) -> Label:
    facts = ReservationFacts(
        country=raw["country"],
        flag_participation=raw.get("participation"),
        flag_execution=raw.get("execution"),
        flag_mission=raw.get("mission"),
        titles=tuple(raw["titles"]),
        terms=raw.get("terms"),
        cpv=raw.get("cpv"),
        winners=tuple(raw.get("winners", ())),
        buyer_name=raw.get("buyer"),
    )
    return Label(raw["id"], raw["source"], raw["sample"], raw["label"], raw["reason"], facts)


def _confusion(judged: Iterable[tuple[Label, Verdict]]) -> dict[str, dict[str, int]]:
    counted = Counter((label.label, one.code) for label, one in judged)
    table: dict[str, dict[str, int]] = {}
    for (label, code), count in sorted(counted.items()):
        table.setdefault(label, {})[code] = count
    return table


def _share(hits: Iterable[bool]) -> Share:
    held = list(hits)
    return Share(sum(held), len(held))


def _band(judged: Sequence[tuple[Label, Verdict]], low: float, high: float) -> Band:
    labels = [label.label for label, one in judged if low <= one.probability < high or one.probability == high == 1]
    return Band(low, high, len(labels), sum(label in RESERVED for label in labels), labels.count(UNCLEAR))
