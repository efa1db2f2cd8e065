"""One database of ``bench_suppliers``: the made enterprises as rows of the program's own tables, read back and timed.

register_in_database ENTERPRISES TIMES
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import django
from django.core.management import call_command
from django.db import connection

django.setup()

from benchmarks.made_register import TODAY, made_needs, made_suppliers  # noqa: E402 - after Django
from svangrum.records.accounts.models import Organisation  # noqa: E402
from svangrum.records.capacities.models import Capacity, Commitment, Pause, Willingness  # noqa: E402
from svangrum.records.enterprises.models import Assessment, Enterprise  # noqa: E402
from svangrum.records.passports.models import Challenge, Evidence, Sighting  # noqa: E402
from svangrum.records.suppliers.found import find  # noqa: E402
from svangrum.records.suppliers.known import known_to  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from svangrum.matching.suppliers import Monthly, Proof, Supplier

    T = TypeVar("T")

TOLD_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
READ = (Enterprise, Assessment, Capacity, Commitment, Pause, Willingness, Evidence, Sighting, Challenge)
_BATCH = 2000


def main(many: int, times: int) -> None:
    call_command("migrate", verbosity=0)
    suppliers, (need,) = list(made_suppliers(many)), made_needs(1)
    _fill(suppliers)
    _timed("bare SELECT of the nine tables", _bare, times)
    known = _timed("read as suppliers", lambda: known_to(None, on=TODAY), times)
    _timed("held beside one need and counted", lambda: find(known, need, on=TODAY), times)
    assert [_plain(one) for one in known.suppliers] == [_plain(one) for one in suppliers], "read otherwise than written"
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)


def _bare() -> None:
    with connection.cursor() as cursor:
        for model in READ:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608, SLF001 - our own tables, Django's own name
            cursor.fetchall()


def _timed(name: str, do: Callable[[], T], times: int) -> T:
    """The processor's time beside the clock's: the machine may have other work."""
    taken = []
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        done = do()
        taken.append((time.process_time() - worked, time.perf_counter() - begun))
    worked, clock = (1000 * statistics.median(column) for column in zip(*taken, strict=True))
    print(f"  {name}: median {worked:.0f} ms of the processor, {clock:.0f} ms by the clock", flush=True)
    return done


def _plain(one: Supplier) -> Supplier:
    """What has no order in the database, in order."""
    return one._replace(offers=tuple(sorted(one.offers)), capacities=tuple(sorted(one.capacities, key=str)))


def _fill(suppliers: Sequence[Supplier]) -> None:
    """Each with an organisation that has taken its entry over, and everything that it has told."""
    homes = [Organisation(kind="enterprise", name=one.key) for one in suppliers]
    entries = [_enterprise(one, home) for one, home in zip(suppliers, homes, strict=True)]
    both = list(zip(entries, suppliers, strict=True))
    proved = [(one, test, of.purpose) for one, of in both if of.purpose for test in ("purpose", "share")]
    evidence = [_evidence(one, test, proof) for one, test, proof in proved]
    doubted = [one for one, (_, _, proof) in zip(evidence, proved, strict=True) if proof.under_review]
    told: dict[type[Any], list[Any]] = {
        Organisation: homes,
        Enterprise: entries,
        Capacity: [Capacity(enterprise=one, **_monthly(each)) for one, of in both for each in of.capacities],
        Commitment: [Commitment(enterprise=one, **_monthly(each)) for one, of in both for each in of.promises],
        Pause: [Pause(enterprise=one, **each._asdict()) for one, of in both for each in of.pauses],
        Willingness: [
            Willingness(enterprise=one, will=of.said.will, said_on=of.said.on) for one, of in both if of.said
        ],
        Evidence: evidence,
        Challenge: [Challenge(evidence=one, organisation=homes[0], reason="-", raised_at=TOLD_AT) for one in doubted],
    }
    for model, rows in told.items():
        model.objects.bulk_create(rows, batch_size=_BATCH)


def _enterprise(one: Supplier, home: Organisation) -> Enterprise:
    return Enterprise(
        orgnr=one.key,
        name=one.key,
        kind=one.kind,
        organisation=home,
        control="" if one.control == one.key else one.control,
        offers=[{"cpv": code, "words": "-"} for code in one.offers],
        places=None if one.places is None else list(one.places),
        everywhere=one.everywhere,
        listed_at=TOLD_AT,
    )


def _monthly(told: Monthly) -> dict[str, Any]:
    return {**told._asdict(), "told_at": TOLD_AT}


def _evidence(one: Enterprise, test: str, proof: Proof) -> Evidence:
    days = {"counted_on": proof.since, "expires": proof.expires, "told_at": TOLD_AT}
    return Evidence(enterprise=one, test=test, basis="documented", holds=proof.holds, **days)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
