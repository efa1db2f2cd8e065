"""How often one caller may ask: never more than the limit in any minute, and who waits is told how long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.web.api import limits
from svangrum.web.api.limits import SECOND, WINDOW_SECONDS, Limiter, address_of


class Clock:
    def __init__(self):
        self.now = 1000 * SECOND

    def __call__(self):
        return self.now


@given(st.lists(st.tuples(st.integers(0, 30 * SECOND), st.integers(1, 4)), max_size=40), st.integers(1, 8))
def test_no_minute_holds_more_than_the_limit(asked, most):
    clock = Clock()
    limiter, spent = Limiter(clock), []
    for pause, cost in asked:
        clock.now += pause
        wait = limiter.wait("someone", most=most, cost=cost)
        if wait == 0:
            spent.append((clock.now, cost))
            recent = [points for moment, points in spent if moment > clock.now - WINDOW_SECONDS * SECOND]
            assert sum(recent) <= most
        else:
            assert 1 <= wait <= WINDOW_SECONDS
            left = [points for moment, points in spent if moment > clock.now - WINDOW_SECONDS * SECOND]
            assert cost + sum(left) > most


@given(st.integers(1, 5), st.integers(0, WINDOW_SECONDS * SECOND - 1))
def test_who_waits_as_long_as_told_is_let_in(most, pause):
    clock = Clock()
    limiter = Limiter(clock)
    for _ in range(most):
        assert limiter.wait("someone", most=most) == 0
    clock.now += pause
    wait = limiter.wait("someone", most=most)
    clock.now += wait * SECOND
    assert wait > 0
    assert limiter.wait("someone", most=most) == 0


def test_what_costs_more_than_there_is_waits_a_minute():
    assert Limiter(Clock()).wait("someone", most=5, cost=10) == WINDOW_SECONDS


def test_one_caller_does_not_spend_anothers_points():
    limiter = Limiter(Clock())
    assert limiter.wait("one", most=1) == limiter.wait("another", most=1) == 0
    assert limiter.wait("one", most=1) > 0


def test_callers_are_forgotten_when_they_are_very_many(monkeypatch):
    monkeypatch.setattr(limits, "_MOST_CALLERS", 3)
    limiter = Limiter(Clock())
    for name in "abcde":
        limiter.wait(name, most=1)
    assert list(limiter._spent) == ["c", "d", "e"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", "192.0.2.1"),
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "forged, 198.51.100.7", "198.51.100.7"),
        (2, "forged, 198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (2, "198.51.100.7", "192.0.2.1"),
        (1, "nonsense", "unknown"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_the_caller_is_whom_the_nearest_proxies_saw(rf, settings, proxies, forwarded, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert address_of(rf.get("/", headers=headers, REMOTE_ADDR="192.0.2.1")) == expected
