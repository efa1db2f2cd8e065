"""What people should look at: evidence that runs out, a challenge to answer or to settle."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.records.actors import Role
from svangrum.records.enterprises.queries import own_enterprise
from svangrum.records.passports.models import EligibilityTest, Evidence
from svangrum.records.passports.passport import LAPSES_AFTER
from svangrum.records.passports.permissions import can_write_passport
from svangrum.records.passports.queries import may_be_settled_on, open_challenges
from svangrum.records.todo import Todo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise

EXPIRES_SOON = timedelta(days=60)
_CODES = {
    EligibilityTest.PURPOSE: ("evidence-expires-purpose", "evidence-expired-purpose"),
    EligibilityTest.SHARE: ("evidence-expires-share", "evidence-expired-share"),
}
"""What is told before the last day of a test's evidence, and after it."""


def passport_to_look_at(actor: Actor, on: date) -> list[Todo]:
    """For an enterprise's administrators, and for decision makers of who challenged."""
    enterprise = own_enterprise(actor)
    if enterprise is not None and can_write_passport(actor, enterprise):
        return [*_expiring(enterprise, on), *_to_answer(enterprise, on)]
    return list(_to_settle(actor, on))


def _expiring(enterprise: Enterprise, on: date) -> Iterator[Todo]:
    live = Evidence.objects.filter(enterprise=enterprise, ended_at=None, expires__lte=on + EXPIRES_SOON)
    for one in live.order_by("expires", "pk"):
        soon, past = _CODES[EligibilityTest(one.test)]
        code = past if one.expires < on else soon
        yield Todo(code, f"passport-{one.test}", {"day": one.expires}, day=one.expires)


def _to_answer(enterprise: Enterprise, on: date) -> Iterator[Todo]:
    waiting = open_challenges(on).filter(evidence__enterprise=enterprise, answered_at=None)
    for one in waiting.select_related("organisation").order_by("raised_at", "pk"):
        name = {"organisation": one.organisation.name}
        yield Todo("challenge-answer", "passport-challenge", name, {"challenge": str(one.pk)})


def _to_settle(actor: Actor, on: date) -> Iterator[Todo]:
    """Those that may be settled: with an answer, or when the time for one has passed."""
    if actor.person is None or actor.organisation is None or not actor.has(Role.DECISION_MAKER):
        return
    waiting = open_challenges(on).filter(organisation=actor.organisation)
    for one in waiting.select_related("evidence__enterprise").order_by("raised_at", "pk"):
        if may_be_settled_on(one) <= on:
            last = day_at_home(one.raised_at) + LAPSES_AFTER - timedelta(days=1)
            named: dict[str, Value] = {"name": one.evidence.enterprise.name, "day": last}
            yield Todo("challenge-settle", "passport-challenge", named, {"challenge": str(one.pk)}, day=last)
