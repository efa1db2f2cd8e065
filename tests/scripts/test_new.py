"""``make new`` writes what loads and what the tests do not let through, and never overwrites."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from scripts.new import ROOT, Refused, main, new

from tests.harness.repository import DATA, PACKAGE, nothing

DAY = date(2030, 2, 28)
MADE = [("value", "my-limit"), ("rule", "my-rule"), ("act", "SFS_2030:1"), ("text", "my-text")]
FAILING = {
    "tests/harness/test_repository.py::test_nothing_is_left_to_fill_in": "my-limit.yaml:",
    "tests/law/test_registry.py::test_every_parameter_of_the_law_is_used": "no rule, answer or time limit takes these",
    "tests/law/test_registry.py::test_entries_are_complete[my-rule]": "direct of my-rule cites nothing",
    "tests/law/test_situations.py::test_every_code_of_every_period_is_reached[my-rule-2022-02-01]": "no situation",
    "tests/guide/test_clauses.py::test_every_text_cites_the_law_it_is_for": "my-text cites nothing for some",
    "tests/guide/test_export.py::test_no_text_changes_without_a_line_about_it": "add what changed to",
}
"""Tests of the repository that name what is left, each with its words."""

LOADS = """
import json, django, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svangrum.web.settings")
django.setup()
from django.test import Client
from svangrum.core.parameters import parameters
from svangrum.core.sources import acts
from svangrum.guide.texts import clauses
from svangrum.law.registry import rules

pages = ["/lagen/varde/my-limit", "/lagen/regel/my-rule", "/lagen/akt/SFS-2030-1", "/texter/my-text", "/en/law"]
print(json.dumps({
    "limit": parameters()["my-limit"].unit,
    "codes": sorted(next(one for one in rules() if one.name == "my-rule").codes),
    "last": rules()[-1].name,
    "read": str(acts()["SFS 2030:1"].consolidated_through),
    "text": clauses()["my-text"].part,
    "pages": {page: Client().get(page, headers={"host": "127.0.0.1"}).status_code for page in pages},
}))
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's package and tests."""
    root = tmp_path_factory.mktemp("copy")
    unwanted = shutil.ignore_patterns("__pycache__")
    for folder in ("src", "tests", "scripts"):
        shutil.copytree(ROOT / folder, root / folder, ignore=unwanted)
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


@pytest.fixture(scope="module")
def made(copied: Path) -> Path:
    """The copy with one new of each kind."""
    for kind, code in MADE:
        new(kind, code, package=copied / "src/svangrum", today=DAY)
    return copied


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}", "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("SVANGRUM_REQUIRE", None)
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def test_what_is_written_loads_and_has_pages(made: Path) -> None:
    loaded = run(made, "-c", LOADS)

    assert loaded.returncode == 0, loaded.stderr[-2000:]
    told = json.loads(loaded.stdout)
    assert set(told.pop("pages").values()) == {200}
    assert told == {
        "limit": "SEK",
        "codes": ["direct", "directive", "either-way", "national"],
        "last": "my-rule",
        "read": "None",
        "text": "documents",
    }


def test_a_purchase_is_answered_with_what_is_written(made: Path) -> None:
    asked = ("advise", "--what", "x", "--value", "1200000", "--kind", "tjanster", "--buyer", "kommun", "--json")
    answered = run(made, "-c", "from svangrum.cli.main import main; main()", *asked)

    assert answered.returncode == 0, answered.stderr[-2000:]
    assert "my-rule" in answered.stdout


