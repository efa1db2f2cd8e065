"""The store keeps whole snapshots, one at a time, and says plainly when it cannot."""

from __future__ import annotations

import errno
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.facts.manifest import Manifest, Source, from_json, identity_of, to_json
from svangrum.facts.schemas import VALUES
from svangrum.facts.store import current, publish, tidy, whole, writing
from svangrum.facts.tables import make_table, refusals_table, write_tables

if TYPE_CHECKING:
    from pathlib import Path

OTHER = (
    "import fcntl, sys; f = open(sys.argv[1], 'a'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); input()"
)


def manifest(identity: str) -> Manifest:
    return Manifest(
        dataset="statistics",
        identity=identity * 8,
        extractor="test/1",
        retrieved_at="2026-11-23",
        publisher="",
        attribution="",
        licence="",
        first_year=2021,
        last_year=2021,
        sources=(Source("a.xlsx", "ab" * 32, 1, ()),),
        facts={"values": 1},
        totals={},
        refused={},
        cells=(),
        quality={},
        files=("values.parquet", "refusals.parquet"),
    )


def values(**changes: object) -> Any:
    row = {
        "procurement_id": "XX1",
        "year": 2021,
        "value_ore": 1,
        "has_procurement": True,
        "source": "ab",
        "source_row": 2,
    }
    return make_table(
        VALUES, {**{name: [None] for name in VALUES.names}, **{n: [v] for n, v in {**row, **changes}.items()}}
    )


def store_one(store: Path, identity: str) -> None:
    with writing(store, "statistics"):
        tables = {"values": values(procurement_id=identity), "refusals": refusals_table(())}
        publish(store, "statistics", manifest(identity).identity, lambda folder: written(folder, identity, tables))


def written(folder: Path, identity: str, tables: dict[str, object]) -> Manifest:
    return replace(manifest(identity), files=write_tables(tables, folder))


def held(store: Path) -> str:
    snapshot = current(store, "statistics")
    assert snapshot is not None
    return str(snapshot.read("values")["procurement_id"][0].as_py())


def test_nothing_is_held_before_anything_is_stored(tmp_path: Path) -> None:
    assert current(tmp_path, "statistics") is None
    assert current(tmp_path / "none", "statistics") is None


def test_the_last_snapshot_holds_and_the_one_before_is_kept_apart(tmp_path: Path) -> None:
    for identity in "abc":
        store_one(tmp_path, identity)

    assert held(tmp_path) == "c"
    assert [path.name for path in (tmp_path / "facts" / "statistics").iterdir()] == ["c" * 8]
    assert sorted(path.name for path in (tmp_path / "superseded" / "statistics").iterdir()) == ["a" * 8, "b" * 8]


def test_a_snapshot_that_comes_back_is_not_superseded_too(tmp_path: Path) -> None:
    for identity in "aba":
        store_one(tmp_path, identity)

    assert held(tmp_path) == "a"
    assert [path.name for path in (tmp_path / "superseded" / "statistics").iterdir()] == ["b" * 8]


def test_the_reader_follows_a_snapshot_that_was_moved_out(tmp_path: Path) -> None:
    store_one(tmp_path, "a")
    (tmp_path / "superseded" / "statistics").mkdir(parents=True)
    (tmp_path / "facts" / "statistics" / ("a" * 8)).rename(tmp_path / "superseded" / "statistics" / ("a" * 8))

    assert held(tmp_path) == "a"
    with writing(tmp_path, "statistics"):
        assert (tmp_path / "facts" / "statistics" / ("a" * 8)).is_dir()


def test_what_a_killed_run_left_is_cleared_and_not_counted(tmp_path: Path) -> None:
    store_one(tmp_path, "a")
    (tmp_path / "staging" / "half").mkdir(parents=True)
    (tmp_path / "facts" / "statistics" / ("b" * 8)).mkdir()

    tidy(tmp_path, "statistics")

    assert held(tmp_path) == "a"
    assert [path.name for path in (tmp_path / "facts" / "statistics").iterdir()] == ["a" * 8]
    assert list((tmp_path / "staging").iterdir()) == []


