"""The keys that files are encrypted with: a file of its own, outside the database, readable by its owner alone.

The newest key that is not retired locks what is handed in. Retired ones still open what they locked.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.files.disk import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

BYTES = 32
_NAME_BYTES = 4


@dataclass(frozen=True)
class Key:
    """``secret`` is 32 bytes in base64. ``made`` and ``retired`` are days; ``retired`` is empty until then."""

    name: str
    secret: str
    made: str
    retired: str = ""

    @property
    def key(self) -> bytes:
        return base64.b64decode(self.secret)


@dataclass(frozen=True)
class Ring:
    """Every key, the oldest first."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        """The key that locks. Raises ``SvangrumError`` ``file.no-key``."""
        usable = [key for key in self.keys if not key.retired]
        if not usable:
            raise SvangrumError("file.no-key")
        return usable[-1]

    def key(self, name: str) -> Key:
        """The key that locked a file. Raises ``SvangrumError`` ``file.key-missing``."""
        for key in self.keys:
            if key.name == name:
                return key
        raise SvangrumError("file.key-missing", key=name)

    def rotated(self, on: date) -> Ring:
        """With a new key; those before it are retired."""
        retired = [replace(key, retired=key.retired or on.isoformat()) for key in self.keys]
        return Ring((*retired, _new_key(on)))

    def without(self, names: Iterable[str]) -> Ring:
        """Without the keys of ``names``; what only they open can never be read again."""
        gone = set(names)
        return Ring(tuple(key for key in self.keys if key.name not in gone))


def read_ring(path: Path) -> Ring:
    """The keys in the file.

    Raises ``SvangrumError`` ``file.keys-missing`` for no file, ``file.keys-open`` for one that others may read, and
    ``file.keys-broken`` for one that is no file of keys.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError as error:
        raise SvangrumError("file.keys-missing", path=str(path)) from error
    except OSError as error:
        raise SvangrumError("file.keys-broken", path=str(path)) from error
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise SvangrumError("file.keys-open", path=str(path))
    return _parsed(text, path)


def make_ring(path: Path, on: date) -> Ring:
    """The keys in the file; a file with a first key when there is none. Raises as ``read_ring``."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_ring(path, Ring((_new_key(on),)), replacing=False)
    return read_ring(path)


def write_ring(path: Path, ring: Ring, *, replacing: bool = True) -> None:
    """Put the keys in place at once; a file that another process made first stands unless ``replacing``."""
    text = json.dumps({"keys": [asdict(key) for key in ring.keys]}, indent=2) + "\n"
    write_whole(path, text.encode(), replacing=replacing)


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """One at a time reads the keys to change them; the next waits. Else it could write over a key that locks files."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.with_name(f"{path.name}.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _new_key(on: date) -> Key:
    return Key(secrets.token_hex(_NAME_BYTES), base64.b64encode(secrets.token_bytes(BYTES)).decode(), on.isoformat())


def _parsed(text: str, path: Path) -> Ring:
    try:
        keys = tuple(_key(one) for one in json.loads(text)["keys"])
    except (ValueError, KeyError, TypeError) as error:
        raise SvangrumError("file.keys-broken", path=str(path)) from error
    return Ring(keys)


def _key(written: Mapping[str, str]) -> Key:
    """Raises ``ValueError`` or ``TypeError`` for what is no key."""
    key = Key(**written)
    if len(key.key) != BYTES or len(bytes.fromhex(key.name)) != _NAME_BYTES:
        raise ValueError(key.name)
    return key
