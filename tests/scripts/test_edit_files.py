"""Files that people keep by hand keep all that stood in them, and many files are written as one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from scripts.edit_files import add_under, write_all

NAMES = st.lists(st.from_regex(r"x[a-w]{0,7}", fullmatch=True), min_size=2, max_size=4, unique=True)
"""None of them is a word that YAML reads as true or false."""
BETWEEN = st.sampled_from(["", "\n", "# of what follows\n", "\n# of what follows\n\n"])

KEPT = """# The head.
fact:
  kind: "x"

# What each value is called.
parameter:
  # Sums
  limit: "a"   # as in the act
  share: >
    a share,

    in two paragraphs

# What each status says.
status:
  read: "b"
"""


def test_an_entry_is_put_last_in_its_block_and_nothing_else_moves():
    added = add_under(KEPT, "parameter", '  margin: "c"\n')

    assert added.replace('  margin: "c"\n', "") == KEPT
    assert list(yaml.safe_load(added)["parameter"]) == ["limit", "share", "margin"]
    assert '    in two paragraphs\n  margin: "c"\n\n# What each status says.' in added


@given(names=NAMES, between=BETWEEN, chosen=st.integers(0, 3))
def test_whatever_stands_between_blocks_only_the_entry_is_added(names, between, chosen):
    block = names[chosen % len(names)]
    text = between.join(f"{name}:\n  x: 1\n" for name in names) + between

    added = add_under(text, block, "  y: 2\n")

    assert yaml.safe_load(added) == {name: {"x": 1} | ({"y": 2} if name == block else {}) for name in names}
    assert [line for line in added.splitlines() if line != "  y: 2"] == text.splitlines()


def held(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        (tmp_path / name).write_text(f"{name}\n", "utf-8")
    return tmp_path


def test_all_files_are_written(kept: Path) -> None:
    write_all({kept / "one": "1\n", kept / "new": "å\n"})

    assert held(kept) == {"one": "1\n", "two": "two\n", "new": "å\n"}


@pytest.mark.parametrize("fails", ["one", "new", "two"])
def test_a_file_that_cannot_take_its_place_leaves_all_as_it_was(
    kept: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    replace = Path.replace

    def failing(part: Path, target: Path) -> Path:
        if target.name == fails:
            raise OSError
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError):  # noqa: PT011 - any of them
        write_all({kept / "one": "1\n", kept / "new": "3\n", kept / "two": "2\n"})

    assert held(kept) == {"one": "one\n", "two": "two\n"}


def test_a_folder_that_is_not_there_leaves_all_as_it_was(kept: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_all({kept / "one": "1\n", kept / "nowhere" / "new": "3\n"})

    assert held(kept) == {"one": "one\n", "two": "two\n"}
