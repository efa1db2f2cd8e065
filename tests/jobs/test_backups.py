"""A backup is whole or not there, tells nothing without the keys, and comes back only where nothing is lost."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import sqlite3
import tarfile
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection

from svangrum.cli.backup import ended_as_interrupted
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.jobs.backups import databases, manifest
from svangrum.jobs.backups.restoring import restore
from svangrum.jobs.backups.taking import back_up
from svangrum.jobs.backups.unwritten import unwritten
from svangrum.records.accounts.models import Organisation
from svangrum.records.actors import Role
from svangrum.records.files import store
from svangrum.records.files.actions import hand_in, read_file, remove_file
from svangrum.records.files.upload import Upload
from tests.harness.permissions.walk import undone
from tests.records.build import NOW, a_member, actor, an_organisation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from uuid import UUID

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = datetime(2026, 11, 27, 9, 30, 5, tzinfo=UTC)
SAID = b"Lokalvard i tva forskolor"


@pytest.fixture(autouse=True)
def store_folder(settings, tmp_path) -> Path:
    settings.STORE = tmp_path / "store"
    settings.STORE.mkdir()
    return settings.STORE


@pytest.fixture
def kept() -> tuple[UUID, UUID, object]:
    """Two files, and who handed them in."""
    organisation = an_organisation()
    by = actor(a_member(organisation, Role.PROCUREMENT_OFFICER), organisation)
    one, other = (
        hand_in(by=by, recorded_at=NOW, organisation=organisation.pk, file=Upload(f"{n}.txt", SAID), rule="working")
        for n in range(2)
    )
    return one, other, by


def members(backup: Path) -> dict[str, bytes]:
    with tarfile.open(backup) as archive:
        return {one.name: archive.extractfile(one).read() for one in archive}  # type: ignore[union-attr]


def rewritten(backup: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The backup with its members changed, beside it."""
    held = members(backup)
    change(held)
    other = backup.with_name("changed.tar")
    with tarfile.open(other, "w") as archive:
        for name, content in held.items():
            told = tarfile.TarInfo(name)
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return other


def test_it_holds_the_database_the_files_still_locked_and_no_keys(kept, tmp_path):
    one, other, _ = kept
    taken = back_up(tmp_path / "kopia.tar", now=MOMENT, with_keys=False)
    held = members(taken.path)

    database = manifest.DATABASES[databases.kind()]
    assert set(held) == {database, *(f"files/{f.hex[:2]}/{f.hex}" for f in (one, other)), manifest.NAME}
    assert held[f"files/{one.hex[:2]}/{one.hex}"] == store.place(one).read_bytes()
    assert SAID not in taken.path.read_bytes()
    assert taken.path.stat().st_mode & 0o777 == 0o600
    assert (taken.manifest.files, taken.manifest.missing, taken.manifest.has_keys) == (2, (), False)


@pytest.mark.skipif(databases.kind() != "sqlite", reason="pg_dump writes rows alone")
def test_what_was_taken_back_stands_in_no_part_of_it_that_is_free_again(kept, tmp_path):
    """SQLite keeps rows that were rolled back in pages that no table has any more."""
    for number in range(300):
        an_organisation(name=f"Igar {number}")
    Organisation.objects.filter(name__startswith="Igar").delete()
    with undone():
        for number in range(100):
            an_organisation(name=f"Angrades {number}")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA freelist_count")
        assert cursor.fetchone()[0] > 0

    held = members(back_up(tmp_path / "kopia.tar", now=MOMENT, with_keys=False).path)

    assert b"Angrades" not in held[manifest.DATABASES["sqlite"]]


def test_a_file_that_a_sweep_set_aside_comes_along_and_is_read(kept, tmp_path):
    """A sweep against the wrong database sets everything aside; what no row here tells of stays out."""
    one, _, by = kept
    stray = uuid4()
    store.write(stray, SAID, NOW.date())
    for file in (one, stray):
        store.set_aside(file, NOW)

    taken = back_up(tmp_path / "kopia.tar", now=MOMENT, with_keys=False)

    assert f"files/{one.hex[:2]}/{one.hex}" in members(taken.path)
    assert stray.hex not in "".join(members(taken.path))
    assert taken.manifest.missing == ()
    assert read_file(by=by, recorded_at=NOW, file=one)[1] == SAID


