"""The shipped artifact as text: sorted keys, one figure or list a line, the same bytes for the same figures."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def as_text(figures: Mapping[str, Any]) -> str:
    return _written(figures, "") + "\n"


def _written(value: object, indent: str) -> str:
    if not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    inner = indent + " "
    lines = (f"{inner}{json.dumps(key, ensure_ascii=False)}: {_written(value[key], inner)}" for key in sorted(value))
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def write_artifact(figures: Mapping[str, Any], path: Path) -> None:
    """Write the artifact whole or not at all. Raises ``SvangrumError`` ``model.unwritable``."""
    staged = path.with_name(f".{path.name}.new")
    try:
        staged.write_text(as_text(figures), "utf-8", newline="\n")
        staged.replace(path)
    except OSError as error:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
        raise SvangrumError("model.unwritable", field="out", path=str(path)) from error
