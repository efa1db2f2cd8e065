"""One procurement by its number, from the figures that ship and from those of a store."""

from __future__ import annotations

from collections import Counter

import pytest

from svangrum.analysis.observatory.cells import Observatory, open_observatory
from svangrum.analysis.observatory.kept import Stored, as_tables
from svangrum.analysis.observatory.shipped import shipped_figures

SHIPPED = shipped_figures()


def stored() -> Observatory:
    """The shipped figures as they would lie in a store."""
    tables = as_tables(SHIPPED)
    return Observatory(Stored(tables["cells"], "x", SHIPPED.origins, SHIPPED.queries, tables["reserved"]))


@pytest.mark.parametrize("observatory", [open_observatory(), stored()], ids=["shipped", "stored"])
def test_every_procurement_is_found_by_its_number_and_no_other(observatory):
    every = observatory.reserved("uhm", "SE", (2021,))
    counted = Counter(one.procurement_id for one in every)

    assert every
    for number, count in counted.items():
        found = observatory.procurement("uhm", number)
        assert [one.procurement_id for one in found] == [number] * count
        assert observatory.procurement("ted", number) == ()
    assert observatory.procurement("uhm", "nej") == ()
