"""``svangrum check`` explains what is missing, broken or unsafe, and shows no secret."""

from __future__ import annotations

import os
import string
import subprocess
import sys

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.web.checking import running, stated
from svangrum.web.checking.remarks import Grade, fails
from svangrum.web.environment import SETTINGS

SAFE = {
    "SVANGRUM_SECRET_KEY": string.ascii_letters,
    "SVANGRUM_HOSTS": "svangrum.exempelstad.example",
    "SVANGRUM_HTTPS": "1",
    "SVANGRUM_PROXIES": "1",
    "SVANGRUM_ADDRESS": "https://svangrum.exempelstad.example",
    "SVANGRUM_MAIL": "smtp+tls://brev:mail-secret@mail.exempelstad.example:587",
    "DATABASE_URL": "postgresql://svangrum:db-secret@db.exempelstad.example/svangrum?sslmode=verify-full",
}
OIDC = {
    "SVANGRUM_OIDC_ID": "svangrum",
    "SVANGRUM_OIDC_SECRET": "oidc-secret",
    "SVANGRUM_OIDC_ISSUER": "https://login.exempelstad.example",
    "SVANGRUM_OIDC_NAME": "Exempelstad",
    "SVANGRUM_OIDC_DOMAINS": "exempelstad.example",
}


@pytest.fixture
def settle(monkeypatch, tmp_path):
    """Settings of the environment and no others; what is said of them, as pairs of setting and code."""
    for name in [name for name in os.environ if name.startswith("SVANGRUM_") or name == "DATABASE_URL"]:
        monkeypatch.delenv(name)

    def look(**more):
        for name, value in (SAFE | {"SVANGRUM_STORE": str(tmp_path)} | more).items():
            monkeypatch.setenv(name, value)
        return {(one.setting, one.code) for one in stated.remarks_on_settings()}

    look.store = tmp_path
    return look


def test_a_safe_service_has_nothing_remarked(settle):
    assert settle(**OIDC) == set()


@pytest.mark.parametrize("name", [one.name for one in SETTINGS.values() if one.needed == "production"])
def test_each_setting_that_a_service_needs_is_asked_for(settle, name):
    assert (name, "check.unstated") in settle(**{name: ""})


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("SVANGRUM_SECRET_KEY", "short", "check.key-weak"),
        ("SVANGRUM_SECRET_KEY", "ab" * 40, "check.key-weak"),
        ("SVANGRUM_SECRET_KEY", "django-insecure-" + string.ascii_letters, "check.key-weak"),
        ("SVANGRUM_SECRET_KEY_FALLBACKS", "a,b", "check.key-rotating"),
        ("SVANGRUM_HOSTS", "*", "check.hosts-any"),
        ("SVANGRUM_HOSTS", ".exempelstad.example", "check.hosts-any"),
        ("SVANGRUM_HOSTS", "annan.example", "check.hosts-address"),
        ("SVANGRUM_HTTPS", "kanske", "error.settings.switch"),
        ("SVANGRUM_PROXIES", "0", "check.proxies"),
        ("SVANGRUM_PROXIES", "en", "error.settings.number"),
        ("SVANGRUM_ADDRESS", "http://svangrum.exempelstad.example", "check.address-http"),
        ("SVANGRUM_ADDRESS", "exempelstad", "error.settings.address"),
        ("SVANGRUM_MAIL", "post", "error.settings.mail"),
        ("SVANGRUM_DEBUG", "1", "check.debug"),
        ("DATABASE_URL", "oracel://x", "check.database-unreadable"),
        ("DATABASE_URL", "postgresql://db.exempelstad.example/x", "check.database-open"),
        ("DATABASE_URL", "postgresql://db.exempelstad.example/x?sslmode=prefer", "check.database-open"),
        ("SVANGRUM_BRAND_COLOUR", "yellow", "error.brand.colour"),
        ("SVANGRUM_CONTACT", "javascript:alert(1)", "error.contact.unusable"),
        ("SVANGRUM_SUPERVISOR", "Digg", "check.accompanies"),
        ("SVANGRUM_FILE_KEYS", "elsewhere.json", "check.file-keys"),
        ("SVANGRUM_SAML_FILE", "saml.json", "check.saml"),
        ("SVANGRUM_SESSION_HOURS", "48", "check.session-long"),
        ("SVANGRUM_LOG_FORMAT", "xml", "check.log-format"),
        ("SVANGRUM_LOG_LEVEL", "LOUD", "check.log-level"),
        ("SVANGRUM_" + "HOST", "a.example", "check.unknown"),
        ("SVANGRUM_OIDC_ID", "svangrum", "error.sign-in.service-incomplete"),
    ],
)
def test_what_is_unsafe_or_unreadable_is_found(settle, monkeypatch, name, value, code):
    monkeypatch.setattr(stated, "find_spec", lambda module: None if module == "onelogin" else module)
    assert code in {found for _, found in settle(**{name: value})}


