"""Add to files that people keep by hand, and write many files as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Files = dict["Path", str]
"""Each file and all that it is to hold."""


def add_under(text: str, block: str, entry: str) -> str:
    """The text of a YAML file with ``entry`` last in its top-level ``block``. All else stays as it stands."""
    lines = text.splitlines(keepends=True)
    begins = next(place for place, line in enumerate(lines) if line.startswith(f"{block}:"))
    after = (place for place in range(begins + 1, len(lines)) if lines[place][0] not in " \n#")
    inside = range(begins + 1, next(after, len(lines)))
    last = max((place for place in inside if lines[place][0] == " "), default=begins)
    return "".join([*lines[: last + 1], entry, *lines[last + 1 :]])


def write_all(files: Files) -> None:
    """Write every file, or none: what was there before is put back when one cannot be written."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    parts = {path: path.with_name(f".{path.name}.part") for path in files}
    try:
        for path, text in files.items():
            parts[path].write_text(text, "utf-8", newline="\n")
        for path, part in parts.items():
            part.replace(path)
    except BaseException:
        _put_back(before)
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != content:
            path.write_bytes(content)