def test_the_keys_come_along_when_asked_for(kept, tmp_path, store_folder):
    (store_folder / "secret-key").write_text("s" * 60)
    held = members(back_up(tmp_path / "kopia.tar", now=MOMENT, with_keys=True).path)

    assert held["keys/files.json"] == store.keys_path().read_bytes()
    assert held["secret-key"] == b"s" * 60


def test_in_a_folder_it_gets_a_name_of_its_own(kept, tmp_path):
    (tmp_path / "kopior").mkdir()

    taken = back_up(tmp_path / "kopior", now=MOMENT, with_keys=False)

    assert [path.name for path in (tmp_path / "kopior").iterdir()] == ["svangrum-2026-11-27-093005.tar"]
    with pytest.raises(SvangrumError, match=r"backup\.exists"):
        back_up(tmp_path / "kopior", now=MOMENT, with_keys=False)
    with pytest.raises(SvangrumError, match=r"backup\.exists"):
        back_up(taken.path, now=MOMENT, with_keys=False)
    with pytest.raises(SvangrumError, match=r"backup\.folder"):
        back_up(tmp_path / "ingen" / "kopia.tar", now=MOMENT, with_keys=False)


@pytest.mark.parametrize("how", ["ctrl-c", "terminated", "disk", "tool"])
def test_an_interrupted_one_leaves_nothing(kept, tmp_path, monkeypatch, how):
    (tmp_path / "kopior").mkdir()
    copy = databases.copy_to

    def interrupted(target):
        copy(target)
        if how == "ctrl-c":
            raise KeyboardInterrupt
        if how == "terminated":
            os.kill(os.getpid(), signal.SIGTERM)
        raise OSError(28, "No space left on device") if how == "disk" else SvangrumError("backup.tool-failed")

    monkeypatch.setattr(databases, "copy_to", interrupted)
    expected = {"disk": SvangrumError, "tool": SvangrumError}.get(how, KeyboardInterrupt)

    with pytest.raises(expected), ended_as_interrupted():
        back_up(tmp_path / "kopior" / "kopia.tar", now=MOMENT, with_keys=False)

    assert list((tmp_path / "kopior").iterdir()) == []


def test_a_file_thinned_meanwhile_makes_it_start_anew(kept, tmp_path, monkeypatch):
    one, other, by = kept
    copy, copied = databases.copy_to, []

    def meanwhile(target):
        copy(target)
        copied.append(target)
        if len(copied) == 1:
            remove_file(by=by, recorded_at=NOW, file=one, version=1, reason="Uppladdad av misstag")

    monkeypatch.setattr(databases, "copy_to", meanwhile)
    taken = back_up(tmp_path / "kopia.tar", now=MOMENT, with_keys=False)

    assert len(copied) == 2
    assert [name for name in taken.manifest.members if name.startswith("files/")] == [
        f"files/{other.hex[:2]}/{other.hex}"
    ]
    assert taken.manifest.missing == ()


def test_what_is_missing_on_the_disk_is_told(kept, tmp_path):
    one, _, _ = kept
    store.place(one).unlink()

    assert back_up(tmp_path / "kopia.tar", now=MOMENT, with_keys=False).manifest.missing == (one.hex,)


@pytest.fixture
def backup(kept, tmp_path) -> Path:
    return back_up(tmp_path / "kopia.tar", now=MOMENT, with_keys=True).path


def changed_byte(held):
    name = next(name for name in held if name.startswith("files/"))
    held[name] = held[name][:-1] + bytes([held[name][-1] ^ 1])


def lost_file(held):
    del held[next(name for name in held if name.startswith("files/"))]


def lost_database(held):
    del held[manifest.DATABASES[databases.kind()]]


def another_file(held):
    told = held.pop(manifest.NAME)
    held["files/00/" + "0" * 32] = b"x"
    held[manifest.NAME] = told


def no_manifest(held):
    del held[manifest.NAME]


def stranger(held):
    told = held.pop(manifest.NAME)
    held["../../etc/cron.d/x"] = b"x"
    held[manifest.NAME] = told


def after_manifest(held):
    held["files/00/" + "0" * 32] = b"x"


def restated(**more):
    def change(held):
        held[manifest.NAME] = json.dumps({**json.loads(held[manifest.NAME]), **more}).encode()

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (changed_byte, "restore.changed"),
        (lost_file, "restore.changed"),
        (lost_database, "restore.changed"),
        (another_file, "restore.changed"),
        (no_manifest, "restore.unreadable"),
        (stranger, "restore.unreadable"),
        (after_manifest, "restore.unreadable"),
        (restated(format=2), "restore.unreadable"),
        (restated(members=[]), "restore.unreadable"),
        (restated(version="99.0.0"), "restore.newer"),
    ],
)
def test_a_backup_that_is_not_whole_is_not_put_back(backup, tmp_path, change, code):
    with pytest.raises(SvangrumError, match=code):
        restore(rewritten(backup, change), tmp_path / "ny")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["changed.tar", "kopia.tar", "store"]


