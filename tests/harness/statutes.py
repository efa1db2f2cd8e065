"""Consolidated acts as the tests read them: paragraph by paragraph."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.sources import acts

if TYPE_CHECKING:
    from pathlib import Path


def text_of(shared: Path, act: str) -> str | None:
    """The text of an act, by its code; None when it does not lie in the folder."""
    path = shared / "data" / "law" / f"sfs-{acts()[act].number.replace(':', '-')}.md"
    return path.read_text("utf-8") if path.is_file() else None


@cache
def paragraphs(text: str) -> dict[str, str]:
    """``"4:18"`` → its text; ``"25"`` in an act without chapters.

    A heading may carry a stray number (``/24/ 1 §``). One that names a chapter (``Blandade kontrakt i 2 kap. 1 §``)
    only refers to a paragraph.
    """
    found: dict[str, str] = {}
    chapter = ""
    for block in re.split(r"(?m)^(?=#)", text):
        if heading := re.match(r"## (\d+(?: [a-z])?) kap\.", block):
            chapter = heading[1] + ":"
        elif paragraph := re.match(r"###+ (?!.*kap\.).*?(\d+(?: [a-z])?) §\n", block):
            found[chapter + paragraph[1]] = block
    return found


def place(section: str) -> str:
    """The paragraph of a section, without its point."""
    return section.split(" p. ", maxsplit=1)[0]


def stands(text: str, section: str) -> bool:
    """Whether the act has the paragraph, or the annex."""
    if section.startswith("bilaga"):
        return f"## {section.capitalize()}\n" in text
    return place(section) in paragraphs(text)
