"""Backed up, restored elsewhere and verified, by the commands themselves, each in its own process."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys

import pytest

from tests.web.inhabited import _COMMAND as PREPARE

COMMAND = "import sys; from svangrum.cli.main import main; main(sys.argv[1:])"


def run(command, store, *arguments, address="") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SVANGRUM_", "DATABASE"))}
    environment |= {"SVANGRUM_STORE": str(store)} | ({"DATABASE_URL": address} if address else {})
    line = [sys.executable, "-W", "error", "-c", command, *map(str, arguments)]
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)


def svangrum(store, *arguments, address="") -> subprocess.CompletedProcess[str]:
    return run(COMMAND, store, *arguments, address=address)


def prepare(store, function, address=""):
    """What a function of ``tests.jobs.kept`` gives, run with the store's database."""
    done = run(PREPARE, store, f"tests.jobs.kept:{function}", address=address)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_restored_store_is_the_same_and_verified_when_its_keys_are_back(tmp_path):
    old, new, copy = tmp_path / "old", tmp_path / "new", tmp_path / "kopia.tar"
    old.mkdir()
    prepare(old, "make")

    taken = svangrum(old, "backup", copy)
    assert (taken.returncode, taken.stderr) == (0, "")
    restored = svangrum(new, "restore", copy)
    assert (restored.returncode, restored.stderr) == (0, "")

    assert svangrum(new, "verify").returncode == 2
    (new / "secret-key").write_bytes((old / "secret-key").read_bytes())
    assert "nyckelfil" in svangrum(new, "verify").stdout
    (new / "keys").mkdir(mode=0o700)
    (old / "keys" / "files.json").rename(new / "keys" / "files.json")

    verified = svangrum(new, "verify")
    assert (verified.returncode, verified.stderr.strip()) == (0, "")
    seen = prepare(new, "look")
    assert (seen["name"], seen["bytes"] > 10_000) == ("plan.docx", True)
    assert svangrum(new, "restore", copy).returncode == 2


def test_a_database_is_not_put_back_where_the_service_would_not_read_it(tmp_path):
    old, new, copy = tmp_path / "old", tmp_path / "new", tmp_path / "kopia.tar"
    old.mkdir()
    prepare(old, "make")
    assert svangrum(old, "backup", copy).returncode == 0

    refused = svangrum(new, "restore", copy, address=f"sqlite:///{tmp_path / 'other.sqlite3'}")
    assert refused.returncode == 2
    assert "DATABASE_URL" in refused.stderr
    assert not new.exists()
    assert svangrum(new, "restore", copy, address=f"sqlite:///{new / 'svangrum.sqlite3'}").returncode == 0


@pytest.fixture
def two_databases(postgresql):
    """The addresses of two empty databases on the server, dropped afterwards."""
    import psycopg

    names = [f"kept_{secrets.token_hex(6)}" for _ in range(2)]
    with psycopg.connect(postgresql, autocommit=True) as server:
        for name in names:
            server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type] - a name of our own
    yield [_named(postgresql, name) for name in names]
    with psycopg.connect(postgresql, autocommit=True) as server:
        for name in names:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type] - a name of our own


def _named(address: str, name: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(address)._replace(path=f"/{name}").geturl()


@pytest.mark.postgresql
def test_on_postgresql_too(tmp_path, two_databases, monkeypatch):
    old, new, copy = tmp_path / "old", tmp_path / "new", tmp_path / "kopia.tar"
    old.mkdir()
    first, second = two_databases
    prepare(old, "make", address=first)

    taken = svangrum(old, "backup", copy, "--with-keys", address=first)
    assert (taken.returncode, taken.stderr) == (0, "")
    assert svangrum(new, "restore", copy).returncode == 2
    restored = svangrum(new, "restore", copy, address=second)
    assert (restored.returncode, restored.stderr) == (0, "")

    verified = svangrum(new, "verify", address=second)
    assert (verified.returncode, verified.stderr.strip()) == (0, "")
    assert svangrum(tmp_path / "third", "restore", copy, address=second).returncode == 2
