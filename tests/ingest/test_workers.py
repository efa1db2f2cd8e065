"""Files read side by side come back in order, and a reader that dies is told by its file."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, NoReturn

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.ingest import workers
from svangrum.ingest.workers import read_files
from tests.ingest.workbooks import write_tables

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("count", [1, 2, 9])
def test_readings_come_in_the_order_of_the_files_whoever_reads_them(tmp_path: Path, count: int) -> None:
    files = write_tables(tmp_path)[::-1]
    heard: list[tuple[str, int, int]] = []

    readings = read_files(files, workers=count, told=lambda *said: heard.append(said))

    assert [one.name for one in readings] == [file.name for file in files]
    assert sorted(name for name, *_ in heard) == sorted(file.name for file in files)
    assert [said[1:] for said in heard] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert readings == read_files(files, workers=1, told=print)


def test_a_reader_that_is_ended_is_told_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write_tables(tmp_path)
    monkeypatch.setattr(workers, "READER", (sys.executable, "-c", "import os; os.abort()"))

    with pytest.raises(SvangrumError) as caught:
        read_files(files[:2], workers=2, told=print)

    assert caught.value.code == "ingest.worker-died"
    assert caught.value.values["path"] in {file.name for file in files}


def test_an_error_in_a_reader_is_the_same_error_here(tmp_path: Path) -> None:
    (tmp_path / "mapp.xlsx").mkdir()
    files = [*write_tables(tmp_path / "in"), tmp_path / "mapp.xlsx"]

    with pytest.raises(SvangrumError) as caught:
        read_files(files, workers=2, told=print)

    assert (caught.value.code, caught.value.values) == ("ingest.unreadable", {"path": "mapp.xlsx"})


def test_what_has_not_begun_when_one_fails_never_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write_tables(tmp_path)
    begun: list[Path] = []

    def fails(path: Path) -> NoReturn:
        begun.append(path)
        time.sleep(0.2 * len(begun))
        raise SvangrumError("ingest.worker-died", path=path.name)

    monkeypatch.setattr(workers, "_read_apart", fails)

    with pytest.raises(SvangrumError):
        read_files(files * 5, workers=2, told=print)

    assert len(begun) < len(files)
