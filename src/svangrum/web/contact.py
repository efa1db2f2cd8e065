"""How to reach whoever runs the site: an e-mail address or a page on https."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Contact:
    """``text`` as it was set, and the address that a link leads to."""

    text: str
    url: str


def read_contact(environment: Mapping[str, str]) -> Contact | None:
    """Read ``SVANGRUM_CONTACT``; ``None`` where it is not set. Raises ``SvangrumError`` ``contact.unusable``."""
    text = environment.get("SVANGRUM_CONTACT", "").strip()
    if not text:
        return None
    if re.fullmatch(r"https://[^\s/]+\.[^\s]+", text):
        return Contact(text, text)
    if re.fullmatch(r"[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+", text):
        return Contact(text, f"mailto:{text}")
    raise SvangrumError("contact.unusable", text=text)
