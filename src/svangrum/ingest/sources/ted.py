"""TED, the European Union's procurement notices: where it lives, who asks, and what came of asking.

Its interfaces: https://docs.ted.europa.eu/reuse/search-api.html and https://ted.europa.eu/en/help/data-reuse.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import metadata
from typing import TYPE_CHECKING

import httpx

from svangrum import __version__
from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Told = Callable[[str], None]

SITE = "https://ted.europa.eu"
API = "https://api.ted.europa.eu"
_ONLY_THIS_ONE = frozenset(
    {"fetch.absent", "fetch.bad-name", "fetch.no-link", "fetch.foreign-link", "fetch.not-a-notice"}
)


@dataclass
class Fetched:
    """What came of asking: files saved, files that were there already, and what could not be had."""

    saved: int = 0
    already: int = 0
    set_aside: list[SvangrumError] = field(default_factory=list)
    matches: int | None = None
    """How many notices the server said there are, when it said so."""
    timed_out: bool = False
    short: bool = False
    """Fewer notices came than the server had announced."""

    @property
    def all_came(self) -> bool:
        return not (self.set_aside or self.timed_out or self.short)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Set aside what is wrong with one file only; anything else stops the whole."""
        try:
            yield
        except SvangrumError as error:
            if error.code not in _ONLY_THIS_ONE:
                raise
            self.set_aside.append(error)


def user_agent() -> str:
    """Who asks, in the form of a well-behaved crawler: TED's gate turns away those that do not say.

    The address is the project's own from its metadata; while it has none, none is claimed.
    """
    links = [link.partition(", ")[2] for link in metadata("svangrum").get_all("Project-URL") or []]
    told = [f"Svangrum/{__version__}", *(f"+{link}" for link in links[:1])]
    return f"Mozilla/5.0 (compatible; {'; '.join(told)})"


def server_address(given: str) -> str:
    """The address of a server without its last slash. Raises ``SvangrumError`` ``fetch.server``."""
    try:
        url = httpx.URL(given)
    except httpx.InvalidURL as error:
        raise SvangrumError("fetch.server", field="server", server=given) from error
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.fragment:
        raise SvangrumError("fetch.server", field="server", server=given)
    return str(url).rstrip("/")


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


@contextmanager
def folder(into: Path) -> Iterator[None]:
    """The folder, made when it is missing. Raises ``SvangrumError`` ``fetch.full`` or ``fetch.unwritable``."""
    try:
        into.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise SvangrumError("fetch.full", field="into", path=str(into)) from error
        raise SvangrumError("fetch.unwritable", field="into", path=str(into)) from error


def part_of(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(f"{path.name}.part")
