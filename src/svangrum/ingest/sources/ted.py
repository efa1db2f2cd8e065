"""TED, the European Union's procurement notices: where it lives, and what came of asking it.

Its interfaces: https://docs.ted.europa.eu/reuse/search-api.html and https://ted.europa.eu/en/help/data-reuse.
"""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from svangrum.ingest.sources.landing import Fetched

SITE = "https://ted.europa.eu"
API = "https://api.ted.europa.eu"


@dataclass
class FetchedNotices(Fetched):
    """What came of a search. ``matches``: how many notices the server said there are, when it said so.

    ``short``: fewer notices came than the server had announced.
    """

    matches: int | None = None
    timed_out: bool = False
    short: bool = False

    @property
    def all_came(self) -> bool:
        return not (self.set_aside or self.timed_out or self.short)


def is_trusted(link: str, server: str) -> bool:
    """A link that the server gave leads to itself or to TED."""
    try:
        url, own = httpx.URL(link), httpx.URL(server)
    except httpx.InvalidURL:
        return False
    if (url.scheme, url.host, url.port) == (own.scheme, own.host, own.port):
        return True
    is_teds = url.host == "ted.europa.eu" or url.host.endswith(".ted.europa.eu")
    return is_teds and url.scheme == "https" and url.port is None
