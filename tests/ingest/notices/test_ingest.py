"""Whole ingests: packages, any order, any number of workers, broken off and taken up again."""

from __future__ import annotations

import gzip
import io
import random
import subprocess
import sys
import tarfile
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.facts import open_store
from svangrum.facts.store import current
from svangrum.ingest.notices.ingest import ingest_notices
from tests.ingest.notices.written import eforms, lot, uuid

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 40
KILLS = 12
ONE = (
    "import sys; from pathlib import Path; from svangrum.ingest.notices.ingest import ingest_notices\n"
    "ingest_notices([Path(sys.argv[1])], store=Path(sys.argv[2]), retrieved_at='')"
)


def notices(first: int = 0, count: int = COUNT) -> dict[str, bytes]:
    return {
        f"{number:03}.xml": eforms(
            "ContractNotice", f"{number + 1}-2024", notice_uuid=uuid(number + 1), lots=lot("LOT-0001") + lot("LOT-0002")
        )
        for number in range(first, first + count)
    }


def folder_of(path: Path, files: dict[str, bytes]) -> Path:
    path.mkdir(parents=True)
    for name, content in files.items():
        (path / name).write_bytes(content)
    return path


def tar_of(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return held.getvalue()


def zip_of(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def facts(store: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = open_store(store).lots().drop("source", "member").to_pyarrow().to_pylist()
    return rows


def written(store: Path) -> dict[str, bytes]:
    snapshot = current(store, "lots")
    assert snapshot is not None
    return {name: (snapshot.path / name).read_bytes() for name in snapshot.manifest.files}


def test_the_same_files_give_the_same_bytes_for_any_order_and_any_number_of_workers(tmp_path: Path) -> None:
    one, two = folder_of(tmp_path / "a", notices(0, 20)), folder_of(tmp_path / "b", notices(20, 20))
    (tmp_path / "b" / "p.tar.gz").write_bytes(tar_of(notices(50, 5)))
    for name, paths, workers in (("x", [one, two], 1), ("y", [two, one], 1), ("z", [one, two], 3)):
        ingest_notices(paths, store=tmp_path / name, retrieved_at="", workers=workers)

    assert written(tmp_path / "x") == written(tmp_path / "y") == written(tmp_path / "z")
    assert [path.name for path in (tmp_path / "x" / "facts" / "lots").iterdir()] == [
        path.name for path in (tmp_path / "z" / "facts" / "lots").iterdir()
    ]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("day.tar.gz", tar_of),
        ("day.zip", zip_of),
        ("month.tar.gz", lambda files: tar_of({"1/day.tar.gz": tar_of(files)})),
        ("month.zip", lambda files: zip_of({"day.tar.gz": tar_of(files)})),
        ("week.tgz", lambda files: tar_of({"day.zip": zip_of(files)})),
        ("misnamed.xml", tar_of),
    ],
)
def test_packages_hold_the_same_facts_as_the_files_in_them(tmp_path: Path, name: str, pack) -> None:
    loose = folder_of(tmp_path / "loose", notices())
    (tmp_path / name).write_bytes(pack(notices()))
    ingest_notices([loose], store=tmp_path / "one", retrieved_at="")
    ingest_notices([tmp_path / name], store=tmp_path / "other", retrieved_at="", workers=2)

    assert facts(tmp_path / "one") == facts(tmp_path / "other")
    assert len(facts(tmp_path / "one")) == 2 * COUNT


def test_a_single_notice_may_be_compressed(tmp_path: Path) -> None:
    (tmp_path / "one.xml.gz").write_bytes(gzip.compress(notices(0, 1)["000.xml"]))
    ingest_notices([tmp_path / "one.xml.gz"], store=tmp_path / "store", retrieved_at="")

    assert len(facts(tmp_path / "store")) == 2


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    files = {**notices(0, 3), "bad.xml": b"<TED_EXPORT>", "page.xml": b"<html/>"}
    (tmp_path / "day.tar.gz").write_bytes(tar_of({**files, "../../climbs.xml": b"no"}))
    (tmp_path / "cut.tar.gz").write_bytes(tar_of(files)[:-1])
    folder_of(tmp_path / "in", files)
    given = [tmp_path / "in", tmp_path / "day.tar.gz", tmp_path / "cut.tar.gz"]
    ingested = ingest_notices(given, store=tmp_path / "store", retrieved_at="")

    told = {(one["member"], one["reason"]) for one in ingested.refusals()}
    assert {("bad.xml", "notice.not-xml"), ("page.xml", "notice.not-a-notice")} <= told
    assert {("../../climbs.xml", "notice.not-xml"), ("cut.tar.gz", "notice.package-damaged")} <= told
    assert ingested.snapshot.manifest.facts["notices"] == 3
    assert {one["reason"] for one in ingested.left_out()} == {"notice.duplicate"}
    assert not (tmp_path.parent / "climbs.xml").exists()


def test_nothing_but_other_files_is_a_mistake_and_changes_nothing(tmp_path: Path) -> None:
    ingest_notices([folder_of(tmp_path / "in", notices(0, 2))], store=tmp_path / "store", retrieved_at="")
    before = written(tmp_path / "store")
    (tmp_path / "page.html").write_text("<html/>", "utf-8")

    with pytest.raises(SvangrumError) as told:
        ingest_notices([tmp_path / "page.html"], store=tmp_path / "store", retrieved_at="")

    assert told.value.code == "ingest.no-notices"
    assert written(tmp_path / "store") == before


def test_what_was_read_once_is_not_read_again(tmp_path: Path) -> None:
    day_one, day_two = tmp_path / "1.tar.gz", tmp_path / "2.tar.gz"
    day_one.write_bytes(tar_of(notices(0, 5)))
    day_two.write_bytes(tar_of(notices(5, 7)))
    ingest_notices([day_one], store=tmp_path / "store", retrieved_at="")
    again = ingest_notices([day_one], store=tmp_path / "store", retrieved_at="")
    more = ingest_notices([day_one, day_two], store=tmp_path / "store", retrieved_at="")

    assert (again.stored, again.notices, again.read_before) == (False, 5, 5)
    assert (more.stored, more.notices, more.read_before) == (True, 12, 5)
    assert len(facts(tmp_path / "store")) == 24
    assert len(list((tmp_path / "store" / "facts" / "lots").iterdir())) == 1


def test_killed_at_any_moment_it_leaves_the_old_or_the_new_snapshot_whole_and_can_be_run_again(tmp_path: Path) -> None:
    store = tmp_path / "store"
    old, new = folder_of(tmp_path / "old", notices(0, 5)), folder_of(tmp_path / "new", notices(0, 400))
    ingest_notices([old], store=store, retrieved_at="")
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", ONE, str(new), str(tmp_path / "timed")], check=True)
    whole = time.monotonic() - began
    chance = random.Random(20261126)  # noqa: S311 - moments, not secrets
    for _ in range(KILLS):
        child = subprocess.Popen([sys.executable, "-c", ONE, str(new), str(store)])
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        child.kill()
        child.wait()
        assert len(facts(store)) in {10, 800}
        assert len(list((store / "facts" / "lots").iterdir())) <= 1

    ingest_notices([new], store=store, retrieved_at="")
    assert len(facts(store)) == 800


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore::FutureWarning:pyspark", "ignore::ResourceWarning", "ignore:.*pandas.*")
def test_spark_gives_the_same_facts(tmp_path: Path, spark: None) -> None:
    folder = folder_of(tmp_path / "in", notices())
    (folder / "day.tar.gz").write_bytes(tar_of(notices(100, 9)))
    ingest_notices([folder], store=tmp_path / "one", retrieved_at="")
    ingest_notices([folder], store=tmp_path / "other", retrieved_at="", engine="spark")

    assert facts(tmp_path / "one") == facts(tmp_path / "other")
    assert written(tmp_path / "one")["lots.parquet"] == written(tmp_path / "other")["lots.parquet"]


@pytest.mark.shared
def test_every_real_notice_becomes_facts_or_is_left_out_with_a_reason(shared: Path, tmp_path: Path) -> None:
    ingested = ingest_notices(
        [shared / "data" / "notices" / "xml"], store=tmp_path / "store", retrieved_at="", workers=2
    )
    manifest = ingested.snapshot.manifest

    assert ingested.refusals() == []
    assert manifest.facts["notices"] + len(ingested.left_out()) == ingested.notices == 3391
