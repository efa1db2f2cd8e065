"""What every test may ask for, and the rule that in CI a skip is a failure."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import hypothesis
import pytest
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Generator

    from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SVANGRUM_SHARED", ROOT.parent / "shared"))
REQUIRED = {name.strip() for name in os.environ.get("SVANGRUM_REQUIRE", "").split(",") if name.strip()}
KEY_OF_TESTS = "not-a-secret"
RESOURCES = {"shared", "chromium", "postgresql", "spelling", "spark", "boosted"}

# Nothing here is judged by the clock: a slow machine must not fail a test.
hypothesis.settings.register_profile("svangrum", deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile("svangrum")


def pytest_configure() -> None:
    unknown = REQUIRED - RESOURCES
    if unknown:
        message = f"SVANGRUM_REQUIRE names {', '.join(sorted(unknown))}; it may name {', '.join(sorted(RESOURCES))}"
        raise pytest.UsageError(message)
    # A key for the server, and passwords that are quick to check: what is slow on purpose has tests of its own.
    settings.SECRET_KEY = KEY_OF_TESTS
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that skips although what its marker names is required has failed."""
    report = yield
    missing = sorted(REQUIRED & {marker.name for marker in item.iter_markers()})
    if report.skipped and missing:
        report.outcome = "failed"
        report.longrepr = f"SVANGRUM_REQUIRE names {', '.join(missing)}, but the test skipped: {report.longrepr}"
    return report


def _absent(resource: str, reason: str) -> NoReturn:
    if resource in REQUIRED:
        pytest.fail(f"SVANGRUM_REQUIRE names {resource}, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database. On SQLite it is emptied by DELETE, which the guard of events refuses: its own tests set it."""
    from django.db import connection

    from svangrum.records.events.guard import unguard

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            unguard(connection)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real source files beside the checkout."""
    if not (SHARED / "data").is_dir():
        _absent("shared", "the folder of source files does not stand beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The system's browser."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    _absent("chromium", "no Chromium is installed")


@pytest.fixture(scope="session")
def spelling() -> str:
    """The spelling checker, with Swedish and British English."""
    found = shutil.which("hunspell")
    if found is None:
        _absent("spelling", "hunspell is not installed")
    known = subprocess.run([found, "-D"], input="", capture_output=True, text=True, check=False).stderr
    if "sv_SE" not in known or "en_GB" not in known:
        _absent("spelling", "hunspell has no Swedish or British dictionary")
    return found


@pytest.fixture(scope="session")
def postgresql() -> str:
    """The address of a PostgreSQL database that the tests may fill; ``.ci/run`` starts one."""
    address = os.environ.get("SVANGRUM_TEST_POSTGRESQL", "")
    if not address:
        _absent("postgresql", "SVANGRUM_TEST_POSTGRESQL names no database")
    return address


@pytest.fixture(scope="session")
def spark() -> None:
    """Apache Spark on this machine: the Python package and a Java to run it."""
    if importlib.util.find_spec("pyspark") is None:
        _absent("spark", "pyspark is not installed")
    if shutil.which("java") is None:
        _absent("spark", "there is no Java")


@pytest.fixture(scope="session")
def boosted() -> None:
    """Boosted trees: the Python package and the system's OpenMP."""
    from svangrum.analysis.boosted_fit import is_installed

    if not is_installed():
        _absent("boosted", "lightgbm or the OpenMP it needs is not installed")
