"""Numbers and names that stand in two places agree."""

from __future__ import annotations

import importlib
import os
import re
import tomllib
from importlib.metadata import version

import pytest

import svangrum
from tests.harness.repository import ROOT, modules, nothing, text_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKED = ("run", "test")


def wanted(name: str) -> set[str]:
    """The lines of a ``requirements/*.in`` that name a package."""
    lines = (ROOT / "requirements" / f"{name}.in").read_text("utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))}


def pins(name: str) -> set[str]:
    """``package==version`` with its marker, for each entry of a lock file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return {match[1].strip() for match in re.finditer(r"(?m)^([a-z0-9][^\\\n]+==[^\\\n]+?)\s*\\?$", text)}


def package(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower()


def test_the_version_is_one() -> None:
    stated = PROJECT["project"]["version"]
    newest = re.search(r"(?m)^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"))

    assert svangrum.__version__ == stated
    assert version("svangrum") == stated
    assert newest is not None
    assert newest[1] == stated


def test_pyproject_and_requirements_name_the_same_packages() -> None:
    builders = {"hatchling", "editables"}

    assert {one for one in wanted("run") if one not in builders} == set(PROJECT["project"]["dependencies"])
    assert wanted("test") >= set(PROJECT["project"]["optional-dependencies"]["postgresql"])


@pytest.mark.parametrize("name", LOCKED)
def test_a_lock_file_pins_all_it_should_with_hashes_and_names_no_index(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    locked = {package(pin) for pin in pins(name)}

    assert {package(one) for one in wanted(name)} <= locked
    nothing(re.findall(r"(?m)^(?!#|    )\S.*(?<!\\)$", text))
    nothing(re.findall(r"(?m)^\s*--(?!hash=sha256:)\S+|https?://\S+|^\s*-[a-z] ", text))


def test_the_tests_run_with_the_versions_that_ship() -> None:
    assert pins("run") <= pins("test")


def test_every_dependency_is_used() -> None:
    """By an import, or by name where it is set (middleware, engine, program) or builds the package."""
    known_as = {
        "django-allauth": "allauth",
        "django-ninja": "ninja",
        "ibis-framework": "ibis",
        "python-dateutil": "dateutil",
        "python-docx": "docx",
        "python-json-logger": "pythonjsonlogger",
        "pyyaml": "yaml",
    }
    tooling = {"hatchling", "editables"}
    asked_for_by_name = {"argon2-cffi": "Argon2PasswordHasher"}
    code = "\n".join(path.read_text("utf-8") for path in modules())
    names = {package(one): known_as.get(package(one), package(one).replace("-", "_")) for one in wanted("run")}
    named = r"(?m)^\s*(import|from) {0}\b|\"{0}[.\"]"
    unused = {one for one, name in names.items() if not re.search(named.format(re.escape(name)), code)}

    by_name = {one for one, name in asked_for_by_name.items() if name in code}

    nothing(sorted(unused - tooling - by_name))


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0008-dependencies.md").read_text("utf-8")
    named = {package(one) for one in wanted("run") | wanted("test")}

    nothing(sorted(name for name in named if f"`{name}`" not in reasons))


def test_what_the_configuration_names_exists() -> None:
    module, _, function = PROJECT["project"]["scripts"]["svangrum"].partition(":")
    pytest_options = PROJECT["tool"]["pytest"]["ini_options"]

    assert callable(getattr(importlib.import_module(module), function))
    assert importlib.import_module(pytest_options["DJANGO_SETTINGS_MODULE"])
    assert all((ROOT / path).exists() for path in pytest_options["testpaths"])
    assert all((ROOT / path).exists() for path in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    assert all((ROOT / path).is_file() for path in PROJECT["project"]["license-files"])
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_setting_of_the_environment_is_documented_and_every_documented_one_exists() -> None:
    name = re.compile(r"\bSVANGRUM_[A-Z][A-Z_]*[A-Z]\b")
    read = {
        found
        for place, text in text_files().items()
        if place.endswith((".py", ".sh", "Makefile")) or place == ".ci/run"
        for found in name.findall(text)
    }
    told = {found for place, text in text_files().items() if place.endswith(".md") for found in name.findall(text)}

    nothing(sorted(read - told))
    nothing(sorted(told - read))
