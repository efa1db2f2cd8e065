"""What goes with a purchase: why each test of it was signed as it was, and what the events told of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.erasing import Ground, erase_chain
from svangrum.records.supplier_tests.models import SupplierTest

if TYPE_CHECKING:
    from svangrum.records.actions import Act
    from svangrum.records.purchases.models import Purchase


def forget_tests(act: Act, purchase: Purchase) -> None:
    """That there were signatures, and when, stays."""
    for test in SupplierTest.objects.filter(purchase=purchase).order_by("signed_at", "pk"):
        erase_chain(act, test.chain, test.pk, ground=Ground.THINNING, organisation=test.organisation_id)
        test.reason = ""
        act.put(test, {})
