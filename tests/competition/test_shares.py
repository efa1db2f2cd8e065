from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.shares import interval

counted = st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(10, 20, 0.2993, 0.7007), (0, 10, 0.0, 0.2775), (1, 100, 0.0018, 0.0545)],
)
def test_published_values(hits, of, low, high):
    assert interval(hits, of) == pytest.approx((low, high), abs=0.0001)


@given(counted)
def test_the_share_lies_inside(found):
    hits, of = found
    low, high = interval(hits, of)
    assert 0 <= low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= high <= 1


@given(counted)
def test_it_is_the_same_for_what_did_not_happen(found):
    hits, of = found
    low, high = interval(hits, of)
    assert interval(of - hits, of) == pytest.approx((1 - high, 1 - low))


@given(counted)
def test_ten_times_as_many_make_it_narrower(found):
    hits, of = found
    low, high = interval(hits, of)
    closer_low, closer_high = interval(hits * 10, of * 10)
    assert closer_high - closer_low < high - low


def test_nothing_known_may_be_anything():
    assert interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("hits", "of"), [(-1, 5), (6, 5)])
def test_no_share_is_refused(hits, of):
    with pytest.raises(ValueError, match="no share"):
        interval(hits, of)
