"""Names in the cache: what is counted may be an address of the network or of a person, so the name hides it."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def key(name: str, prefix: str, version: int) -> str:
    """The name by which the cache's table knows it; only the server's key leads from one to the other."""
    return salted_hmac("svangrum.kept", f"{prefix}:{version}:{name}", algorithm="sha256").hexdigest()
