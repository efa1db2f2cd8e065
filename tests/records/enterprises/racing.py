"""Several at once on a database of their own: run by ``test_races.py`` in a process for itself. Prints JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

django.setup()

from svangrum.ingest.register.chosen import Chosen  # noqa: E402 - after Django
from svangrum.ingest.register.rows import Offer  # noqa: E402
from svangrum.records.actors import Role  # noqa: E402
from svangrum.records.enterprises.actions.listing import read_in_list  # noqa: E402
from svangrum.records.enterprises.models import Assessment, Enterprise  # noqa: E402
from svangrum.records.events.things import thing_faults  # noqa: E402
from svangrum.records.events.verify import chain_faults  # noqa: E402
from tests.ingest.register.made import a_number  # noqa: E402
from tests.records.build import NOW, a_member, actor, an_organisation  # noqa: E402
from tests.records.race import race  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from svangrum.records.accounts.models import Organisation

ROWS = 25


def reads_in(organisation: Organisation, rows: Sequence[Chosen]) -> Callable[[], object]:
    by = actor(a_member(organisation, Role.MATCHING_OFFICER), organisation)
    given = {"organisation": organisation.pk, "source": "Listan", "chosen": rows}
    return lambda: read_in_list(by=by, recorded_at=NOW, **given)


def a_list(first: int) -> list[Chosen]:
    offers = (Offer("90911200", "Lokalvård"),)
    return [
        Chosen(place, a_number(first + place), f"Påhittade nr {place} AB", offers, ("2514",), "")
        for place in range(ROWS)
    ]


def four_municipalities_read_in_the_same_list() -> dict[str, object]:
    """Two of them from the end."""
    rows = a_list(1000)
    results = race([reads_in(an_organisation(), rows[:: 1 if one % 2 else -1]) for one in range(4)])
    return {"results": results, **counted()}


def two_officers_read_in_the_same_list() -> dict[str, object]:
    home, rows = an_organisation(), a_list(2000)
    before = counted()
    results = race([reads_in(home, rows) for _ in range(2)])
    return {"results": results, **{name: count - before[name] for name, count in counted().items()}}


def counted() -> dict[str, int]:
    return {"entries": Enterprise.objects.count(), "notes": Assessment.objects.count()}


call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
RACES = (four_municipalities_read_in_the_same_list, two_officers_read_in_the_same_list)
told = {one.__name__: one() for one in RACES}
print(json.dumps({**told, "faults": len([*chain_faults(), *thing_faults()])}))  # noqa: T201
