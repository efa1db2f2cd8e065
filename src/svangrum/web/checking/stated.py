"""The settings by themselves: missing, unreadable, unsafe. Asks neither Django nor the database."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from svangrum.core.errors import SvangrumError
from svangrum.web.brand import read_brand
from svangrum.web.checking.remarks import fault, note, of_error, unsafe
from svangrum.web.contact import read_contact
from svangrum.web.databases import database
from svangrum.web.environment import (
    LEAST_KEY,
    PRODUCTION,
    SETTINGS,
    Kind,
    listed,
    number,
    path,
    readable_by_others,
    switch,
    text,
)
from svangrum.web.post import read_address, read_post
from svangrum.web.signing_in.services import services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from svangrum.web.checking.remarks import Remark

_OURS = "SVANGRUM_"
_OF_TESTS = frozenset({"SVANGRUM_REQUIRE", "SVANGRUM_SHARED", "SVANGRUM_SCREENSHOTS", "SVANGRUM_TEST_POSTGRESQL"})
_HERE = frozenset({"127.0.0.1", "localhost", "[::1]", "::1", ""})
_FORMATS, _LEVELS = frozenset({"", "plain", "json"}), frozenset({"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"})
_SAFE_MODES = frozenset({"require", "verify-ca", "verify-full"})
_FEW_SIGNS = 5
_LONG_SESSION = 12


def remarks_on_settings() -> list[Remark]:
    """Everything that can be said of the environment, in the order of the settings."""
    return [remark for look in _LOOKS for remark in look()]


def _unknown() -> Iterator[Remark]:
    for name in sorted(os.environ):
        if name.startswith(_OURS) and name not in SETTINGS and name not in _OF_TESTS:
            yield note("unknown", name, name=name)


def _unstated() -> Iterator[Remark]:
    for one in SETTINGS.values():
        if os.environ.get(one.name, "").strip():
            continue
        if one.needed == PRODUCTION:
            yield unsafe("unstated", one.name, name=one.name)
        elif one.needed and text(one.needed):
            yield unsafe("accompanies", one.name, name=one.name, other=one.needed)


def _unreadable() -> Iterator[Remark]:
    read: dict[Kind, Callable[[str], object]] = {Kind.SWITCH: switch, Kind.NUMBER: number}
    for one in SETTINGS.values():
        if one.kind in read:
            yield from _tried(one.name, lambda name=one.name, kind=one.kind: read[kind](name))  # type: ignore[misc]
    yield from _tried("SVANGRUM_BRAND_COLOUR", lambda: read_brand(os.environ))
    yield from _tried("SVANGRUM_CONTACT", lambda: read_contact(os.environ))
    yield from _tried("SVANGRUM_ADDRESS", lambda: read_address(text("SVANGRUM_ADDRESS")))
    yield from _tried("SVANGRUM_MAIL", lambda: read_post(text("SVANGRUM_MAIL"), path("SVANGRUM_STORE")))
    yield from _tried("SVANGRUM_OIDC_ID", services)


def _tried(name: str, read: Callable[[], object]) -> Iterator[Remark]:
    try:
        read()
    except SvangrumError as error:
        yield of_error(error, name)


def _key() -> Iterator[Remark]:
    key, name = text("SVANGRUM_SECRET_KEY"), "SVANGRUM_SECRET_KEY"
    kept = path("SVANGRUM_STORE") / "secret-key"
    if key and (len(key) < LEAST_KEY or len(set(key)) < _FEW_SIGNS or "insecure" in key):
        yield unsafe("key-weak", name, least=LEAST_KEY)
    if not key and kept.exists():
        yield note("key-in-store", name, path=str(kept))
    if listed("SVANGRUM_SECRET_KEY_FALLBACKS"):
        yield note("key-rotating", "SVANGRUM_SECRET_KEY_FALLBACKS")
    yield from _secret_file(kept, name)


def _secret_file(file: Path, name: str) -> Iterator[Remark]:
    if file.is_file() and readable_by_others(file):
        yield unsafe("readable", name, path=str(file))


def _hosts() -> Iterator[Remark]:
    hosts = listed("SVANGRUM_HOSTS")
    if any("*" in host or host.startswith(".") for host in hosts):
        yield unsafe("hosts-any", "SVANGRUM_HOSTS")
    called = urlsplit(text("SVANGRUM_ADDRESS")).hostname or ""
    if called not in _HERE and not any(_is_called(host, called) for host in hosts):
        yield fault("hosts-address", "SVANGRUM_HOSTS", host=called)


def _is_called(host: str, name: str) -> bool:
    return host in {"*", name} or (host.startswith(".") and name.endswith(host))


def _transport() -> Iterator[Remark]:
    if not _on("SVANGRUM_HTTPS"):
        return
    if text("SVANGRUM_PROXIES") == "0":
        yield unsafe("proxies", "SVANGRUM_PROXIES")
    if not text("SVANGRUM_ADDRESS").startswith("https://"):
        yield unsafe("address-http", "SVANGRUM_ADDRESS")


def _debug() -> Iterator[Remark]:
    if _on("SVANGRUM_DEBUG"):
        yield unsafe("debug", "SVANGRUM_DEBUG")


def _on(name: str) -> bool:
    try:
        return switch(name)
    except SvangrumError:
        return False


def _database() -> Iterator[Remark]:
    address, name = text("DATABASE_URL"), "DATABASE_URL"
    try:
        database(address, path("SVANGRUM_STORE"))
    except (ValueError, KeyError):
        yield fault("database-unreadable", name)
        return
    parts = urlsplit(address)
    if parts.scheme.startswith("postgres"):
        if find_spec("psycopg") is None:
            yield fault("psycopg", name)
        if (parts.hostname or "") not in _HERE and "%2F" not in (parts.hostname or "").upper():
            mode = parse_qs(parts.query).get("sslmode", [""])[0]
            yield from [] if mode in _SAFE_MODES else [unsafe("database-open", name)]


def _files() -> Iterator[Remark]:
    store = path("SVANGRUM_STORE")
    if text("SVANGRUM_FILE_KEYS"):
        keys = store / path("SVANGRUM_FILE_KEYS")
        yield from [] if keys.is_file() else [note("file-keys", "SVANGRUM_FILE_KEYS", path=str(keys))]
    yield from _secret_file(store / (text("SVANGRUM_FILE_KEYS") or "keys/files.json"), "SVANGRUM_FILE_KEYS")
    if text("SVANGRUM_OIDC_FILE"):
        yield from _secret_file(path("SVANGRUM_OIDC_FILE"), "SVANGRUM_OIDC_FILE")


def _sign_in() -> Iterator[Remark]:
    try:
        stated = services()
    except SvangrumError:
        stated = []
    for one in stated:
        if not str(one["settings"]["server_url"]).startswith("https://"):
            yield unsafe("issuer-http", "SVANGRUM_OIDC_ISSUER", service=str(one["name"]))
    if text("SVANGRUM_SAML_FILE") and find_spec("onelogin") is None:
        yield fault("saml", "SVANGRUM_SAML_FILE")
    hours = text("SVANGRUM_SESSION_HOURS")
    if hours.isdigit() and int(hours) > _LONG_SESSION:
        yield unsafe("session-long", "SVANGRUM_SESSION_HOURS", most=_LONG_SESSION)


def _log() -> Iterator[Remark]:
    if text("SVANGRUM_LOG_FORMAT") not in _FORMATS:
        yield fault("log-format", "SVANGRUM_LOG_FORMAT")
    if text("SVANGRUM_LOG_LEVEL").upper() not in _LEVELS:
        yield fault("log-level", "SVANGRUM_LOG_LEVEL", allowed=", ".join(sorted(_LEVELS)))


_LOOKS = (
    _unreadable,
    _unstated,
    _key,
    _hosts,
    _transport,
    _debug,
    _database,
    _files,
    _sign_in,
    _log,
    _unknown,
)
