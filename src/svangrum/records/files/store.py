"""Where the bytes lie: one encrypted file for each stored file, under its random name in the store.

Written before the row that tells of it is kept, removed after the row says so: a process that is ended in between
leaves bytes that no row tells of, which ``sweep`` sets aside, and never a row without its bytes.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from svangrum.core.errors import SvangrumError
from svangrum.records.files.disk import ASIDE, to_disk, write_whole
from svangrum.records.files.keys import make_ring, read_ring
from svangrum.records.files.sealing import locked_by, reseal, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, timedelta

    from svangrum.records.files.keys import Ring

OWN_KEYS = Path("keys/files.json")
"""Where the store keeps keys of its own."""
_LEFT = "left"
_NAME = re.compile(r"[0-9a-f]{32}")


def folder() -> Path:
    return Path(settings.STORE) / "files"


def keys_path() -> Path:
    """The file of keys: the store's own, or the one that ``SVANGRUM_FILE_KEYS`` names."""
    return Path(settings.STORE) / settings.FILE_KEYS


def ring_for_writing(on: date) -> Ring:
    """The keys; made the first time in the store's own file, never in one that was named. Raises as ``read_ring``.

    A store that holds files has had keys: they are to be put back, for nothing else opens the files.
    """
    is_own = settings.FILE_KEYS == OWN_KEYS
    if is_own and (keys_path().exists() or not there()):
        return make_ring(keys_path(), on)
    return read_ring(keys_path())


def place(file: UUID) -> Path:
    return folder() / file.hex[:2] / file.hex


def lies(file: UUID) -> Path:
    """Where the bytes are: in their place, or set aside."""
    return place(file) if place(file).exists() else _aside(file)


def write(file: UUID, content: bytes, on: date) -> None:
    """Encrypt and keep. Raises ``SvangrumError`` ``file.disk`` when the disk takes no more, and as ``read_ring``."""
    sealed = seal(content, file, ring_for_writing(on).current)
    try:
        place(file).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(place(file), sealed)
    except OSError as error:
        raise SvangrumError("file.disk", field="file") from error


def read(file: UUID) -> bytes:
    """The file's own bytes, also while they are set aside: who asks has a row that tells of them.

    Raises ``SvangrumError`` ``file.lost``, ``file.key-missing`` or ``file.changed``.
    """
    try:
        sealed = lies(file).read_bytes()
    except OSError as error:
        raise SvangrumError("file.lost") from error
    return unseal(sealed, file, read_ring(keys_path()))


def remove(file: UUID) -> None:
    """Remove the bytes, wherever they are."""
    for path in (place(file), _aside(file)):
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            to_disk(path.parent)


def set_aside(file: UUID, now: datetime) -> None:
    """Put bytes aside that no row tells of: the row may be in another database than this one."""
    _aside(file).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.utime(place(file), (now.timestamp(), now.timestamp()))
    place(file).replace(_aside(file))
    to_disk(_aside(file).parent)
    to_disk(place(file).parent)


def put_back(file: UUID) -> None:
    """Return what was set aside to its place."""
    place(file).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _aside(file).replace(place(file))
    to_disk(place(file).parent)


def is_long_aside(file: UUID, than: timedelta, now: datetime) -> bool:
    """Whether the bytes were set aside so long ago."""
    return is_older(_aside(file), than, now)


def there() -> list[UUID]:
    """Every file that has bytes in the store, in their place or aside."""
    return sorted({*kept(), *left()})


def kept() -> Iterator[UUID]:
    """Every file whose bytes are in their place."""
    return _named(folder().glob("??/*"))


def left() -> Iterator[UUID]:
    """Every file whose bytes were set aside."""
    return _named((folder() / _LEFT).glob("*"))


def _named(paths: Iterable[Path]) -> Iterator[UUID]:
    return (UUID(path.name) for path in sorted(paths) if _NAME.fullmatch(path.name))


def _aside(file: UUID) -> Path:
    return folder() / _LEFT / file.hex


def unfinished() -> Iterator[Path]:
    """What was being written, and whose writing may have been cut short."""
    return iter(sorted(folder().glob(f"??/*{ASIDE}")))


def is_older(path: Path, than: timedelta, now: datetime) -> bool:
    """Whether the file was last written so long ago; one that is gone meanwhile is not."""
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return False
    return now - written > than


def relock(file: UUID, ring: Ring) -> bool:
    """Let the ring's current key lock the file; False when it does already. Raises as ``read``."""
    path = lies(file)
    try:
        sealed = path.read_bytes()
    except OSError as error:
        raise SvangrumError("file.lost") from error
    if locked_by(sealed) == ring.current.name:
        return False
    write_whole(path, reseal(sealed, file, ring))
    return True


def key_of(file: UUID) -> str:
    """The name of the key that locks the file; empty for bytes that are none of ours, or that are gone meanwhile.

    Raises ``SvangrumError`` ``file.unreadable`` for a file that the disk does not give: its key is not known.
    """
    path = lies(file)
    try:
        return locked_by(path.read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SvangrumError("file.unreadable", path=str(path)) from error
    except SvangrumError:
        return ""
