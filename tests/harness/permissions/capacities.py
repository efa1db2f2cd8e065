"""What an enterprise has told of what it can do, and the forms in which its people tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.records.enterprises.models import Enterprise
from tests.records.build import NOW, actor
from tests.records.capacities.made import CAPACITY, PAUSE, PROMISE, a_capacity, a_pause, a_promise
from tests.records.numbers import a_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.harness.permissions.people import Cast

_MAKERS = {"capacity": a_capacity, "commitment": a_promise, "pause": a_pause}
_FIRST = {"version": 1}
FORMS: Mapping[str, dict[str, Any]] = {
    "willingness": {"will": "part"},
    "capacity-new": CAPACITY,
    "capacity-change": CAPACITY | {"per_month": "200"} | _FIRST,
    "capacity-end": {"until": "2027-12-31"} | _FIRST,
    "capacity-remove": _FIRST,
    "commitment-new": PROMISE,
    "commitment-change": PROMISE | {"per_month": "40"} | _FIRST,
    "commitment-end": {"until": "2027-12-31"} | _FIRST,
    "commitment-remove": _FIRST,
    "pause-new": PAUSE,
    "pause-change": PAUSE | {"until": "2027-08-31"} | _FIRST,
    "pause-remove": _FIRST,
}
PAGES = frozenset({"capacity", *FORMS})


def capacity_parts(page: str, cast: Cast) -> dict[str, Any]:
    """The enterprise of the enterprise's people, and for a form about something told, that thing."""
    number = a_number()
    told = {"orgnr": number, "name": f"Exempelkooperativet {number}", "listed_at": NOW}
    enterprise, _ = Enterprise.objects.get_or_create(organisation=cast.enterprise, defaults=told)
    kind, _, done = page.partition("-")
    if done in {"", "new"}:
        return {"enterprise": enterprise.pk}
    by = actor(cast.people["enterprise-member"], cast.enterprise)
    return {"enterprise": enterprise.pk, "part": _MAKERS[kind](by, enterprise).pk}
