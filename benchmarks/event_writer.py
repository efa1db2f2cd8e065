"""One writer of ``bench_events``, the tables it writes in, and the check after.

event_writer prepare FOLDER | bare FOLDER PLACE | django FOLDER PLACE | actions FOLDER PLACE | check FOLDER WORK
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import django
from django.core.management import call_command
from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Callable

django.setup()

from svangrum.records.accounts.models import Organisation  # noqa: E402 - after Django
from svangrum.records.actions import Act, action  # noqa: E402
from svangrum.records.actors import Actor  # noqa: E402
from svangrum.records.events.chain import ADD, row_of  # noqa: E402
from svangrum.records.events.models import Event  # noqa: E402
from svangrum.records.events.statements import execute  # noqa: E402
from svangrum.records.events.things import thing_faults  # noqa: E402
from svangrum.records.events.verify import chain_faults  # noqa: E402

SHARED, OWN = 4, 6
SHARE_OF_SHARED = 0.25
NOW = datetime(2026, 11, 27, 9, 30, 12, 345678, tzinfo=UTC)
BY = Actor(person=UUID(int=1), organisation=UUID(int=2))
CHANCE = random.Random()  # noqa: S311 - no secret


@action("organisation.made")
def make(act: Act) -> UUID:
    return act.put(Organisation(name="Exempelstad", kind="municipality"), {})


@action("organisation.renamed")
def rename(act: Act, *, organisation: UUID, version: int | None, name: str, request: str) -> UUID:
    found = act.take(Organisation, organisation, version)
    found.name = name
    return act.put(found, {"name": name, "request": request})


class Log:
    """What a writer meant to do and what was acknowledged, each acknowledgement on the disk before the next."""

    def __init__(self, path: Path) -> None:
        self.pending = unanswered(path)
        self.file = path.open("a", encoding="utf-8")
        self.file.write("\n")

    def write(self, **told: object) -> None:
        self.file.write(json.dumps(told) + "\n")
        self.file.flush()

    def acknowledge(self, request: str) -> None:
        self.write(done=request)
        os.fsync(self.file.fileno())


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The whole lines: the last of a writer that was ended may be cut."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.endswith("}")]


def unanswered(path: Path) -> dict[str, Any] | None:
    """What the writer before had asked when it was ended: it is asked again, as someone at a form would."""
    lines = lines_of(path) if path.exists() else []
    return lines[-1] if lines and "asked" in lines[-1] else None


def prepare(folder: Path) -> None:
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    things = [str(make(by=BY, recorded_at=NOW)) for _ in range(SHARED)]
    (folder / "shared.json").write_text(json.dumps(things), "utf-8")


def write_actions(folder: Path, log: Log) -> None:
    """Rename things of one's own, whose versions one knows, and now and then one that others rename too."""
    shared = [UUID(name) for name in json.loads((folder / "shared.json").read_text("utf-8"))]
    if log.pending is not None:
        ask(log, **log.pending)
    own = {make(by=BY, recorded_at=NOW): 1 for _ in range(OWN)}
    while not (folder / "stop").exists():
        if CHANCE.random() < SHARE_OF_SHARED:
            ask(log, asked=str(uuid4()), thing=str(CHANCE.choice(shared)), version=None)
        else:
            thing = CHANCE.choice(list(own))
            ask(log, asked=str(uuid4()), thing=str(thing), version=own[thing])
            own[thing] += 1


def ask(log: Log, *, asked: str, thing: str, version: int | None) -> None:
    log.write(asked=asked, thing=thing, version=version)
    name = f"Exempelstad {asked[:8]}"
    rename(by=BY, recorded_at=NOW, key=asked, organisation=UUID(thing), version=version, name=name, request=asked)
    log.acknowledge(asked)


def write_inserts(folder: Path, log: Log, insert: Callable[[Event], None]) -> None:
    event = Event(
        kind="organisation",
        number=1,
        version=1,
        organisation=BY.organisation,
        person=BY.person,
        action="organisation.renamed",
        recorded_at=NOW,
        salt="0" * 32,
        payload_digest="0" * 64,
        previous="0" * 64,
        digest="0" * 64,
    )
    while not (folder / "stop").exists():
        event.id = event.thing = uuid4()
        asked = str(event.id)
        event.payload = json.dumps({"name": f"Exempelstad {asked[:8]}", "request": asked})
        log.write(asked=asked, thing=asked, version=1)
        insert(event)
        log.acknowledge(asked)


def insert_bare(event: Event) -> None:
    execute(ADD, row_of(event))


def insert_by_django(event: Event) -> None:
    event._state.adding = True  # noqa: SLF001 - the same object, another row
    with transaction.atomic():
        event.save()


def check(folder: Path, work: str) -> None:
    """Everything acknowledged is there once, and what was written as actions is whole."""
    done = {line["done"] for path in folder.glob("log-*") for line in lines_of(path) if "done" in line}
    payloads = Event.objects.values_list("payload", flat=True).iterator()
    there = Counter(json.loads(payload).get("request") for payload in payloads)
    there.pop(None, None)
    faults = [*chain_faults(), *thing_faults()] if work == "actions" else []
    twice = sum(many > 1 for many in there.values())
    print(f"acknowledged={len(done)} lost={len(done - there.keys())} twice={twice} faults={len(faults)}")


def write(work: str, folder: Path, place: str) -> None:
    """Write from the signal to begin until the signal to stop."""
    log = Log(folder / f"log-{place}")
    Organisation.objects.exists()
    (folder / f"ready-{place}").touch()
    while not (folder / "go").exists():
        time.sleep(0.005)
    if work == "actions":
        write_actions(folder, log)
    else:
        write_inserts(folder, log, {"bare": insert_bare, "django": insert_by_django}[work])


def main() -> None:
    task, folder, *rest = sys.argv[1:]
    if task == "prepare":
        prepare(Path(folder))
    elif task == "check":
        check(Path(folder), *rest)
    else:
        write(task, Path(folder), *rest)


if __name__ == "__main__":
    main()
