"""The rows hold, nothing escapes them, and below the interface nobody reads the clock."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.harness.repository import DATA, PACKAGE, ROOT, modules, nothing

if TYPE_CHECKING:
    from pathlib import Path

LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["name"]: contract for contract in LINTER["contracts"]}
PACKAGES = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
KNOW_DJANGO = {"records", "jobs", "web", "cli"}
READ_THE_CLOCK = {"web", "jobs", "cli"}
CLOCK = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "strftime"),
}


def test_imports_go_only_downwards() -> None:
    """The contracts of pyproject.toml, as ``make layers`` runs them."""
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert linted.returncode == 0, linted.stdout[-4000:]
    assert " 0 broken" in linted.stdout


def test_the_contracts_name_every_package() -> None:
    layers = CONTRACTS["Rows: import only downwards, never sideways inside a row"]
    placed = {name.strip(" ()") for row in layers["layers"] for name in row.split("|")}
    without_django = CONTRACTS["Only records, jobs, web and the serve command know Django"]["source_modules"]

    assert layers["exhaustive"]
    assert placed >= PACKAGES
    assert {name.removeprefix("svangrum.") for name in without_django} == PACKAGES - KNOW_DJANGO


def test_every_folder_with_code_is_a_package_and_data_is_none() -> None:
    code = {path.parent for path in PACKAGE.rglob("*.py")}

    nothing([str(folder) for folder in code if not (folder / "__init__.py").is_file()])
    nothing(list(DATA.rglob("*.py")))


@pytest.mark.parametrize("row", sorted(PACKAGES - READ_THE_CLOCK))
def test_the_clock_is_read_only_in_the_top_rows(row: str) -> None:
    """A linter's rule can be silenced by a comment in the code; this cannot."""
    readings = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in modules().items()
        if _row(path) == row
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and (_last_name(node.value), node.attr) in CLOCK
    ]

    nothing(readings)


def test_the_commands_are_known_without_django() -> None:
    """So that ``--help``, an answer on the command line and a mistyped word wait for no web server."""
    loaded = "import sys, svangrum.cli.main; print([name for name in ('django', 'waitress') if name in sys.modules])"

    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"


def _row(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
