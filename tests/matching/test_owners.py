"""The owner at the end of the line: the same for all under it, whatever rings there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.matching.owners import owner_of

NAMES = st.sampled_from("ABCDEFG")


@pytest.mark.parametrize(
    ("decides", "owner"),
    [
        ({}, "A"),
        ({"A": ""}, "A"),
        ({"A": "B"}, "B"),
        ({"A": "B", "B": "C", "C": ""}, "C"),
        ({"A": "A"}, "A"),
        ({"A": "C", "C": "B", "B": "C"}, "B"),
    ],
)
def test_the_line_is_followed_to_its_end(decides, owner):
    assert owner_of("A", decides) == owner


@given(st.dictionaries(NAMES, NAMES | st.just("")))
def test_whoever_is_decided_over_has_the_owner_of_who_decides(decides):
    for below, above in decides.items():
        if above:
            assert owner_of(below, decides) == owner_of(above, decides)
    assert all(owner_of(owner_of(one, decides), decides) == owner_of(one, decides) for one in decides)
