"""Settings: safe when nothing is set, and what the environment says is what happens."""

from __future__ import annotations

import runpy
import subprocess
import sys

import pytest

from svangrum.web import settings as web_settings


@pytest.fixture
def settings_with(monkeypatch):
    for name in ("SECRET_KEY", "DEBUG", "HOSTS", "HTTPS", "STORE", "BRAND_COLOUR"):
        monkeypatch.delenv(f"SVANGRUM_{name}", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def read(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(web_settings.__file__)

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


def test_sqlite_keeps_foreign_keys_and_writes_one_at_a_time(settings_with, tmp_path):
    database = settings_with(SVANGRUM_STORE=str(tmp_path))["DATABASES"]["default"]
    assert database["NAME"] == str(tmp_path / "svangrum.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "foreign_keys=ON" in database["OPTIONS"]["init_command"]
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_postgresql_when_the_address_says_so(settings_with):
    database = settings_with(DATABASE_URL="postgresql://svangrum@localhost/svangrum")["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert "transaction_mode" not in database.get("OPTIONS", {})


def test_a_production_server_refuses_to_start_without_a_secret(monkeypatch):
    monkeypatch.delenv("SVANGRUM_SECRET_KEY", raising=False)
    started = subprocess.run(
        [sys.executable, "-c", "import svangrum.web.wsgi"], capture_output=True, text=True, check=False
    )
    assert started.returncode != 0
    assert "SECRET_KEY setting must not be empty" in started.stderr
