"""The bytes of a file, wherever they lie."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.records.files import store

DAY, NOW = date(2026, 11, 27), datetime(2026, 11, 27, tzinfo=UTC)
FILE = UUID("6f1f0a3e-4d0c-4a3b-9a51-0d1f3c9a7b42")


@pytest.fixture(autouse=True)
def kept(store_folder):
    store.write(FILE, b"hej", DAY)


def test_what_is_set_aside_can_be_read():
    store.set_aside(FILE, NOW)

    assert not store.place(FILE).exists()
    assert store.read(FILE) == b"hej"
    assert store.there() == [FILE]


@pytest.mark.parametrize("aside", [False, True])
def test_what_is_removed_is_nowhere(aside):
    if aside:
        store.set_aside(FILE, NOW)

    store.remove(FILE)
    store.remove(FILE)

    assert store.there() == []
    with pytest.raises(SvangrumError, match=r"file\.lost"):
        store.read(FILE)
