"""Settings: safe when nothing is set, and what the environment says is what happens."""

from __future__ import annotations

import os
import runpy
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.web import environment
from svangrum.web.databases import database
from svangrum.web.settings import site

NAME = "a key of the environment"


@pytest.fixture
def settings_with(monkeypatch):
    for name in ("SECRET_KEY", "DEBUG", "HOSTS", "HTTPS", "STORE", "BRAND_COLOUR"):
        monkeypatch.delenv(f"SVANGRUM_{name}", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def read(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(site.__file__)

    return read


def test_nothing_set_is_safe(settings_with):
    found = settings_with()
    assert found["DEBUG"] is False
    assert found["SECRET_KEY"] == ""
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert "SECURE_SSL_REDIRECT" not in found


def test_the_environment_decides(settings_with):
    found = settings_with(SVANGRUM_DEBUG="1", SVANGRUM_HOSTS="a.example, b.example", SVANGRUM_HTTPS="yes")
    assert found["DEBUG"] is True
    assert found["ALLOWED_HOSTS"] == ["a.example", "b.example"]
    assert found["SECURE_HSTS_SECONDS"] > 0


def test_behind_a_proxy_with_tls_all_goes_over_https(settings_with):
    found = settings_with(SVANGRUM_HTTPS="1", SVANGRUM_PROXIES="1")
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60
    assert "SECURE_HSTS_PRELOAD" not in found
    assert "SECURE_HSTS_INCLUDE_SUBDOMAINS" not in found
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("SVANGRUM_HTTPS", "kanske", "settings.switch"), ("SVANGRUM_PROXIES", "två", "settings.number")],
)
def test_what_cannot_be_read_is_told_and_not_guessed(settings_with, name, value, code):
    with pytest.raises(SvangrumError) as raised:
        settings_with(**{name: value})
    assert raised.value.code == code


def test_a_setting_that_nobody_declared_cannot_be_read():
    with pytest.raises(KeyError):
        environment.text("SVANGRUM_" + "ANYTHING")


def test_sqlite_keeps_foreign_keys_and_what_was_acknowledged(tmp_path):
    found = database("", tmp_path)
    assert found["NAME"] == str(tmp_path / "svangrum.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        assert pragma in found["OPTIONS"]["init_command"]
    assert not found.get("ATOMIC_REQUESTS")


def test_a_server_of_databases_keeps_its_connections_and_what_its_address_says(tmp_path):
    found = database("postgresql://svangrum:x%40y@db.example:6543/svangrum?sslmode=verify-full", tmp_path)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("db.example", 6543, "x@y")
    assert found["OPTIONS"] == {"sslmode": "verify-full"}
    assert found["CONN_MAX_AGE"] > 0
    assert found["CONN_HEALTH_CHECKS"] is True
    assert not found.get("ATOMIC_REQUESTS")


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    store = tmp_path / "store"
    key = environment.secret_key(store)
    assert len(key) >= environment.LEAST_KEY
    assert environment.secret_key(store) == key
    assert [file.name for file in store.iterdir()] == ["secret-key"]
    if os.name == "posix":
        assert stat.S_IMODE((store / "secret-key").stat().st_mode) == 0o600
        assert not environment.readable_by_others(store / "secret-key")


def test_those_who_start_at_once_get_the_same_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: environment.secret_key(tmp_path), range(32)))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_a_key_that_was_cut_is_not_taken_for_one(tmp_path):
    (tmp_path / "secret-key").write_text("half", "utf-8")
    with pytest.raises(SvangrumError, match=r"settings\.key-broken"):
        environment.secret_key(tmp_path)
    assert (tmp_path / "secret-key").read_text("utf-8") == "half"


def test_a_store_that_takes_no_file_is_told_of(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SvangrumError, match=r"settings\.key-unwritable"):
        environment.secret_key(tmp_path / "file")


def test_the_key_of_the_environment_goes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", NAME)
    environment.settle_key(tmp_path)
    assert os.environ["SVANGRUM_SECRET_KEY"] == NAME
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", "")
    environment.settle_key(tmp_path)
    assert os.environ["SVANGRUM_SECRET_KEY"] == environment.secret_key(tmp_path)


def test_a_production_server_refuses_to_start_without_a_secret(monkeypatch):
    monkeypatch.delenv("SVANGRUM_SECRET_KEY", raising=False)
    started = subprocess.run(
        [sys.executable, "-c", "import svangrum.web.wsgi"], capture_output=True, text=True, check=False
    )
    assert started.returncode != 0
    assert "SECRET_KEY setting must not be empty" in started.stderr
