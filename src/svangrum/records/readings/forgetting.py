"""Readings go with the purchase that they concerned, and when an organisation's own time for them is past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from svangrum.records.files.models import ThinningTimes
from svangrum.records.readings.models import Reading

if TYPE_CHECKING:
    from datetime import date

    from svangrum.records.actions import Act
    from svangrum.records.purchases.models import Purchase

RULE = "reading"
"""In ``data/thinning.yaml``: no time until the organisation that read has decided one."""


def forget_readings_of(act: Act, purchase: Purchase) -> None:  # noqa: ARG001 - asked like the others
    """What the purchase leaves: it can be told no more what they concerned."""
    Reading.objects.filter(purchase=purchase).delete()


def forget_old_readings(on: date) -> int:
    """Those of every organisation that has decided how long they stay. Gives how many."""
    forgotten = 0
    for times in ThinningTimes.objects.order_by("organisation"):
        months = times.months.get(RULE)
        if months is not None:
            old = Reading.objects.filter(
                organisation=times.organisation_id, read_on__lt=on - relativedelta(months=months)
            )
            forgotten += old.delete()[0]
    return forgotten
