"""Who asks a server, and where the server is."""

from __future__ import annotations

from importlib.metadata import metadata

import httpx

from svangrum import __version__
from svangrum.core.errors import SvangrumError


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
