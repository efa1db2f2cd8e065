"""What the owner of a purchase should look at: a signed test that is to be made again at the next stage.

When a notice is published and a contract awarded is not known here; after so long it is worth a reminder.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.records.purchases.models import PurchaseState
from svangrum.records.supplier_tests.models import Decision, Stage, SupplierTest
from svangrum.records.todo import Todo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.records.actors import Actor

_AFTER = {Stage.CHOICE: timedelta(days=30), Stage.NOTICE: timedelta(days=90)}
"""So long after a signature the next stage may have come: our own choice. Nothing comes after the award."""
_CODES = {Stage.CHOICE: "supplier-test-notice", Stage.NOTICE: "supplier-test-award"}


def tests_to_make_again(actor: Actor, on: date) -> list[Todo]:
    """For the owner, of open purchases where something was reserved by the latest signature."""
    return [] if actor.person is None else list(_again(actor, on))


def _again(actor: Actor, on: date) -> Iterator[Todo]:
    own = SupplierTest.objects.filter(
        organisation=actor.organisation, purchase__owner=actor.principal, purchase__state=PurchaseState.OPEN
    )
    latest = {one.purchase_id: one for one in own.select_related("purchase").order_by("signed_at", "pk")}
    for one in latest.values():
        signed, stage = day_at_home(one.signed_at), Stage(one.stage)
        if stage in _AFTER and one.decision != Decision.NOT_RESERVED and signed + _AFTER[stage] <= on:
            told: dict[str, Value] = {"title": one.purchase.title, "day": signed}
            yield Todo(_CODES[stage], "purchase-tests", told, {"purchase": str(one.purchase_id)})
