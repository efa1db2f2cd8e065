"""What an installation can be told by its environment: every setting once, with what it is and how it is read.

The words stand in the catalogue: ``setting.<name>.means`` and ``setting.<name>.without``.
``docs/how-to/run-a-service.md`` holds the same list, kept true by a test.
"""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Mapping

PRODUCTION = "production"
"""``Setting.needed`` of what every service open to others must state."""
LEAST_KEY = 50
"""Characters of a secret key that Django itself calls long enough."""
_YES, _NO = frozenset({"1", "yes", "true", "on"}), frozenset({"", "0", "no", "false", "off"})


class Kind(StrEnum):
    """What a setting holds."""

    TEXT = "text"
    SWITCH = "switch"
    LIST = "list"
    NUMBER = "number"
    PATH = "path"
    ADDRESS = "address"


@dataclass(frozen=True)
class Setting:
    """One environment variable.

    ``needed`` is empty, ``PRODUCTION``, or the name of a setting that this one must accompany. What is ``secret`` is
    never shown, neither whole nor in part.
    """

    name: str
    kind: Kind = Kind.TEXT
    default: str = ""
    needed: str = ""
    secret: bool = False


_ALL = (
    Setting("SVANGRUM_SECRET_KEY", needed=PRODUCTION, secret=True),
    Setting("SVANGRUM_SECRET_KEY_FALLBACKS", Kind.LIST, secret=True),
    Setting("SVANGRUM_HOSTS", Kind.LIST, "127.0.0.1,localhost,[::1]", needed=PRODUCTION),
    Setting("SVANGRUM_HTTPS", Kind.SWITCH, needed=PRODUCTION),
    Setting("SVANGRUM_PROXIES", Kind.NUMBER, "0"),
    Setting("SVANGRUM_STORE", Kind.PATH, ".data"),
    Setting("DATABASE_URL", Kind.ADDRESS, secret=True),
    Setting("SVANGRUM_ADDRESS", Kind.ADDRESS, "http://127.0.0.1:8000", needed=PRODUCTION),
    Setting("SVANGRUM_MAIL", Kind.ADDRESS, needed=PRODUCTION, secret=True),
    Setting("SVANGRUM_MAIL_FROM"),
    Setting("SVANGRUM_FILE_MAX", Kind.NUMBER, "20"),
    Setting("SVANGRUM_FILE_KEYS", Kind.PATH),
    Setting("SVANGRUM_DEBUG", Kind.SWITCH),
    Setting("SVANGRUM_LOG_FORMAT"),
    Setting("SVANGRUM_LOG_LEVEL", default="INFO"),
    Setting("SVANGRUM_BRAND_NAME"),
    Setting("SVANGRUM_BRAND_COLOUR"),
    Setting("SVANGRUM_BRAND_LOGO", Kind.PATH),
    Setting("SVANGRUM_CONTACT"),
    Setting("SVANGRUM_SUPERVISOR"),
    Setting("SVANGRUM_SUPERVISOR_URL", Kind.ADDRESS, needed="SVANGRUM_SUPERVISOR"),
    Setting("SVANGRUM_LANG", default="sv"),
    Setting("SVANGRUM_ENGINE", default="duckdb"),
    Setting("SVANGRUM_SESSION_HOURS", Kind.NUMBER, "8"),
    Setting("SVANGRUM_OIDC_ID"),
    Setting("SVANGRUM_OIDC_SECRET", secret=True, needed="SVANGRUM_OIDC_ID"),
    Setting("SVANGRUM_OIDC_ISSUER", Kind.ADDRESS, needed="SVANGRUM_OIDC_ID"),
    Setting("SVANGRUM_OIDC_NAME", needed="SVANGRUM_OIDC_ID"),
    Setting("SVANGRUM_OIDC_DOMAINS", Kind.LIST, needed="SVANGRUM_OIDC_ID"),
    Setting("SVANGRUM_OIDC_FILE", Kind.PATH),
    Setting("SVANGRUM_SAML_FILE", Kind.PATH),
)
SETTINGS: Mapping[str, Setting] = {one.name: one for one in _ALL}


def text(name: str) -> str:
    """What the environment says, else the default. Raises ``KeyError`` for a setting that is not in ``SETTINGS``."""
    setting = SETTINGS[name]
    return os.environ.get(name, "").strip() or setting.default


def switch(name: str) -> bool:
    """Whether it is on. Raises ``SvangrumError`` ``settings.switch`` for what is neither yes nor no."""
    written = text(name).lower()
    if written not in _YES | _NO:
        raise SvangrumError("settings.switch", name=name, text=written)
    return written in _YES


def listed(name: str) -> list[str]:
    """The parts between commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def number(name: str) -> int:
    """A whole number. Raises ``SvangrumError`` ``settings.number``."""
    written = text(name) or "0"
    if not (written.isascii() and written.isdigit()):
        raise SvangrumError("settings.number", name=name, text=written)
    return int(written)


def path(name: str) -> Path:
    return Path(text(name))


def settle_key(store: Path | None = None) -> None:
    """Without ``SVANGRUM_SECRET_KEY``, let the environment hold the key kept in the store (``secret_key``)."""
    if not text("SVANGRUM_SECRET_KEY"):
        os.environ["SVANGRUM_SECRET_KEY"] = secret_key(store or path("SVANGRUM_STORE"))


def secret_key(store: Path) -> str:
    """The key that lies in the store, made the first time and readable by its owner alone.

    Raises ``SvangrumError`` ``settings.key-unwritable`` for a store that takes no file, and ``settings.key-broken``
    for a file with no whole key in it.
    """
    kept = store / "secret-key"
    try:
        if not kept.exists():
            _make_key(kept)
        key = kept.read_text("utf-8").strip()
    except OSError as error:
        raise SvangrumError("settings.key-unwritable", path=str(kept)) from error
    if len(key) < LEAST_KEY:
        raise SvangrumError("settings.key-broken", path=str(kept))
    return key


def _make_key(kept: Path) -> None:
    """Whole or not at all, and never over one that another process made meanwhile."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_name(f"{kept.name}.{secrets.token_hex(8)}")
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):
            kept.hardlink_to(partial)
    finally:
        partial.unlink()


def readable_by_others(file: Path) -> bool:
    """Whether anyone but its owner may read the file. Windows keeps such rights elsewhere: there it is not known."""
    return sys.platform != "win32" and bool(file.stat().st_mode & 0o077)
