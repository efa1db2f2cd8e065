"""A change of key loses no file: not one that is set aside, or that the disk does not give, or two changes at once."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.records.files import rotation, store
from svangrum.records.files.keys import changing, read_ring

DAY, LATER = date(2026, 11, 27), date(2026, 11, 28)
FILE = UUID("6f1f0a3e-4d0c-4a3b-9a51-0d1f3c9a7b42")
OTHER = UUID("0d1f3c9a-4d0c-4a3b-9a51-6f1f0a3e7b42")
PATIENCE_SECONDS = 0.1


def test_a_file_that_is_set_aside_is_locked_anew_too(store_folder):
    store.write(FILE, b"hej", DAY)
    store.set_aside(FILE, datetime(2026, 11, 27, tzinfo=UTC))

    assert rotation.rotate(DAY).relocked == 1
    assert rotation.forget(LATER) == 1
    store.put_back(FILE)
    assert store.read(FILE) == b"hej"


def test_while_a_file_cannot_be_read_no_key_is_forgotten(store_folder, monkeypatch):
    store.write(FILE, b"hej", DAY)
    read = Path.read_bytes

    def refused(path):
        if path == store.place(FILE):
            raise PermissionError(13, "Permission denied")
        return read(path)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "read_bytes", refused)
        (fault,) = rotation.rotate(DAY).faults
        with pytest.raises(SvangrumError, match=r"file\.unreadable"):
            rotation.forget(LATER)

    assert fault.thing == FILE
    assert store.read(FILE) == b"hej"


def test_who_changes_the_keys_waits_for_who_changes_them(store_folder):
    store.write(FILE, b"hej", DAY)
    other = threading.Thread(target=rotation.rotate, args=(DAY,))

    with changing(store.keys_path()):
        other.start()
        other.join(PATIENCE_SECONDS)
        assert other.is_alive()
        assert len(read_ring(store.keys_path()).keys) == 1
    other.join()
    assert len(read_ring(store.keys_path()).keys) == 2


def test_a_store_that_holds_files_gets_no_new_keys_in_the_place_of_lost_ones(store_folder):
    store.write(FILE, b"hej", DAY)
    lost = store.keys_path().rename(store_folder / "lost.json")

    with pytest.raises(SvangrumError, match=r"file\.keys-missing"):
        store.write(OTHER, b"hej", DAY)
    store.set_aside(FILE, datetime(2026, 11, 27, tzinfo=UTC))
    with pytest.raises(SvangrumError, match=r"file\.keys-missing"):
        rotation.rotate(DAY)

    store.put_back(FILE)
    lost.rename(store.keys_path())
    assert store.read(FILE) == b"hej"
