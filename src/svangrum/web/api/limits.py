"""How often one caller may ask: so many points a minute, kept in the memory of this process alone."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

WINDOW_SECONDS = 60
SECOND = 1_000_000_000
"""In the nanoseconds of the clock: whole numbers, so that a minute is never a little more or less than one."""
_WINDOW = WINDOW_SECONDS * SECOND
_MOST_CALLERS = 10_000


@dataclass
class Limiter:
    """Points spent by each caller in the last minute. The oldest callers are forgotten when there are very many."""

    clock: Callable[[], int] = time.monotonic_ns
    _spent: dict[str, deque[tuple[int, int]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, caller: str, *, most: int, cost: int = 1) -> int:
        """0 and the points are spent; or the seconds until there is room for them, and nothing is."""
        with self._lock:
            now = self.clock()
            spent = self._recent(caller, now)
            if sum(points for _, points in spent) + cost > most:
                return _seconds_until_room(spent, most - cost, now)
            spent.append((now, cost))
            return 0

    def clear(self) -> None:
        with self._lock:
            self._spent.clear()

    def _recent(self, caller: str, now: int) -> deque[tuple[int, int]]:
        spent = self._spent.pop(caller, None) or deque()
        while spent and spent[0][0] <= now - _WINDOW:
            spent.popleft()
        while len(self._spent) >= _MOST_CALLERS:
            self._spent.pop(next(iter(self._spent)))
        self._spent[caller] = spent
        return spent


def _seconds_until_room(spent: deque[tuple[int, int]], allowed: int, now: int) -> int:
    """Until so many points have run out that no more than ``allowed`` are left."""
    left = sum(points for _, points in spent)
    for moment, points in spent:
        left -= points
        if left <= allowed:
            return ceil((moment + _WINDOW - now) / SECOND)
    return WINDOW_SECONDS


LIMITER = Limiter()


def address_of(request: HttpRequest) -> str:
    """The caller's network address, behind as many proxies as the settings say; of IPv6 the network of a home."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    text = forwarded[-proxies] if 0 < proxies <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    try:
        found = ip_address(text)
    except ValueError:
        return "unknown"
    return str(IPv6Address(int(found) >> 64 << 64)) if isinstance(found, IPv6Address) else str(found)
