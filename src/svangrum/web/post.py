"""Where mail goes, and the address that links in mails begin with, as the environment states them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import dj_email_url

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMES = {"smtp": "smtp", "smtp+tls": "submission", "submission": "submission", "smtp+ssl": "smtp"}
"""How we write what ``dj_email_url`` knows: plain, STARTTLS, and TLS from the first byte."""
_TLS_PORT = 465


@dataclass(frozen=True)
class Post:
    """A server for mail, or a folder where there is none."""

    backend: str
    folder: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False

    def sender(self, address: str) -> str:
        """Whom mails come from where nothing is stated: nobody in particular, at the service's own machine."""
        return f"svangrum@{urlsplit(address).hostname or 'localhost'}"


def read_post(url: str, store: Path) -> Post:
    """``smtp+tls://user:password@host:587``; files in the store when ``url`` is empty.

    Raises ``SvangrumError`` ``settings.mail`` for any other form, without repeating it: it may hold a password.
    """
    folder = str(store / "mails")
    if not url:
        return Post("svangrum.jobs.letters.files.Backend", folder)
    scheme, _, rest = url.partition("://")
    if scheme not in _SCHEMES or not urlsplit(f"//{rest}").hostname:
        raise SvangrumError("settings.mail")
    try:
        read = dj_email_url.parse(f"{_SCHEMES[scheme]}://{rest}")
    except ValueError as error:
        raise SvangrumError("settings.mail") from error
    is_tls = scheme == "smtp+ssl"
    return Post(
        backend=read["EMAIL_BACKEND"],
        folder=folder,
        host=read["EMAIL_HOST"],
        port=_TLS_PORT if is_tls and urlsplit(f"//{rest}").port is None else read["EMAIL_PORT"],
        user=read["EMAIL_HOST_USER"] or "",
        password=read["EMAIL_HOST_PASSWORD"] or "",
        starts_tls=read["EMAIL_USE_TLS"] and not is_tls,
        is_tls=is_tls,
    )


def read_address(url: str) -> str:
    """``https://svangrum.exempelstad.se``, without a last slash. Raises ``SvangrumError`` ``settings.address``."""
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise SvangrumError("settings.address", given=url)
    return url.strip().rstrip("/")
