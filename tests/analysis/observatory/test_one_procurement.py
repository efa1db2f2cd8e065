"""One procurement by its number, from the figures that ship and from those of a store."""

from __future__ import annotations

from collections import Counter

import pytest

from svangrum.analysis.observatory.cells import Observatory
from svangrum.analysis.observatory.kept import Stored, write_figures
from svangrum.analysis.observatory.shipped import shipped_figures

SHIPPED = shipped_figures()


@pytest.fixture(params=["shipped", "stored"])
def observatory(request, tmp_path) -> Observatory:
    """The shipped figures, and the same as they would lie in a store."""
    if request.param == "shipped":
        return Observatory(SHIPPED)
    write_figures(SHIPPED, tmp_path)
    figures = Stored(cells=None, identity="x", folder=tmp_path, origins=SHIPPED.origins, queries=SHIPPED.queries)
    return Observatory(figures)


def test_every_procurement_is_found_by_its_number_and_no_other(observatory):
    every = observatory.reserved("uhm", "SE", (2021,))
    counted = Counter(one.procurement_id for one in every)

    assert every
    for number, count in counted.items():
        found = observatory.procurement("uhm", number)
        assert [one.procurement_id for one in found] == [number] * count
        assert observatory.procurement("ted", number) == ()
    assert observatory.procurement("uhm", "nej") == ()
