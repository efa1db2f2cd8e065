"""What a backup holds: the list that stands last in it, by which it is known to be whole."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "manifest.json"
FORMAT = 1
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
FILE_KEYS = "keys/files.json"
KEY_OF_SEALS = "secret-key"
_MEMBER = re.compile(r"database\.(sqlite3|dump)|files/[0-9a-f]{2}/[0-9a-f]{32}|keys/files\.json|secret-key")


@dataclass(frozen=True)
class Member:
    """One file of a backup; ``size`` is in bytes."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``missing`` are files that a row told of and the disk had not; ``made_at`` is a moment in UTC."""

    made_at: str
    version: str
    database: str
    members: Mapping[str, Member] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    format: int = FORMAT

    @property
    def has_keys(self) -> bool:
        return FILE_KEYS in self.members

    @property
    def files(self) -> int:
        return sum(name.startswith("files/") for name in self.members)


def is_member(name: str) -> bool:
    """Whether a backup may hold a file of that name."""
    return _MEMBER.fullmatch(name) is not None


def written(manifest: Manifest) -> bytes:
    return (json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n").encode()


def read(content: bytes) -> Manifest:
    """Raises ``ValueError``, ``KeyError``, ``TypeError`` or ``AttributeError`` for what is none of this format."""
    found = json.loads(content)
    if found["format"] != FORMAT or found["database"] not in DATABASES:
        raise ValueError(found["format"])
    members = {name: Member(**one) for name, one in found["members"].items()}
    return Manifest(**{**found, "members": members, "missing": tuple(found["missing"])})
