"""The same program on SQLite and on PostgreSQL, each in a process of its own as a server would start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import json
import django
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

django.setup()
call_command("check", "--fail-level", "WARNING")
call_command("migrate", verbosity=0, interactive=False)

def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]

def write(text):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS svangrum_trial (word varchar(40) NOT NULL)")
        cursor.execute("INSERT INTO svangrum_trial VALUES (%s)", [text])

before = ask("SELECT 1")
try:
    with transaction.atomic():
        write("undone")
        raise RuntimeError
except RuntimeError:
    pass
with transaction.atomic():
    write("räksmörgås")
connection.close()
told = {
    "vendor": connection.vendor,
    "rows": ask("SELECT count(*) FROM svangrum_trial"),
    "word": ask("SELECT word FROM svangrum_trial"),
    "page": Client().get("/", headers={"host": "127.0.0.1"}).status_code,
}
if connection.vendor == "sqlite":
    told["journal"] = ask("PRAGMA journal_mode")
    told["foreign_keys"] = ask("PRAGMA foreign_keys")
    told["transactions"] = connection.settings_dict["OPTIONS"]["transaction_mode"]
with connection.cursor() as cursor:
    cursor.execute("DROP TABLE svangrum_trial")
print(json.dumps(told))
"""


def serve_on(**environment: str) -> dict[str, Any]:
    """What the program tells of itself with these settings, warnings being errors."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    settings = {"DJANGO_SETTINGS_MODULE": "svangrum.web.settings", "SVANGRUM_SECRET_KEY": "s" * 50, **environment}
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        env={**inherited, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    answer: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return answer


def test_sqlite_is_the_default_and_is_safe(tmp_path: Path) -> None:
    told = serve_on(SVANGRUM_STORE=str(tmp_path))

    assert told == {
        "vendor": "sqlite",
        "rows": 1,
        "word": "räksmörgås",
        "page": 200,
        "journal": "wal",
        "foreign_keys": 1,
        "transactions": "IMMEDIATE",
    }
    assert (tmp_path / "svangrum.sqlite3").is_file()


@pytest.mark.postgresql
def test_postgresql_serves_when_the_address_says_so(postgresql: str, tmp_path: Path) -> None:
    told = serve_on(DATABASE_URL=postgresql, SVANGRUM_STORE=str(tmp_path))

    assert told == {"vendor": "postgresql", "rows": 1, "word": "räksmörgås", "page": 200}
    assert list(tmp_path.iterdir()) == []