def test_a_sign_in_service_over_http_is_unsafe(settle):
    found = settle(**OIDC | {"SVANGRUM_OIDC_ISSUER": "http://login.exempelstad.example"})
    assert found == {("SVANGRUM_OIDC_ISSUER", "check.issuer-http")}


def test_postgresql_needs_its_driver(settle, monkeypatch):
    monkeypatch.setattr(stated, "find_spec", lambda _module: None)
    assert ("DATABASE_URL", "check.psycopg") in settle()


def test_a_socket_of_this_machine_needs_no_tls(settle):
    assert settle(DATABASE_URL="postgresql://svangrum@%2Frun%2Fpostgresql/svangrum") == set()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are kept elsewhere")
@pytest.mark.parametrize("name", ["secret-key", "keys/files.json"])
def test_a_secret_that_others_can_read_is_found(settle, name):
    file = settle.store / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("x" * 60, "utf-8")
    file.chmod(0o644)
    assert "check.readable" in {code for _, code in settle()}
    file.chmod(0o600)
    assert settle() == set()


def test_what_is_unsafe_stops_a_service_only(settle):
    settle(SVANGRUM_DEBUG="1")
    remarks = stated.remarks_on_settings()
    assert {one.grade for one in remarks} == {Grade.UNSAFE}
    assert fails(remarks, production=True)
    assert not fails(remarks, production=False)


@pytest.mark.parametrize(
    ("place", "kind"), [("/", "ext4"), ("/srv/store/x", "nfs4"), ("/srv/storehouse", "ext4"), ("/srv", "ext4")]
)
def test_a_disk_over_the_network_is_known_by_its_mount(tmp_path, place, kind):
    mounts = "/dev/vda1 / ext4 rw 0 0\nserver:/x /srv/store nfs4 rw 0 0\nbroken\n"
    assert running.kind_of_disk(type(tmp_path)(place), mounts) == kind


def test_without_a_table_of_mounts_nothing_is_said(tmp_path):
    assert running.kind_of_disk(tmp_path, "") == ""


@pytest.fixture
def installed(settings, tmp_path, db):
    settings.STORE = tmp_path
    return tmp_path


def codes():
    return {one.code for one in running.remarks_on_installation()}


def test_an_installation_without_a_worker_is_told_so(installed, monkeypatch):
    monkeypatch.setattr(running, "Path", lambda _name: installed)
    assert codes() == {"check.worker"}
    monkeypatch.setattr(running.condition, "worker_is_alive", lambda _now: True)
    assert codes() == set()


@pytest.mark.parametrize(
    ("asked", "code"), [("database_answers", "check.database-silent"), ("tables_are_current", "check.tables")]
)
def test_a_database_that_does_not_serve_is_told_of(installed, monkeypatch, asked, code):
    monkeypatch.setattr(running, "Path", lambda _name: installed)
    monkeypatch.setattr(running.condition, asked, lambda: False)
    assert code in codes()


def test_a_store_that_is_not_there_or_closed_is_told_of(installed, settings, monkeypatch):
    monkeypatch.setattr(running.condition, "store_is_there", lambda: False)
    assert "check.store-closed" in codes()
    settings.STORE = installed / "later"
    assert "check.store-none" in codes()


def test_a_disk_over_the_network_is_unsafe_for_sqlite(installed, monkeypatch):
    monkeypatch.setattr(running, "_mounts", lambda: "server:/x / nfs rw 0 0\n")
    expected = {"check.disk-network"} if running.connection.vendor == "sqlite" else set()
    assert codes() & {"check.disk-network"} == expected


def checked(*arguments, **environment):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("SVANGRUM_", "DATABASE"))}
    return subprocess.run(
        [sys.executable, "-m", "svangrum.cli.main", "check", *arguments],
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_explains_in_words_and_shows_no_secret(tmp_path, language):
    told = checked("--all", "--lang", language, SVANGRUM_STORE=str(tmp_path), SVANGRUM_MAIL=SAFE["SVANGRUM_MAIL"])
    assert told.returncode == 0, told.stderr
    assert words("check.unstated", language, name="SVANGRUM_HOSTS") in told.stdout
    assert words("check.outcome.unsafe", language) in told.stdout
    assert all(f"{name} = " in told.stdout for name in SETTINGS)
    assert "mail-secret" not in told.stdout + told.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_command_fails_for_a_service_that_is_not_safe(tmp_path):
    assert checked("--production", SVANGRUM_STORE=str(tmp_path)).returncode == 1
    assert checked(SVANGRUM_STORE=str(tmp_path), SVANGRUM_HTTPS="kanske").returncode == 1
