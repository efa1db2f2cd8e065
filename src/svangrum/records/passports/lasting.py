"""How long evidence counts where its own enterprise says nothing else.

No statute sets such a time: the tests are to be met when a tender is submitted, and through the contract. The times
here are our own choice. A share changes whenever someone comes or goes, so it is counted anew each year; statutes
change seldom. Nobody may state a later day, and each may state an earlier one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from svangrum.records.passports.passport import PURPOSE, SHARE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MONTHS: Mapping[str, int] = {PURPOSE: 36, SHARE: 12}


def last_day(test: str, counted_on: date) -> date:
    """The last day that evidence of ``test`` counts, which is about ``counted_on``."""
    last: date = counted_on + relativedelta(months=MONTHS[test])
    return last
