"""A place of performance told in any kind of code is tied to département, region and NUTS."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.ingest.decp.cells import PLACE_KINDS
from svangrum.ingest.decp.places import NOWHERE, Place, departments, place


@pytest.mark.parametrize(
    ("code", "kind", "department", "region", "nuts"),
    [
        ("69123", "commune", "69", "84", "FRK"),
        ("1001", "commune", "01", "84", "FRK"),
        ("2B033", "commune", "2B", "94", "FRM"),
        ("97411", "commune", "974", "04", "FRY4"),
        ("75112", "commune", "75", "11", "FR1"),
        ("20000", "postal", "2A", "94", "FRM"),
        ("20600", "postal", "2B", "94", "FRM"),
        ("06000", "postal", "06", "93", "FRL"),
        ("97600", "postal", "976", "06", "FRY5"),
        ("2a", "department", "2A", "94", "FRM"),
        ("1", "department", "01", "84", "FRK"),
        ("972", "department", "972", "02", "FRY2"),
        ("691", "arrondissement", "69", "84", "FRK"),
        ("3306", "canton", "33", "75", "FRI"),
        ("53", "region", None, "53", "FRH"),
        ("1", "region", None, "01", "FRY1"),
    ],
)
def test_a_code_tells_where(code, kind, department, region, nuts):
    assert place(code, kind) == Place(department, region, nuts)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("FR", "country"), ("99", "region"), ("98800", "postal"), ("6912", "other"), ("69123", None), (None, "commune")],
)
def test_what_does_not_tell_is_nowhere(code, kind):
    assert place(code, kind) == NOWHERE


def test_every_departement_lies_in_one_of_eighteen_regions():
    regions = Counter((one.region, one.nuts) for one in departments().values())

    assert (len(departments()), len(regions)) == (101, 18)


@given(st.none() | st.text(max_size=8), st.none() | st.sampled_from([*PLACE_KINDS.values(), "other"]))
def test_any_code_tells_a_place_or_none(code, kind):
    found = place(code, kind)

    assert (found.region is None) == (found.nuts is None)
    assert found.department is None or found in departments().values()
