"""Encrypted at rest: only the key opens, nothing changed goes unnoticed, keys change and files stay readable."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.records.files import store
from svangrum.records.files.keys import Ring, make_ring, read_ring, write_ring
from svangrum.records.files.sealing import HEADER, locked_by, reseal, seal, unseal

DAY = date(2026, 11, 27)
FILE = UUID("6f1f0a3e-4d0c-4a3b-9a51-0d1f3c9a7b42")
RING = Ring(()).rotated(DAY)


@given(content=st.binary(max_size=300))
def test_what_is_sealed_opens_again_and_shows_nothing(content):
    sealed = seal(content, FILE, RING.current)

    assert unseal(sealed, FILE, RING) == content
    assert len(content) < 8 or content not in sealed


@given(content=st.binary(max_size=100), data=st.data())
def test_any_changed_byte_is_noticed(content, data):
    sealed = bytearray(seal(content, FILE, RING.current))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(SvangrumError, match=r"file\.(changed|key-missing)"):
        unseal(bytes(sealed), FILE, RING)


@given(content=st.binary(max_size=100), data=st.data())
def test_any_cut_is_noticed(content, data):
    sealed = seal(content, FILE, RING.current)
    length = data.draw(st.integers(0, len(sealed) - 1))

    with pytest.raises(SvangrumError, match=r"file\.changed"):
        unseal(sealed[:length], FILE, RING)


def test_one_file_in_the_place_of_another_does_not_open():
    sealed = seal(b"hej", FILE, RING.current)

    with pytest.raises(SvangrumError, match=r"file\.changed"):
        unseal(sealed, uuid4(), RING)


@given(content=st.binary(max_size=100), times=st.integers(1, 4))
def test_a_change_of_key_leaves_the_content_and_needs_the_old_key_no_more(content, times):
    ring, sealed = RING, seal(content, FILE, RING.current)
    body = sealed[HEADER:]
    for _ in range(times):
        ring = ring.rotated(DAY)
        sealed = reseal(sealed, FILE, ring)

    assert sealed[HEADER:] == body
    assert locked_by(sealed) == ring.current.name
    assert unseal(sealed, FILE, Ring((ring.current,))) == content


def test_a_lost_key_is_told_by_its_name():
    sealed = seal(b"hej", FILE, RING.current)

    with pytest.raises(SvangrumError, match=r"file\.key-missing") as caught:
        unseal(sealed, FILE, RING.rotated(DAY).without([RING.current.name]))

    assert caught.value.values == {"key": RING.current.name}


def test_a_key_that_is_retired_locks_nothing_more():
    ring = RING.rotated(DAY)

    assert [bool(key.retired) for key in ring.keys] == [True, False]
    with pytest.raises(SvangrumError, match=r"file\.no-key"):
        Ring((replace(ring.current, retired="2026-11-27"),)).current  # noqa: B018 - the question raises


def test_the_keys_are_made_once_and_are_their_owners_alone(store_folder):
    made = make_ring(store.keys_path(), DAY)

    assert store.keys_path().stat().st_mode & 0o777 == 0o600
    assert store.keys_path().parent.stat().st_mode & 0o777 == 0o700
    assert make_ring(store.keys_path(), DAY) == made
    assert [path.name for path in store.keys_path().parent.iterdir()] == ["files.json"]


@pytest.mark.skipif(os.name != "posix", reason="the system keeps such rights elsewhere")
def test_keys_that_others_can_read_are_refused(store_folder):
    make_ring(store.keys_path(), DAY)
    store.keys_path().chmod(0o640)

    with pytest.raises(SvangrumError, match=r"file\.keys-open"):
        read_ring(store.keys_path())


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"keys": [{"name": "zz"}]}', '{"keys": [{"name": "00112233", "secret": "AA==", "made": ""}]}'],
)
def test_a_broken_file_of_keys_is_told(store_folder, text):
    make_ring(store.keys_path(), DAY)
    store.keys_path().write_text(text, "utf-8")

    with pytest.raises(SvangrumError, match=r"file\.keys-broken"):
        read_ring(store.keys_path())


def test_a_file_of_keys_that_was_named_is_never_made_anew(settings, tmp_path):
    settings.FILE_KEYS = tmp_path / "elsewhere.json"

    with pytest.raises(SvangrumError, match=r"file\.keys-missing"):
        store.write(FILE, b"hej", DAY)

    write_ring(tmp_path / "elsewhere.json", RING)
    store.write(FILE, b"hej", DAY)
    assert store.read(FILE) == b"hej"


def test_a_file_lies_encrypted_under_its_random_name(store_folder):
    store.write(FILE, b"lokalvard i tva forskolor", DAY)

    (path,) = [one for one in (store_folder / "files").rglob("*") if one.is_file()]
    assert path.name == FILE.hex
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"lokalvard" not in path.read_bytes()


def test_a_disk_that_takes_no_more_is_told(store_folder, monkeypatch):
    make_ring(store.keys_path(), DAY)

    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(SvangrumError, match=r"file\.disk"):
        store.write(FILE, b"hej", DAY)
    assert list((store_folder / "files").rglob("*.part")) == []
    assert not store.place(FILE).exists()
