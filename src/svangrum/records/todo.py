"""Something that a person should do, as *Mina sidor* lists it. Each noun tells of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.core.findings import Value


@dataclass(frozen=True)
class Todo:
    """``todo.<code>`` in words, with ``values``; where it is done; the day it is about, when there is one."""

    code: str
    page: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    day: date | None = None
