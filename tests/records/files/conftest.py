"""A store of its own for every test of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def store_folder(settings, tmp_path) -> Path:
    settings.STORE = tmp_path / "store"
    return settings.STORE
