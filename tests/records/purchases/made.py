"""Kept purchases for the tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from svangrum.records.actors import Role
from svangrum.records.purchases.actions.keeping import keep_purchase
from svangrum.records.purchases.given import answer_now
from svangrum.records.purchases.models import Purchase
from tests.records.build import NOW, TODAY

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actors import Actor
    from svangrum.records.purchases.given import Given

OFFICER = Role.PROCUREMENT_OFFICER
FACTS = {"what": "lokalvård i två förskolor", "kind": "tjanster", "value": "650 000", "buyer": "kommun"}


@cache
def given(as_of: date = TODAY, **facts: str) -> Given:
    """An answer to ``FACTS`` with others in their place."""
    return answer_now({**FACTS, **facts}, as_of=as_of, sent={**FACTS, **facts, "as_of": as_of.isoformat()})


def a_purchase(by: Actor, title: str = "Lokalvård", as_of: date = TODAY, **more) -> Purchase:
    """Kept by the actor, with its answer."""
    kept = keep_purchase(by=by, recorded_at=NOW, as_of=as_of, title=title, given=given(as_of), **more)
    return Purchase.objects.select_related("owner", "organisation").get(pk=kept)
