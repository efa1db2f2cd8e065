"""Every text that a reader meets, by the file it stands in: the catalogues and all content in both languages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from tests.harness.repository import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTENT = ("guide", "texts", "parameters")


@cache
def prose(language: str) -> dict[str, tuple[str, ...]]:
    """File under ``data/`` → its texts in ``language``."""
    catalogues = {path: tuple(_leaves(_read(path))) for path in sorted((DATA / "language" / language).glob("*.yaml"))}
    content = {
        path: tuple(_said(_read(path), language))
        for folder in _CONTENT
        for path in sorted((DATA / folder).rglob("*.yaml"))
    }
    return {str(path.relative_to(DATA)): texts for path, texts in {**catalogues, **content}.items() if texts}


def _read(path: Any) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _leaves(branch: Any) -> Iterator[str]:
    if isinstance(branch, dict):
        for one in branch.values():
            yield from _leaves(one)
    else:
        yield str(branch)


def _said(branch: Any, language: str) -> Iterator[str]:
    if isinstance(branch, dict) and isinstance(branch.get(language), str):
        yield branch[language]
    elif isinstance(branch, dict):
        for one in branch.values():
            yield from _said(one, language)
    elif isinstance(branch, list):
        for one in branch:
            yield from _said(one, language)
