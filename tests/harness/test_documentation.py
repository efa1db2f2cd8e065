"""The documentation is true: its commands are the ones CI runs, its links lead somewhere, its numbers agree."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.harness.repository import ROOT, nothing, pages

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text("utf-8")
CI = (ROOT / ".ci" / "run").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"(?m)^([a-z-]+):", MAKEFILE))
ONLY_IN_CI = {"test-postgresql"}
"""Needs a server of its own, which ``.ci/run`` starts."""
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = sorted(pages())
_FENCED = re.compile(r"(?ms)^```[a-z]*\n(.*?)^```")
_LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def commands(text: str) -> set[str]:
    """The ``make`` commands in the fenced blocks of a page."""
    return {
        line.split("#")[0].strip()
        for block in _FENCED.findall(text)
        for line in block.splitlines()
        if line.startswith("make ")
    }


def run_by_ci() -> set[str]:
    """The ``make`` commands that .ci/run reaches, by itself or through a script."""
    lines = (line.split("#")[0].split("2>&1")[0].strip() for line in CI.splitlines())
    asked = {line for line in lines if line.startswith("make ")}
    tried = {"make run"} if "make try" in asked and '["make", "run"]' in _script("try_run.py") else set()
    return asked | tried


def _script(name: str) -> str:
    return (ROOT / "scripts" / name).read_text("utf-8")


def test_the_readme_shows_the_two_commands() -> None:
    assert {"make run", "make test"} <= commands(README)


@pytest.mark.parametrize(("asked", "served"), [((), "serve"), (("PORT=8001",), 'serve --port "8001"')])
def test_the_pages_are_served_at_the_port_that_is_asked_for(asked: tuple[str, ...], served: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"PORT", "MAKEFLAGS", "MAKELEVEL"}}
    told = subprocess.run(
        ["make", "--dry-run", "run", *asked], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert told.stdout.splitlines()[-1].strip().endswith(served)


def test_the_commands_of_the_readme_are_the_ones_ci_runs() -> None:
    assert commands(README) <= run_by_ci()


def test_ci_runs_the_tests_first_and_needs_what_they_may_skip() -> None:
    order = [line.split()[1] for line in CI.splitlines() if line.startswith("make ")]

    assert order[0] == "test"
    checked = set(re.search(r"(?m)^check: ([a-z ]+)", MAKEFILE)[1].split())  # type: ignore[index]
    assert set(order) == checked | ONLY_IN_CI
    assert "SVANGRUM_REQUIRE=chromium,postgresql" in CI


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_a_page_shows_is_a_target(page: Path) -> None:
    shown = {command.split()[1] for command in commands(page.read_text("utf-8"))}

    assert shown <= TARGETS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_a_file_and_a_heading(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [link or image for link, image in _LINK.findall(text)]
    broken = [link for link in links if not link.startswith(("http", "mailto:")) and not _leads_somewhere(page, link)]

    nothing(broken)


def test_decisions_are_numbered_without_gaps_and_say_their_number() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    headings = [path.read_text("utf-8").splitlines()[0] for path in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))
    assert all(heading.startswith(f"# {number}. ") for number, heading in zip(numbers, headings, strict=True))


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_what_else_and_what_it_costs(decision: Path) -> None:
    headings = re.findall(r"(?m)^## (.+)$", decision.read_text("utf-8"))

    assert headings == ["Context", "Decision", "Alternatives", "Consequences"]


def test_the_index_leads_to_every_page_of_documentation() -> None:
    docs = ROOT / "docs"
    index = (docs / "README.md").read_text("utf-8")
    written = {str(path.relative_to(docs)) for path in docs.rglob("*.md")} - {"README.md"}

    nothing(sorted(name for name in written if f"({name})" not in index))


def test_every_screenshot_is_shown_on_a_page() -> None:
    shown = "".join(page.read_text("utf-8") for page in PAGES)
    taken = [path.name for path in (ROOT / "docs").rglob("*.png")]

    nothing([name for name in taken if name not in shown])


def _leads_somewhere(page: Path, link: str) -> bool:
    place, _, anchor = link.partition("#")
    target = page if not place else (page.parent / place)
    if not target.exists():
        return False
    return not anchor or anchor in {_anchor(heading) for heading in _headings(target)}


def _headings(page: Path) -> list[str]:
    without_code = _FENCED.sub("", page.read_text("utf-8"))
    return re.findall(r"(?m)^#+ (.+)$", without_code)


def _anchor(heading: str) -> str:
    """A heading's address as code hosts make it."""
    kept = (letter for letter in heading.lower() if letter in " -_" or unicodedata.category(letter)[0] in "LNM")
    return "".join(kept).strip().replace(" ", "-")