def test_the_tests_say_what_is_left(made: Path) -> None:
    tested = run(made, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:xdist", *FAILING)
    failed = set(re.findall(r"(?m)^FAILED (\S+)", tested.stdout))

    assert failed == set(FAILING), tested.stdout[-3000:]
    nothing([words for words in FAILING.values() if words not in tested.stdout])


def test_every_field_that_is_to_be_filled_in_is_marked(made: Path) -> None:
    data = made / "src/svangrum/data"
    own = {
        name: (data / name).read_text("utf-8").count("TODO")
        for name in ("law/rules/my-rule.yaml", "texts/clauses/my-text.yaml")
    }

    assert own == {"law/rules/my-rule.yaml": 9, "texts/clauses/my-text.yaml": 22}


def test_files_that_are_shared_only_gain_lines(made: Path) -> None:
    changed = {
        path: made / "src/svangrum" / path.relative_to(PACKAGE)
        for path in PACKAGE.rglob("*")
        if path.suffix in {".yaml", ".py"}
        and path.read_bytes() != (made / "src/svangrum" / path.relative_to(PACKAGE)).read_bytes()
    }

    assert len(changed) == 7
    for before, after in changed.items():
        lines = iter(after.read_text("utf-8").splitlines())
        assert all(line in lines for line in before.read_text("utf-8").splitlines()), before


def test_words_are_added_in_both_languages_and_no_others_change(made: Path) -> None:
    for language in ("sv", "en"):
        for name, block, code in (("law_parts", "parameter", "my-limit"), ("law", "law", "my-rule")):
            before = yaml.safe_load((DATA / f"language/{language}/{name}.yaml").read_text("utf-8"))
            after = yaml.safe_load((made / f"src/svangrum/data/language/{language}/{name}.yaml").read_text("utf-8"))
            assert after[block].pop(code)
            assert after == before


@pytest.mark.parametrize("order", [("check",), ("format", "--check")], ids=" ".join)
def test_the_module_is_in_the_house_style(made: Path, order: tuple[str, ...]) -> None:
    checked = run(made, "-m", "ruff", *order, "src/svangrum/law/rules/my_rule.py", "src/svangrum/law/rules/__init__.py")

    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("kind", "code", "why"),
    [
        ("value", "direct-award-limit", "direct-award-limit.yaml already exists"),
        ("value", "practice-hourly-cost", "practice-hourly-cost.yaml already exists"),
        ("rule", "keep", "keep.py already exists"),
        ("rule", "iop", "iop.yaml already exists"),
        ("rule", "clause-traps", "clause_traps.py already exists"),
        ("rule", "assumed", "already has words for law.assumed"),
        ("rule", "class", "means something in Python"),
        ("rule", "by-place", "means something in Python"),
        ("rule", "list", "means something in Python"),
        ("act", "LOU", "LOU already stands"),
        ("act", "SFS_2022:900", "SFS 2022:900 already stands"),
        ("act", "rå 2010/100", "RÅ 2010:100 already stands"),
        ("act", "2030:1", "will not do for an act"),
        ("act", 'LOU" x: "', "will not do for an act"),
        ("act", "", "will not do for an act"),
        ("text", "krav", "krav.yaml already exists"),
        ("text", "Krav", "lower-case"),
        ("text", "åtgärd", "lower-case"),
        ("value", "../my-limit", "lower-case"),
        ("value", "my_limit", "lower-case"),
        ("value", "-limit", "lower-case"),
        ("value", "limit-", "lower-case"),
        ("value", "x" * 41, "at most 40"),
        ("paragraph", "x", "value, rule, act, text"),
    ],
)
def test_what_will_not_do_is_refused_with_a_reason(copied: Path, kind: str, code: str, why: str) -> None:
    package = copied / "src/svangrum"
    before = _written(package)

    with pytest.raises(Refused, match=re.escape(why)):
        new(kind, code, package=package, today=DAY)

    assert _written(package) == before


@pytest.mark.parametrize(("kind", "code"), MADE)
def test_the_same_cannot_be_made_twice(made: Path, kind: str, code: str) -> None:
    before = _written(made / "src/svangrum")

    with pytest.raises(Refused, match="already"):
        new(kind, code, package=made / "src/svangrum", today=DAY)

    assert _written(made / "src/svangrum") == before


def test_nothing_is_half_written(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = copied / "src/svangrum"
    before = _written(package)
    replace = Path.replace

    def failing(part: Path, target: Path) -> Path:
        if target.name == "law.yaml":
            raise PermissionError
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        new("rule", "another-rule", package=package, today=DAY)

    assert _written(package) == before


def _written(package: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in package.rglob("*") if path.suffix in {".yaml", ".py", ".part"}}


@pytest.mark.parametrize("arguments", [[], ["value"], ["value", ""], ["value", "a", "b"]])
def test_whoever_says_too_little_or_too_much_is_told_how(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "make new value my-limit" in capsys.readouterr().err


def test_a_refusal_is_an_exit_code_and_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["act", "LOU"]) == 1
    assert capsys.readouterr().err == "LOU already stands in src/svangrum/data/law/acts.yaml. Change it there.\n"


@pytest.mark.parametrize(
    ("words", "kind", "code"),
    [
        (["value", "my-limit"], "value", "my-limit"),
        (["act", "SFS 2030:1"], "act", "SFS 2030:1"),
        (["act", "SFS_2030:1"], "act", "SFS_2030:1"),
        (["act", "(EU) 2030/3"], "act", "(EU) 2030/3"),
        (["KIND=act", "CODE=SFS 2030:1"], "act", "SFS 2030:1"),
        (["rule"], "rule", ""),
        ([], "", ""),
    ],
)
def test_make_hands_on_what_is_written_after_it(tmp_path: Path, words: list[str], kind: str, code: str) -> None:
    heard = _make(tmp_path, *words)

    assert heard.stdout.splitlines() == ["-m scripts.new", kind, code], heard.stderr


@pytest.mark.parametrize("command", ["clean", "run"])
def test_make_runs_no_other_command_by_mistake(tmp_path: Path, command: str) -> None:
    heard = _make(tmp_path, "rule", command)

    assert heard.returncode != 0
    assert "Write it by name: make new KIND=rule CODE=clean" in heard.stderr
    assert (tmp_path / ".venv").is_dir()


def _make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """``make new`` with an environment whose Python only repeats what it hears."""
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$1 $2" "$3" "$4"\n', "utf-8")
    python.chmod(0o755)
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements").mkdir()
    for place in ("requirements/run.txt", "pyproject.toml", ".venv/ready-to-run"):
        (folder / place).touch()
    environment = {**os.environ, "KIND": "not this", "CODE": "nor this"}
    for inherited in ("MAKEFLAGS", "MAKELEVEL"):
        environment.pop(inherited, None)
    return subprocess.run(
        ["make", "--silent", "new", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
