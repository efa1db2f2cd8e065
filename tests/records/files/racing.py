"""Files that come and change while their organisation's times are set: run by ``test_races.py``. Prints JSON."""

from __future__ import annotations

import json
import threading
import time
from functools import partial
from typing import TYPE_CHECKING
from unittest.mock import patch

import django
from django.core.management import call_command

django.setup()

from svangrum.core.dates import day_at_home  # noqa: E402 - after Django
from svangrum.records.actors import Role  # noqa: E402
from svangrum.records.events.things import thing_faults  # noqa: E402
from svangrum.records.files.actions import change_rule, hand_in, remove_file  # noqa: E402
from svangrum.records.files.models import StoredFile  # noqa: E402
from svangrum.records.files.times import set_times  # noqa: E402
from svangrum.records.files.upload import Upload  # noqa: E402
from tests.records.build import NOW, a_member, actor, an_organisation  # noqa: E402
from tests.records.race import race  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.actors import Actor

LONG_ENOUGH = 0.5
"""Seconds in which whoever waits for nothing is done."""


def an_administrator() -> Actor:
    home = an_organisation()
    return actor(a_member(home, Role.ADMINISTRATOR), home)


def handed_in(by: Actor, rule: str) -> UUID:
    file = Upload("plan.txt", b"Lokalvard")
    return hand_in(by=by, recorded_at=NOW, organisation=by.organisation, file=file, rule=rule)


def while_times_are_set(by: Actor, do: Callable[[], object]) -> dict[str, object]:
    """Done just when the files of the rule have been listed and none of them is written yet: what came of it."""
    listed = threading.Event()

    def slow(moment: datetime) -> date:
        listed.set()
        time.sleep(LONG_ENOUGH)
        return day_at_home(moment)

    def other() -> None:
        listed.wait()
        do()

    asked = {"organisation": by.organisation, "version": 0, "months": {"working": "6"}, "decision": "Dnr 1"}
    with patch("svangrum.records.files.times.day_at_home", slow):
        results = race([partial(set_times, by=by, recorded_at=NOW, **asked), other])
    files = StoredFile.objects.filter(organisation=by.organisation).values_list("rule", "thin_after")
    return {"results": results, "files": sorted([rule, str(last_day)] for rule, last_day in files)}


def another_rule(old: str, new: str) -> dict[str, object]:
    by = an_administrator()
    handed_in(by, "working")
    file = handed_in(by, old)
    return while_times_are_set(by, partial(change_rule, by=by, recorded_at=NOW, file=file, version=1, rule=new))


def one_more() -> dict[str, object]:
    by = an_administrator()
    handed_in(by, "working")
    return while_times_are_set(by, partial(handed_in, by, "working"))


def one_less() -> dict[str, object]:
    by = an_administrator()
    file = handed_in(by, "working")
    return while_times_are_set(by, partial(remove_file, by=by, recorded_at=NOW, file=file, version=1, reason="Fel."))


call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
races = {
    "kept": another_rule("working", "kept"),
    "not-kept": another_rule("kept", "working"),
    "one-more": one_more(),
    "one-less": one_less(),
}
print(json.dumps({"races": races, "faults": [str(fault) for fault in thing_faults()]}))  # noqa: T201 - read by the test
