"""Signatures for the tests of what comes after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.supplier_tests.models import SupplierTest
from tests.records.build import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from svangrum.records.actors import Actor
    from svangrum.records.purchases.models import Purchase


def a_signature(purchase: Purchase, by: Actor, stage: str, at: datetime = NOW) -> SupplierTest:
    """A row alone: what signing asks for is tested where it is."""
    return SupplierTest.objects.create(
        organisation_id=by.organisation,
        purchase=purchase,
        answer=1,
        digest="0" * 64,
        finding="reserve",
        stage=stage,
        decision="reserve",
        reason="Två kan.",
        role="procurement-officer",
        signed_by_id=by.person,
        signed_at=at,
    )