def test_a_failed_write_leaves_the_snapshot_before(tmp_path: Path) -> None:
    store_one(tmp_path, "a")

    tables = {"values": values(), "refusals": "no table"}
    with pytest.raises(AttributeError), writing(tmp_path, "statistics"):
        publish(tmp_path, "statistics", manifest("b").identity, lambda folder: written(folder, "b", tables))

    assert held(tmp_path) == "a"
    assert list((tmp_path / "staging").iterdir()) == []


@pytest.mark.parametrize("pointer", ["", "../../etc", "0123456789abcdef", "å"])
def test_a_damaged_store_says_so_and_reading_the_sources_again_mends_it(tmp_path: Path, pointer: str) -> None:
    store_one(tmp_path, "a")
    (tmp_path / "current" / "statistics").write_text(pointer, "utf-8")

    with pytest.raises(SvangrumError) as caught:
        current(tmp_path, "statistics")
    assert caught.value.code == "facts.damaged"
    assert whole(tmp_path, "statistics") is None

    store_one(tmp_path, "b")
    assert held(tmp_path) == "b"
    assert [path.name for path in (tmp_path / "superseded" / "statistics").iterdir()] == ["a" * 8]


@pytest.mark.parametrize("table", ["values", "refusals"])
@pytest.mark.parametrize("left", [None, b"", b"PAR1"])
def test_a_damaged_table_says_so_and_reading_the_sources_again_mends_it(
    tmp_path: Path, table: str, left: bytes | None
) -> None:
    store_one(tmp_path, "a")
    file = tmp_path / "facts" / "statistics" / ("a" * 8) / f"{table}.parquet"
    file.unlink()
    if left is not None:
        file.write_bytes(left)

    with pytest.raises(SvangrumError) as caught:
        current(tmp_path, "statistics")
    assert caught.value.code == "facts.damaged"

    store_one(tmp_path, "a")
    assert held(tmp_path) == "a"


def test_a_damaged_manifest_says_so(tmp_path: Path) -> None:
    store_one(tmp_path, "a")
    (tmp_path / "facts" / "statistics" / ("a" * 8) / "_manifest.json").write_text("{", "utf-8")

    with pytest.raises(SvangrumError) as caught:
        current(tmp_path, "statistics")

    assert caught.value.code == "facts.damaged"


def test_two_do_not_write_at_once(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, tmp_path / "lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(SvangrumError) as caught, writing(tmp_path, "statistics"):
            pass
        other.kill()

    assert caught.value.code == "facts.locked"
    store_one(tmp_path, "a")
    assert held(tmp_path) == "a"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(SvangrumError) as caught, writing(tmp_path / "file" / "store", "statistics"):
        pass

    assert caught.value.code == "facts.unwritable"


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_one(tmp_path, "a")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("svangrum.facts.tables.write_table", full)
    with pytest.raises(SvangrumError) as caught:
        store_one(tmp_path, "b")

    assert caught.value.code == "facts.full"
    assert held(tmp_path) == "a"


def test_an_identity_is_its_files_in_any_order_and_its_extractor() -> None:
    assert identity_of(["a", "b"], "x/1") == identity_of(["b", "a", "b"], "x/1")
    assert len({identity_of(["a"], "x/1"), identity_of(["b"], "x/1"), identity_of(["a"], "x/2")}) == 3


def test_a_manifest_survives_its_file() -> None:
    one = replace(manifest("a"), quality={"b": 1, "a": 2})

    assert from_json(to_json(one)) == one
    assert list(from_json(to_json(one)).quality) == ["b", "a"]


def test_a_table_keeps_a_total_order_and_its_promises() -> None:
    columns: dict[str, list[object]] = {
        "procurement_id": ["b", "a", "a"],
        "year": [2021] * 3,
        "value_ore": [1, 2, 3],
        "has_procurement": [True] * 3,
        "buyer_agrees": [None] * 3,
        "title_agrees": [None] * 3,
        "source": ["x"] * 3,
        "source_row": [2, 9, 3],
    }

    assert make_table(VALUES, columns)["value_ore"].to_pylist() == [3, 2, 1]
    with pytest.raises(ValueError, match="null in value_ore"):
        make_table(VALUES, {**columns, "value_ore": [1, None, 3]})
    with pytest.raises(OverflowError):
        make_table(VALUES, {**columns, "value_ore": [1, 2**70, 3]})
