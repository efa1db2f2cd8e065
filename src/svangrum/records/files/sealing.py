"""Bytes to bytes that only a key opens: AES-256-GCM with a key of its own for each file, locked by a key of the ring.

    SVF1 | name of the ring's key (4) | nonce (12) | the file's key, locked (48) | nonce (12) | the file, locked

The file's identity is bound in: one file's bytes put in another's place do not open. A change of key rewrites the first
80 bytes alone.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.files.keys import Key, Ring

MARK = b"SVF1"
_NAME, _NONCE, _LOCKED_KEY = 4, 12, 48
HEADER = len(MARK) + _NAME + _NONCE + _LOCKED_KEY
SHORTEST = HEADER + _NONCE + 16


@dataclass(frozen=True)
class _Sealed:
    """``bound`` is what the file's key is tied to: mark, name of the ring's key, identity."""

    name: bytes
    nonce: bytes
    locked_key: bytes
    rest: bytes


def seal(content: bytes, file: UUID, key: Key) -> bytes:
    """The file, locked by a fresh key that ``key`` locks."""
    own, nonce = secrets.token_bytes(32), secrets.token_bytes(_NONCE)
    return _header(own, file, key) + nonce + AESGCM(own).encrypt(nonce, content, _bound(b"", file))


def unseal(sealed: bytes, file: UUID, ring: Ring) -> bytes:
    """The file again.

    Raises ``SvangrumError`` ``file.key-missing``, and ``file.changed`` for bytes that are not as they were written.
    """
    parts = _parts(sealed)
    own, nonce = _own_key(parts, file, ring), parts.rest[:_NONCE]
    try:
        return AESGCM(own).decrypt(nonce, parts.rest[_NONCE:], _bound(b"", file))
    except InvalidTag as error:
        raise SvangrumError("file.changed") from error


def reseal(sealed: bytes, file: UUID, ring: Ring) -> bytes:
    """The same, its key locked by the ring's current one; the file itself is not opened. Raises as ``unseal``."""
    parts = _parts(sealed)
    return _header(_own_key(parts, file, ring), file, ring.current) + parts.rest


def locked_by(sealed: bytes) -> str:
    """The name of the ring's key. Raises ``SvangrumError`` ``file.changed``."""
    return _parts(sealed).name.hex()


def _header(own: bytes, file: UUID, key: Key) -> bytes:
    name, nonce = bytes.fromhex(key.name), secrets.token_bytes(_NONCE)
    return MARK + name + nonce + AESGCM(key.key).encrypt(nonce, own, _bound(name, file))


def _parts(sealed: bytes) -> _Sealed:
    if not sealed.startswith(MARK) or len(sealed) < SHORTEST:
        raise SvangrumError("file.changed")
    after_name = len(MARK) + _NAME
    after_nonce = after_name + _NONCE
    return _Sealed(
        sealed[len(MARK) : after_name], sealed[after_name:after_nonce], sealed[after_nonce:HEADER], sealed[HEADER:]
    )


def _own_key(parts: _Sealed, file: UUID, ring: Ring) -> bytes:
    try:
        return AESGCM(ring.key(parts.name.hex()).key).decrypt(parts.nonce, parts.locked_key, _bound(parts.name, file))
    except InvalidTag as error:
        raise SvangrumError("file.changed") from error


def _bound(name: bytes, file: UUID) -> bytes:
    return MARK + name + file.bytes
