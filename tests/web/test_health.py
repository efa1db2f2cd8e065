"""A supervisor is told whether the service is well, and nothing else."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError

from svangrum import __version__
from svangrum.records.work.workers import tell_alive
from svangrum.web import condition
from svangrum.web.clock import now


@pytest.fixture(autouse=True)
def asked_anew():
    condition._all_migrated.cache_clear()


@pytest.fixture
def store(settings, tmp_path):
    settings.STORE = tmp_path
    return tmp_path


def fail(*_arguments):
    raise DatabaseError


def test_a_living_process_asks_no_database(client):
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"well": True, "found": {}})


@pytest.mark.django_db
def test_ready_when_database_tables_and_store_are_there(client, store):
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert response.json() == {"well": True, "found": {"database": True, "tables": True, "store": True}}
    assert "no-store" in response["Cache-Control"]
    assert __version__ not in response.content.decode()


@pytest.mark.django_db
def test_not_ready_without_a_store(client, settings, tmp_path):
    settings.STORE = tmp_path / "nowhere"
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["found"]["store"] is False


def test_not_ready_without_a_database(client, store, monkeypatch):
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", fail)
    monkeypatch.setattr(condition, "_all_migrated", fail)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["found"] == {"database": False, "tables": False, "store": True}


@pytest.mark.django_db
def test_not_ready_before_the_tables_are_made(client, store, monkeypatch):
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: ["more"])
    assert client.get("/health/ready").json()["found"]["tables"] is False
    monkeypatch.undo()
    assert condition.tables_are_current()


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "status"), [(timedelta(0), 200), (timedelta(minutes=3), 503), (None, 503)])
def test_a_worker_that_is_silent_is_told_of(client, age, status):
    if age is not None:
        tell_alive(uuid.uuid4(), now() - age)
    response = client.get("/health/work")
    assert response.status_code == status
    assert response.json()["found"] == {"worker": status == 200}


def test_a_worker_is_taken_for_dead_without_a_database(client, monkeypatch):
    monkeypatch.setattr(condition, "last_beat", fail)
    assert client.get("/health/work").status_code == 503


def test_health_is_only_read(client):
    assert client.post("/health/live").status_code == 405
