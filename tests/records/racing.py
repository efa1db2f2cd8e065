"""Eight at once, on a database of their own: run by ``test_races.py`` in a process for itself.

Prints what came of each race as JSON.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import django
from django.core.management import call_command

django.setup()

from svangrum.records.accounts.models import Organisation  # noqa: E402 - after Django
from svangrum.records.actions import action  # noqa: E402
from svangrum.records.actors import Actor  # noqa: E402
from svangrum.records.events.models import Event, Outcome  # noqa: E402
from svangrum.records.events.things import thing_faults  # noqa: E402
from svangrum.records.events.verify import chain_faults  # noqa: E402
from tests.records.race import race as all_at_once  # noqa: E402

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

NOW = datetime(2026, 11, 27, tzinfo=UTC)
RACERS = 8
ROUNDS = 3
BY = Actor(person=uuid4())


@action("organisation.made")
def make(act):
    return act.put(Organisation(name=f"Plats {uuid4()}", kind="municipality"), {})


@action("organisation.renamed")
def rename(act, *, organisation, version, name):
    found = act.take(Organisation, organisation, version)
    found.name = f"{name} {uuid4()}"
    return act.put(found, {})


@action("organisation.both-renamed")
def rename_both(act, *, first, second):
    for one in (first, second):
        found = act.take(Organisation, one)
        found.name = f"Bytt {uuid4()}"
        act.put(found, {})
    return first


@action("thing.told")
def tell(act, *, thing):
    act.tell("told", thing, {}, organisation=None)
    return thing


def new() -> Organisation:
    return Organisation.objects.get(pk=make(by=BY, recorded_at=NOW))


def race(run: Callable[[int], object], racers: int = RACERS) -> Counter[str]:
    """The same for each of several, by its number."""
    return all_at_once([partial(run, number) for number in range(racers)])


def same_new_chain() -> dict[str, object]:
    thing = uuid4()
    results = race(lambda _: tell(by=BY, recorded_at=NOW, thing=thing))
    numbers = Event.objects.filter(thing=thing).order_by("number").values_list("number", flat=True)
    return {"results": results, "numbers": list(numbers)}


def same_version() -> dict[str, object]:
    place = new()
    results = race(lambda n: rename(by=BY, recorded_at=NOW, organisation=place.pk, version=1, name=f"Nr {n}"))
    return {"results": results, "version": Organisation.objects.get(pk=place.pk).version}


def same_key() -> dict[str, object]:
    """A button pressed eight times: each press is answered as the first was."""
    place, key = new(), str(uuid4())
    asked = {"organisation": place.pk, "version": 1, "name": "En gång"}
    results = race(lambda _: rename(by=BY, recorded_at=NOW, key=key, **asked))
    return {"results": results, "version": Organisation.objects.get(pk=place.pk).version}


def same_key_for_something_else() -> dict[str, object]:
    place, key, before = new(), str(uuid4()), Outcome.objects.count()
    results = race(lambda n: rename(by=BY, recorded_at=NOW, key=key, organisation=place.pk, version=1, name=f"Nr {n}"))
    return {"results": results, "outcomes": Outcome.objects.count() - before}


def against_each_other() -> dict[str, object]:
    """One locks this and then that, the other that and then this: PostgreSQL takes a second to see it."""
    one, other = new(), new()

    def both(number: int) -> None:
        first, second = (one.pk, other.pk) if number % 2 else (other.pk, one.pk)
        for _ in range(ROUNDS):
            rename_both(by=BY, recorded_at=NOW, first=first, second=second)

    return {
        "results": race(both, racers=2),
        "versions": [Organisation.objects.get(pk=place.pk).version for place in (one, other)],
    }


call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
told = {
    one.__name__: one()
    for one in (same_new_chain, same_version, same_key, same_key_for_something_else, against_each_other)
}
told["faults"] = [str(fault) for fault in (*chain_faults(), *thing_faults())]
print(json.dumps(told))  # noqa: T201 - read by the test
