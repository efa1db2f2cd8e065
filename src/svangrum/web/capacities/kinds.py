"""The three kinds of what is told of capacity: how each is asked for, read, shown in its form, and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svangrum.records.capacities.actions import monthly, saying
from svangrum.records.capacities.models import Capacity, Commitment, Measure, Pause
from svangrum.records.capacities.stated import read_capacity, read_commitment, read_pause
from svangrum.web.fields import Asking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from svangrum.records.capacities.models import OfEnterprise

    Stated = Mapping[str, str]
    Action = Callable[..., UUID]


@dataclass(frozen=True)
class Kind:
    """``name`` is how its pages, words and the argument of its actions begin."""

    name: str
    model: type[OfEnterprise]
    asked: Mapping[str, Asking]
    read: Callable[[Stated], dict[str, Any]]
    tell: Action
    change: Action
    remove: Action
    end: Action | None = None

    def written(self, part: OfEnterprise) -> dict[str, str]:
        """What is told, as it stands in the form."""
        told = {name: getattr(part, name) for name in self.asked}
        return {name: "" if value is None else str(value) for name, value in told.items()}


def _asking(name: str, widget: str, **more: Any) -> Asking:  # noqa: ANN401 - the fields of ``Asking``
    return Asking(widget, f"capacities.field.{name}.label", f"capacities.field.{name}.hint", **more)


UNTIL = _asking("until", "short")
_MEASURES = tuple((one.value, f"capacities.measure.{one.value}") for one in Measure)
_SINCE = _asking("since", "short")
_MONTHLY = {
    "cpv": _asking("cpv", "text"),
    "measure": _asking("measure", "radios", choices=_MEASURES, in_a_row=True),
    "per_month": _asking("per_month", "amount", digits=True),
    "since": _SINCE,
    "until": UNTIL,
}
CAPACITY = Kind(
    name="capacity",
    model=Capacity,
    asked=_MONTHLY | {"team": _asking("team", "short", digits=True), "equipment": _asking("equipment", "area")},
    read=read_capacity,
    tell=monthly.tell_capacity,
    change=monthly.change_capacity,
    remove=monthly.remove_capacity,
    end=monthly.end_capacity,
)
COMMITMENT = Kind(
    name="commitment",
    model=Commitment,
    asked=_MONTHLY | {"to_whom": _asking("to_whom", "text")},
    read=read_commitment,
    tell=monthly.promise_capacity,
    change=monthly.change_commitment,
    remove=monthly.remove_commitment,
    end=monthly.end_commitment,
)
PAUSE = Kind(
    name="pause",
    model=Pause,
    asked={"since": _SINCE, "until": _asking("last", "short")},
    read=read_pause,
    tell=saying.tell_pause,
    change=saying.change_pause,
    remove=saying.remove_pause,
)
KINDS = (CAPACITY, COMMITMENT, PAUSE)