def test_a_backup_of_the_other_database_is_not_put_back(backup, tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "kind", lambda: "another")

    with pytest.raises(SvangrumError, match=r"restore\.other-database"):
        restore(backup, tmp_path / "ny")


@pytest.mark.parametrize("share", [0, 0.2, 0.5, 0.9, 0.999])
def test_a_cut_backup_is_not_put_back(backup, tmp_path, share):
    whole = backup.read_bytes().rstrip(b"\0")
    cut = tmp_path / "kapad.tar"
    cut.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(SvangrumError, match=r"restore\.(unreadable|changed)"):
        restore(cut, tmp_path / "ny")
    assert not (tmp_path / "ny").exists()


def test_no_file_at_all_is_told(tmp_path):
    with pytest.raises(SvangrumError, match=r"restore\.missing"):
        restore(tmp_path / "ingen.tar", tmp_path / "nya" / "ny")
    assert not (tmp_path / "nya").exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [(28, "backup.full"), (13, "backup.not-allowed"), (30, "backup.not-allowed"), (5, "backup.disk")],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_the_disk_refuses_is_told_in_the_language_of_the_reader(tmp_path, number, code, language):
    told = unwritten(tmp_path, OSError(number, "The system's own words"))

    assert told.code == code
    assert str(tmp_path) in words(f"error.{code}", language, **told.values)
    assert "own words" not in words(f"error.{code}", language, **told.values)


def test_nothing_is_written_over(backup, tmp_path, store_folder):
    before = sorted(path.name for path in store_folder.rglob("*"))

    with pytest.raises(SvangrumError, match=r"restore\.not-empty"):
        restore(backup, store_folder)

    assert sorted(path.name for path in store_folder.rglob("*")) == before


def test_a_database_that_is_not_sound_is_not_put_back(backup, tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "kind", lambda: "sqlite")

    def broken(held):
        told = json.loads(held.pop(manifest.NAME))
        held.pop(manifest.DATABASES["postgresql"], None)
        told["members"].pop(manifest.DATABASES["postgresql"], None)
        held["database.sqlite3"] = b"SQLite format 3\0" + b"\1" * 5_000
        digest = hashlib.sha256(held["database.sqlite3"]).hexdigest()
        told["members"]["database.sqlite3"] = {"size": len(held["database.sqlite3"]), "sha256": digest}
        held[manifest.NAME] = json.dumps({**told, "database": "sqlite"}).encode()

    with pytest.raises(SvangrumError, match=r"restore\.changed"):
        restore(rewritten(backup, broken), tmp_path / "ny")


def test_a_tool_that_is_not_there_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "kind", lambda: "postgresql")
    monkeypatch.setattr("shutil.which", lambda _name: None)

    with pytest.raises(SvangrumError, match=r"backup\.no-tool"):
        databases.copy_to(tmp_path / "kopia")


def test_a_database_that_is_written_all_the_time_is_copied_all_the_same(tmp_path, monkeypatch):
    """In parts it never would be: SQLite begins anew after each writing by another."""
    path, done = tmp_path / "busy.sqlite3", threading.Event()
    with closing(sqlite3.connect(path)) as ours:
        ours.executescript("PRAGMA journal_mode=WAL; CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(12000000));")
        monkeypatch.setattr(databases, "connection", SimpleNamespace(ensure_connection=lambda: None, connection=ours))
        monkeypatch.setattr(databases, "kind", lambda: "sqlite")
        writer = threading.Thread(target=_write_until, args=(path, done))
        writer.start()
        databases.copy_to(tmp_path / "copy.sqlite3")
        is_busy = writer.is_alive()
        done.set()
        writer.join()
    assert is_busy
    assert databases.is_sound(tmp_path / "copy.sqlite3")


def _write_until(path: Path, done: threading.Event) -> None:
    """Ever again, for five seconds at most."""
    until = time.monotonic() + 5
    with closing(sqlite3.connect(path)) as theirs:
        while not done.is_set() and time.monotonic() < until:
            theirs.execute("INSERT INTO t VALUES (1)")
            theirs.commit()
