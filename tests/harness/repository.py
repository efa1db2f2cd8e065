"""What the tests of the repository itself read: its files, its code as trees, its pages."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "svangrum"
DATA = PACKAGE / "data"
TEMPLATES = PACKAGE / "web" / "templates"
_NOT_OURS = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"}


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file that is or would be committed; without Git, every file outside caches and environment."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    else:
        paths = (path for path in ROOT.rglob("*") if not _NOT_OURS & set(path.relative_to(ROOT).parts))
    return tuple(sorted(path for path in paths if path.is_file()))


@cache
def text_files() -> dict[str, str]:
    """Place in the repository → text, for every file that is UTF-8 text."""
    read = ((path, _text(path)) for path in repository_files())
    return {str(path.relative_to(ROOT)): text for path, text in read if text is not None}


def _text(path: Path) -> str | None:
    content = path.read_bytes()
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the package, parsed."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def templates() -> Iterator[Path]:
    return (path for path in sorted(TEMPLATES.rglob("*")) if path.is_file())


def pages() -> Iterator[Path]:
    """Every page of documentation."""
    return (path for path in repository_files() if path.suffix == ".md")


def nothing(found: Iterable[object]) -> None:
    """Fail with every one of ``found``, one a line."""
    listed = [str(one) for one in found]
    assert listed == [], "\n" + "\n".join(listed)
