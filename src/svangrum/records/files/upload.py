"""What somebody hands in: a name and bytes, which nothing may trust before ``checks.check`` has seen them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from svangrum.core.errors import SvangrumError

LONGEST_NAME = 200
_FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)
_NO_NAME = re.compile(r"[<>:\"|?*\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Upload:
    """``str()`` gives name and digest: enough to know the same file again, without the file."""

    name: str
    content: bytes

    def __str__(self) -> str:
        return f"{self.sha256} {self.name}"

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def ending(self) -> str:
        """``pdf`` for ``Avtal.PDF``; empty for a name without one."""
        stem, dot, ending = self.name.rpartition(".")
        return ending.lower() if dot and stem else ""


def upload(name: str, content: bytes) -> Upload:
    """A file under a plain name: no folders, no characters that a file system or a reader's eye could be misled by.

    Raises ``SvangrumError`` ``file.no-name``, ``file.name-too-long`` and ``file.empty``.
    """
    plain = _plain(name)
    if not plain.strip("."):
        raise SvangrumError("file.no-name", field="file")
    if len(plain) > LONGEST_NAME:
        raise SvangrumError("file.name-too-long", field="file", longest=LONGEST_NAME)
    if not content:
        raise SvangrumError("file.empty", field="file")
    return Upload(plain, content)


def _plain(name: str) -> str:
    normal = unicodedata.normalize("NFC", _FOLDERS.sub("", name))
    shown = "".join(one for one in normal if not unicodedata.category(one).startswith("C"))
    return " ".join(_NO_NAME.sub(" ", shown).split()).lstrip(".")
